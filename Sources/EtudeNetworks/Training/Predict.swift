import EtudeCore

/// Probabilities per item of `items`, in the order of `fitted.classes`: `[items, classes]`.
///
/// - Throws: `Failure` if the examples' pictures or bands are of another size than those it was trained on, for items that
///   there are not, and where the network's answer is no number.
public func predict(
  _ fitted: Fitted, examples: any Examples, items: [Int], prepared: PreparedExamples? = nil, work: Work
) throws -> [[Float]] {
  let members = try fitted.members
  if !members.isEmpty {
    let answers = try members.enumerated().map { place, member in
      try predict(
        member, examples: examples, items: items, prepared: prepared?.member(place), work: work)
    }
    return items.indices.map { item in mean(answers.map { $0[item] }) }
  }
  let isClassical = fitted.model.isClassical
  let rows = try run(
    fitted, untilClassifier: isClassical, examples: examples, items: items, prepared: prepared, work: work)
  if isClassical { return try fitted.classifierAnswers(rows, work: work) }
  return rows.map { row in row.withUnsafeBufferPointer(CrossEntropy.softmax) }
}

/// The mean of rows of equal length, summed in double precision; of one row the row itself.
public func mean(_ rows: [[Float]]) -> [Float] {
  guard let first = rows.first, rows.count > 1 else { return rows.first ?? [] }
  return first.indices.map { index in
    Float(rows.reduce(0) { $0 + Double($1[index]) } / Double(rows.count))
  }
}

/// Per item what a fitted network gives before its classifier, of an ensemble its networks' one after another:
/// `[items, dimensions]`.
public func features(_ fitted: Fitted, examples: any Examples, items: [Int], work: Work) throws -> [[Float]] {
  let members = try fitted.members
  if !members.isEmpty {
    let parts = try members.map { try features($0, examples: examples, items: items, work: work) }
    return items.indices.map { item in parts.flatMap { $0[item] } }
  }
  return try run(fitted, untilClassifier: true, examples: examples, items: items, prepared: nil, work: work)
}

/// Per item what a wholly frozen recipe gives, averaged over positions: `[items, dimensions]`.
///
/// - Throws: `Failure` if a layer of the recipe has weights that were never trained.
public func features(
  _ model: Model, examples: any Examples, items: [Int], precision: Precision = .fp32, work: Work
) throws -> [[Float]] {
  try features(FrozenNetwork(model), examples: examples, items: items, precision: precision, work: work)
}

/// The same of a network that keeps its weights between questions.
public func features(
  _ network: FrozenNetwork, examples: any Examples, items: [Int], precision: Precision = .fp32, work: Work
) throws -> [[Float]] {
  let model = network.model
  let plan = try Plan(model, imageSize: examples.imageSize, bands: examples.bands, classes: 1).pooled
  for layer in plan.allLayers where layer.parameters.contains(where: \.hasGradient) {
    guard layer.kind.type.isPretrained else {
      throw Failure("\(layer.name) has weights that were never trained", fix: "fit the network first")
    }
    guard layer.isFrozen else {
      throw Failure("\(layer.name) is not frozen", fix: "put | freeze after it")
    }
  }
  try examples.check(items)
  let prepared = try prepare(
    plan, frozen: network, examples: examples, items: items, precision: precision, work: work)
  return try evaluate(
    plan, weights: network.weights(of: plan), prepared: prepared, items: items, work: work)
}

private func run(
  _ fitted: Fitted, untilClassifier: Bool, examples: any Examples, items: [Int], prepared: PreparedExamples?,
  work: Work
) throws -> [[Float]] {
  guard examples.imageSize == fitted.imageSize, examples.bands == fitted.bands else {
    throw Failure(
      "the network was trained on pictures of \(fitted.imageSize) and \(fitted.bands) bands, "
        + "not of \(examples.imageSize) and \(examples.bands)",
      fix: "make the features with the same settings")
  }
  try examples.check(items)
  let whole = try Plan(fitted)
  let prepared =
    try prepared
    ?? prepare(
      whole, weights: fitted.weights, examples: examples, items: items, precision: fitted.precision,
      work: work)
  let plan = untilClassifier ? whole.withoutClassifier : whole
  try prepared.check(plan, weights: fitted.weights, fitted.precision)
  return try evaluate(
    plan.knowingWeights(prepared.areWeightsKnown), weights: fitted.weights, prepared: prepared, items: items,
    work: work)
}

/// What a plan gives for items: `[items, outputs]`.
func evaluate(
  _ plan: Plan, weights: [String: Tensor], prepared: PreparedExamples, items: [Int],
  work: Work
) throws -> [[Float]] {
  if items.isEmpty { return [] }
  let batch = plan.inferenceBatch(items: items.count)
  // Where a batch is one song, songs run side by side with a thread each: within a song threads would wait for each other
  // at every layer.
  let isAlone = plan.isTiny || batch == 1
  let workers = batch == 1 && !plan.isTiny ? min(work.threads, items.count) : 1
  let rows = try parallelMap(workers, threads: workers) { worker in
    let share = items[items.count * worker / workers..<items.count * (worker + 1) / workers]
    return try Compute.run(threads: isAlone ? 1 : work.threads) {
      let store = try ParameterStore(plan.parameters)
      try store.initialise(Digest.build { $0.append("unused") }, except: weights)
      try store.load(weights)
      let evaluator = try InferenceRunner(
        plan, store: store, engine: try Engine(), prepared: prepared, batch: batch)
      return try evaluator.rows(Array(share), work: work)
    }
  }
  let answers = rows.flatMap { $0 }
  for (item, row) in zip(items, answers) where !row.allSatisfy(\.isFinite) {
    throw Failure(
      "what the network makes of item \(item) is no number: its weights or the item's values are too large",
      fix: "train with a smaller lr")
  }
  return answers
}
