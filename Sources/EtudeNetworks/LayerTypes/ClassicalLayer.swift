import EtudeCore

/// A classical classifier in the place of `classify`: it learns at once from the vectors that the layers before it give,
/// standardised on the training part. All before it is frozen or has no weights.
protocol ClassicalLayer: LayerType {
  /// - Throws: `Failure` where it cannot learn from these; `Failure.interrupted`.
  func learned(_ data: LabelledVectors, stream: Digest, work: Work) throws -> any Classifier
  /// The classifier that tensors of a file are.
  /// - Throws: `Failure` where they do not hold together.
  func read(_ tensors: ClassifierTensors, dimensions: Int, classes: Int) throws -> any Classifier
}

extension ClassicalLayer {
  func checkPlace(_ place: LayerPlace) throws {
    for (name, layer) in place.model.namedLayers
    where layer.kind.branches.isEmpty && layer.kind.hasWeights && !layer.isFrozen {
      throw Failure(
        "\(verb) learns at once, so that nothing before it can be trained, and \(name) is not frozen",
        fix: "put freeze before \(verb)")
    }
  }

  func roughOutput(of input: Model.Rough) -> Model.Rough { .classes }
  var isClassifier: Bool { true }
  var isClassical: Bool { true }
  var averagesPositions: Bool { true }
  var hasWeights: Bool { true }
  func output(of input: Shape, name: String, classes: Int) -> Shape { .vector(classes) }

  func parameters(of layer: LayerPlan) -> [Parameter] {
    Parameter.standardisation(layer.name, count: layer.input.features, isFrozen: layer.isFrozen)
  }

  var canBeInPrefix: Bool { false }

  /// It is no layer of the engine; what looks inside a network sees what it is given.
  func bind(_ binding: LayerBinding) -> Signal { binding.input }
}
