import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let batchnorm = layer(
    "batchnorm", "batch norm: each channel to mean 0 and deviation 1, then scaled and shifted",
    examples: [
      "net = conv 16 | batchnorm | relu | classify", "describe (conv 8 | batchnorm | relu | classify)",
    ]
  ) { _ in [.batchnorm] }
}
