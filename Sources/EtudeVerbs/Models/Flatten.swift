import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let flatten = layer(
    "flatten", "a feature map as one vector",
    examples: [
      "net = cnn | flatten | dense 64 | classify", "describe (conv 4 | maxpool | flatten | classify)",
    ]
  ) { _ in [.flatten] }
}
