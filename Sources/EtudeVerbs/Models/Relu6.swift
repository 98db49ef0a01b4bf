import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let relu6 = layer(
    "relu6", "values into 0 … 6",
    examples: ["net = conv 16 | relu6 | classify", "net = stats | dense 64 | relu6 | classify"]
  ) { _ in [.relu6] }
}
