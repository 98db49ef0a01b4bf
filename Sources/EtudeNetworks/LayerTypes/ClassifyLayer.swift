import EtudeCore

/// Dense to the classes, softmax.
package struct ClassifyLayer: LayerType {
  static let verb = "classify"

  func roughOutput(of input: Model.Rough) -> Model.Rough { .classes }
  var isClassifier: Bool { true }

  var averagesPositions: Bool { true }
  func output(of input: Shape, name: String, classes: Int) -> Shape { .vector(classes) }
  var hasWeights: Bool { true }

  func parameters(of layer: LayerPlan) -> [Parameter] {
    Parameter.linear(
      layer.name, shape: [layer.classes, layer.input.features], bias: true, isFrozen: layer.isFrozen)
  }

  var canBeInPrefix: Bool { false }

  func bind(_ binding: LayerBinding) throws -> Signal {
    try binding.builder.append(
      Dense(
        binding.layer.name, binding.input, units: binding.layer.output.features,
        isTrained: binding.isTrained, binding.context))
  }
}

extension LayerKind {
  /// Dense to the classes, softmax.
  public static let classify = LayerKind(ClassifyLayer())
}
