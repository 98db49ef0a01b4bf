import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let classify = layer(
    "classify", "dense to the dataset's genres, softmax",
    examples: ["net = cnn | classify", "net = stats | dense 32 | relu | classify"]
  ) { _ in [.classify] }
}
