import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let mobilenetv2 = layer(
    "mobilenetv2", "ImageNet-pretrained feature extractor over the image, up to its last feature map",
    options: [MobileNetV2Options.weights],
    examples: [
      "net = mobilenetv2 | freeze | classify",
      "describe (mobilenetv2 | freeze through: \"block12\" | classify)",
    ]
  ) { call in [.mobilenetv2(weights: try call[MobileNetV2Options.weights])] }
}

private enum MobileNetV2Options {
  static let weights = TypedOption(
    "weights", .choice(of: LayerKind.Weights.self), default: .imagenet, help: "pretrained, or fresh")
}
