import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let mobilenetv2 = layer(
    "mobilenetv2", "ImageNet-pretrained feature extractor over the image, up to its last feature map",
    options: [
      Option(
        "weights", .choice("imagenet", "none"), standard: .text("imagenet"), help: "pretrained, or fresh")
    ],
    examples: ["net = mobilenetv2 | freeze | classify"]
  ) { call in
    [.mobilenetv2(weights: try call.choice("weights"))]
  }

  static let cnn = layer(
    "cnn", "convolution blocks: conv, batch norm, relu, max-pool",
    options: [
      Option("blocks", .whole(1...8), standard: .number(4), isMain: true, help: "how many"),
      Option("filters", .whole(1...1024), standard: .number(16), help: "of the first, doubling, at most 64"),
      kernel,
    ],
    examples: ["net = cnn blocks: 3 | classify"]
  ) { call in
    LayerKind.convolutionBlocks(
      blocks: call.integer("blocks") ?? 4, filters: call.integer("filters") ?? 16,
      kernel: call.integer("kernel") ?? 3)
  }

  static let conv = layer(
    "conv", "one convolution",
    options: [
      Option(
        "filters", .whole(1...4096), isMain: true, isRequired: true, help: "kernels, so channels it gives"),
      kernel,
      Option("stride", .whole(1...16), standard: .number(1), help: "pixels from one place to the next"),
      Option(
        "groups", .whole(1...4096), standard: .number(1),
        help: "runs of channels that each see their own filters; as many as channels is depthwise"),
    ],
    examples: ["net = conv 32 kernel: 5 | relu | maxpool | classify"]
  ) { call in
    [
      .conv(
        filters: call.integer("filters") ?? 1, kernel: call.integer("kernel") ?? 3,
        stride: call.integer("stride") ?? 1, groups: call.integer("groups") ?? 1)
    ]
  }

  static let maxpool = layer(
    "maxpool", "the greatest value in each window", options: [window, windowStride],
    examples: ["net = conv 16 | relu | maxpool | classify"]
  ) { call in
    let kernel = call.integer("kernel") ?? 2
    return [.maxpool(kernel: kernel, stride: call.integer("stride") ?? kernel)]
  }

  static let avgpool = layer(
    "avgpool", "the mean of each window", options: [window, windowStride],
    examples: ["net = conv 16 | relu | avgpool | classify"]
  ) { call in
    let kernel = call.integer("kernel") ?? 2
    return [.avgpool(kernel: kernel, stride: call.integer("stride") ?? kernel)]
  }

  private static let kernel = Option(
    "kernel", .whole(1...31), standard: .number(3), help: "side of a kernel, odd")
  private static let window = Option(
    "kernel", .whole(1...31), standard: .number(2), isMain: true, help: "side of a window")
  private static let windowStride = Option(
    "stride", .whole(1...31), absence: "= kernel", derived: { $0["kernel"] },
    help: "pixels from one window to the next")
}
