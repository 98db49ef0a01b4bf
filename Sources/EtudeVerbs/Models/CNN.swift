import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let cnn = layer(
    "cnn", "convolution blocks: conv, batch norm, relu, max-pool",
    options: [CNNOptions.blocks, CNNOptions.filters, ConvolutionOptions.kernel],
    examples: [
      "net = cnn blocks: 3 | classify",
      "report (crossval (cnn blocks: 2 | classify) mels folds: 2 epochs: 1)",
    ]
  ) { call in
    LayerKind.convolutionBlocks(
      blocks: try call[CNNOptions.blocks], filters: try call[CNNOptions.filters],
      kernel: try call[ConvolutionOptions.kernel])
  }
}

private enum CNNOptions {
  static let blocks = TypedOption("blocks", .whole(1...8), default: 4, isMain: true, help: "how many")
  static let filters = TypedOption(
    "filters", .whole(1...1024), default: 16, help: "of the first, doubling, at most 64")
}
