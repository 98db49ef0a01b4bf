import EtudeCore

extension TrainingRequest {
  /// Computes what the frozen layers give for the training items, standardises it, and lets the classifier learn from it.
  func fitClassifier() throws -> Fitted {
    let plan = try plan()
    guard let last = plan.layers.last, let classifier = last.kind.type as? any ClassicalLayer else {
      throw Failure("the recipe has no classical classifier", fix: "end it with svm, knn or forest")
    }
    if let layer = plan.withoutClassifier.allLayers.first(where: {
      $0.parameters.contains(where: \.isTrainable)
    }) {
      throw Failure(
        "\(layer.name) is not frozen, and \(last.name) learns at once", fix: "freeze \(layer.name)")
    }
    var (weights, rows) = try frozenOutputs(before: plan, try preparing(plan))
    let statistics = Standardisation(rows, width: rows.first?.count ?? 0)
    weights.merge(statistics.tensors(of: last.name)) { $1 }
    let data = LabelledVectors(
      vectors: rows.map(statistics.standardise), labels: training.map { labels[$0] }, classes: classes.count)
    let learned = try classifier.learned(data, stream: stream, work: work)
    for (name, tensor) in learned.tensors { weights["\(last.name).\(name)"] = tensor }
    var fitted = fitted(weights)
    fitted.origin = continuing?.digest
    return fitted
  }

  /// What the layers before a plan's classifier give for the training items, and their weights: what is frozen and nobody
  /// has trained keeps those it is drawn with.
  func frozenOutputs(
    before plan: Plan, _ prepared: PreparedExamples
  ) throws -> (weights: [String: Tensor], rows: [[Float]]) {
    let task = task(plan.withoutClassifier, prepared)
    let weights = try Compute.run(threads: 1) {
      let store = try ParameterStore(task.plan.parameters)
      try task.loadWeights(into: store)
      return try store.tensors(unchanged: task.given)
    }
    return (
      weights,
      try evaluate(task.plan, weights: weights, prepared: prepared, items: training, work: work)
    )
  }
}

extension Standardisation {
  /// Its tensors, as those of a layer.
  func tensors(of layer: String) -> [String: Tensor] {
    [
      layer + ".input_mean": Tensor(shape: [mean.count], values: mean),
      layer + ".input_deviation": Tensor(shape: [deviation.count], values: deviation),
    ]
  }

  func standardise(_ row: [Float]) -> [Float] {
    row.indices.map { (row[$0] - mean[$0]) / deviation[$0] }
  }
}

extension ResolvedLayer {
  /// What the classifier has learned, by full names, among a network's tensors.
  func classifierTensors(in tensors: [String: Tensor]) -> [String: Tensor] {
    tensors.filter { $0.key.hasPrefix(name + ".") && !parameters.map(\.name).contains($0.key) }
  }

  /// The classifier that a network's tensors hold for this layer.
  /// - Throws: `Failure` where they do not hold together.
  func classifier(in tensors: [String: Tensor]) throws -> any Classifier {
    guard let type = kind.type as? any ClassicalLayer else { throw ClassifierTensors.unreadable }
    let own = classifierTensors(in: tensors).map { (String($0.key.dropFirst(name.count + 1)), $0.value) }
    return try type.read(
      ClassifierTensors(tensors: Dictionary(uniqueKeysWithValues: own)), dimensions: input.features,
      classes: output.features)
  }
}

extension Fitted {
  /// What its classical classifier says of what the layers before it give: `[items, classes]`.
  func classifierAnswers(_ rows: [[Float]], work: Work) throws -> [[Float]] {
    guard let last = try Plan(self).layers.last, let mean = weights[last.name + ".input_mean"]?.values,
      let deviation = weights[last.name + ".input_deviation"]?.values
    else { throw ClassifierTensors.unreadable }
    let classifier = try last.classifier(in: weights)
    let statistics = Standardisation(mean: mean, deviation: deviation)
    return try parallelMap(rows.count, threads: work.threads) { row in
      try work.checkCancelled()
      return classifier.probabilities(statistics.standardise(rows[row]))
    }
  }
}
