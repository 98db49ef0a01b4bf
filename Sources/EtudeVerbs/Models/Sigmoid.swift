import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let sigmoid = layer(
    "sigmoid", "values into 0 … 1",
    examples: [
      "net = stats | dense 64 | sigmoid | classify", "describe (stats | dense 8 | sigmoid | classify)",
    ]
  ) { _ in [.sigmoid] }
}
