import EtudeCore

/// Batch norm over items and positions (eps 1e-5, momentum 0.1).
package struct BatchNormLayer: LayerType {
  static let verb = "batchnorm"
  /// Added to the variance.
  package static let epsilon: Float = 1e-5

  func checkPlace(_ place: LayerPlace) throws {
    try place.expect(
      place.input != .sequence, "wants a feature map or a vector and gets a sequence",
      "put globalpool before it")
  }

  func roughOutput(of input: Model.Rough) -> Model.Rough { input == .image ? .map : input }
  func output(of input: Shape, name: String, classes: Int) -> Shape { input.activated }

  var hasWeights: Bool { true }

  func parameters(of layer: LayerPlan) -> [Parameter] {
    Parameter.batchNorm(layer.name, channels: layer.input.features, isFrozen: layer.isFrozen)
  }

  func bind(_ binding: LayerBinding) throws -> Signal {
    try binding.builder.append(
      BatchNorm(
        binding.layer.name, binding.input, isTrained: binding.isTrained,
        fusesRelu: binding.fusesRelu, binding.context))
  }
}

extension LayerKind {
  /// Batch norm over items and positions (eps 1e-5, momentum 0.1).
  public static let batchnorm = LayerKind(BatchNormLayer())
}
