import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let tanh = layer(
    "tanh", "values into -1 … 1",
    examples: ["net = stats | dense 64 | tanh | classify", "describe (stats | dense 8 | tanh | classify)"]
  ) { _ in [.tanh] }
}
