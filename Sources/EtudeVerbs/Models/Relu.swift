import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let relu = layer(
    "relu", "negative values to 0",
    examples: ["net = conv 16 | relu | classify", "net = stats | dense 64 | relu | classify"]
  ) { _ in [.relu] }
}
