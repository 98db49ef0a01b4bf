import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let conv = layer(
    "conv", "one convolution",
    options: [ConvOptions.filters, ConvolutionOptions.kernel, ConvOptions.stride, ConvOptions.groups],
    examples: [
      "net = conv 32 kernel: 5 | relu | maxpool | classify",
      "net = conv 8 | relu | maxpool | conv 16 stride: 2 | relu | classify",
    ]
  ) { call in
    [
      .conv(
        filters: try call[ConvOptions.filters], kernel: try call[ConvolutionOptions.kernel],
        stride: try call[ConvOptions.stride], groups: try call[ConvOptions.groups])
    ]
  }
}

private enum ConvOptions {
  static let filters = TypedOption(
    required: "filters", .whole(1...4096), isMain: true, help: "kernels, so channels it gives")
  static let stride = TypedOption(
    "stride", .whole(1...16), default: 1, help: "pixels from one place to the next")
  static let groups = TypedOption(
    "groups", .whole(1...4096), default: 1,
    help: "runs of channels that each see their own filters; as many as channels is depthwise")
}
