import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let activations = Verb(
    "activations", "what a layer gives for a clip: feature maps", section: .inside,
    operands: [LookingInside.fitted, LookingInside.clip],
    options: [ActivationsOptions.layer, LookingInside.unit],
    result: .inside(LookingInside.fitted) { try $1.checkLayer($0[ActivationsOptions.layer]) },
    examples: [
      "plot (activations fitted songs[0] layer: \"block3\")",
      "plot (activations fitted songs[0] layer: \"block3\" unit: 5)",
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
    let times =
      tensor.shape.count == 2 ? try fitted.times(of: layer, steps: tensor.shape[0], in: item) : nil
    let meaning = ActivationArray(
      layer: layer, unit: nil, spectrogram: item, times: times, network: fitted.model.briefPipeline)
    guard
      let unit = try call.unit(of: tensor.shape.count == 3 ? tensor.shape[0] : tensor.shape.last ?? 0, layer)
    else {
      return .object(ArrayValue(meaning: meaning, shape: tensor.shape, axes: axes, values: tensor.values))
    }
    let part = tensor.part(unit)
    return .object(
      ArrayValue(
        meaning: ActivationArray(
          layer: layer, unit: unit, spectrogram: item, times: times, network: fitted.model.briefPipeline),
        shape: part.shape,
        axes: axes.filter { $0 != "channels" && $0 != "features" }, values: part.values))
  }
}

extension Tensor {
  /// What one channel of a map, or one feature of a sequence or a vector, holds.
  fileprivate func part(_ unit: Int) -> Tensor {
    switch shape.count {
    case 3:
      let area = shape[1] * shape[2]
      return Tensor(shape: [shape[1], shape[2]], values: Array(values[unit * area..<(unit + 1) * area]))
    case 2:
      return Tensor(shape: [shape[0]], values: (0..<shape[0]).map { values[$0 * shape[1] + unit] })
    default: return Tensor(shape: [1], values: [values[unit]])
    }
  }
}

private enum ActivationsOptions {
  static let layer = TypedOption(required: "layer", .text, help: "its name, or a block's").naming(
    "layers")
}
