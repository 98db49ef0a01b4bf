import EtudeCore

/// Dense to the genres, softmax.
struct ClassifyLayer: LayerType {
  static let verb = "classify"

  func roughOutput(of input: Model.Rough) -> Model.Rough { .genres }
  var isClassifier: Bool { true }

  var averagesPositions: Bool { true }
  func output(of input: Shape, name: String, genres: Int) -> Shape { .vector(genres) }
  var hasWeights: Bool { true }

  func parameters(of layer: LayerPlan) -> [Parameter] {
    Parameter.linear(
      layer.name, shape: [layer.genres, layer.input.features], bias: true, isFrozen: layer.isFrozen)
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
  /// Dense to the genres, softmax.
  public static let classify = LayerKind(ClassifyLayer())
}
