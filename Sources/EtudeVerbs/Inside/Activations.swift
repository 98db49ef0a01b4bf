import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let activations = Verb(
    "activations", "what a layer gives for a clip: feature maps", section: .inside,
    operands: [LookingInside.fitted, LookingInside.clip],
    options: [ActivationsOptions.layer],
    result: .inside(LookingInside.fitted) { try $1.checkLayer($0[ActivationsOptions.layer]) },
    examples: [
      "plot (activations fitted songs[0] layer: \"block3\")",
      "print (activations fitted songs[0] layer: \"conv1\").shape",
    ]
  ) { call in
    let (fitted, item) = try call.lookedAt()
    let layer = try call[ActivationsOptions.layer]
    let tensor = try fitted.activations(
      examples: item.examples, item: item.index, layer: layer, work: call.environment.work)
    let axes =
      switch tensor.shape.count {
      case 3: ["channels", "height", "width"]
      case 2: ["steps", "features"]
      default: ["features"]
      }
    return .object(
      ArrayValue(
        meaning: ActivationArray(layer: layer, song: item.clip.name), shape: tensor.shape, axes: axes,
        values: tensor.values))
  }
}

private enum ActivationsOptions {
  static let layer = TypedOption(required: "layer", .text, help: "its name, or a block's")
}
