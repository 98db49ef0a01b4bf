import EtudeCore

/// Trains a recipe, from fresh weights or on from `continuing`, and gives the fitted network.
///
/// An interrupted training given as `continuing` with its own options and stream goes on where it stopped and ends with
/// the very numbers of an uninterrupted one; any other fitted network is trained for `options.epochs` more.
/// - Parameters:
///   - labels: one an item of `examples`, an index into `classes`.
///   - training: the items that are learnt from; all statistics come from them alone.
///   - validation: items judged after every epoch and never learnt from; may be empty.
///   - stream: all random numbers derive from it, so equal streams give equal weights.
///   - stop: after so many whole epochs it ends as if it were interrupted there; nil for its own end.
///   - prepared: what `prepare` gave for the same recipe and examples; made here if nil.
/// - Throws: `Failure` for recipes that do not fit the examples, for items and labels that there are not, for items that
///   cannot be read, for weights that are or become no finite numbers, and `Failure.interrupted` before the first whole
///   epoch is done.
public func fit(
  _ model: Model, continuing: Fitted? = nil, examples: any Examples, labels: [Int], classes: [String],
  training: [Int], validation: [Int] = [], options: TrainingOptions, stream: Digest,
  stop: Int? = nil, prepared: PreparedExamples? = nil, featureSettings: String = "",
  dataDigest: Digest? = nil, work: Work,
  onEvent: (TrainingEvent) -> Void = { _ in }
) throws -> Fitted {
  guard model.isClassifier else {
    throw Failure("the network does not end in classify", fix: "put | classify at its end")
  }
  guard !training.isEmpty else { throw Failure("there is nothing to train on", fix: "load some songs first") }
  try options.check()
  try examples.check(training + validation)
  try checkLabels(labels, of: training + validation, classes: classes)
  if validation.isEmpty && (options.patience != nil || options.keepsBest == true) {
    let what = options.patience != nil ? "patience wants" : "the best epoch is told by"
    throw Failure("\(what) validation items", fix: "give validation: 10%")
  }
  if let continuing, continuing.classes != classes {
    throw Failure("the data has other genres than the fitted network", fix: "fit the recipe anew")
  }
  let precision = options.precision ?? .fp32
  try precision.check()
  let request = TrainingRequest(
    model: model, continuing: continuing, examples: examples, labels: labels, classes: classes,
    training: training, validation: validation, options: options, stop: stop, stream: stream,
    prepared: prepared, featureSettings: featureSettings, dataDigest: dataDigest, work: work)
  if !model.members.isEmpty { return try request.fitMembers(onEvent) }
  return model.isClassical ? try request.fitClassifier() : try request.fitNetwork(onEvent)
}

/// All that one training is told, its sense checked.
struct TrainingRequest {
  let model: Model
  let continuing: Fitted?
  let examples: any Examples
  let labels: [Int]
  let classes: [String]
  let training: [Int]
  let validation: [Int]
  let options: TrainingOptions
  let stop: Int?
  let stream: Digest
  let prepared: PreparedExamples?
  let featureSettings: String
  let dataDigest: Digest?
  let work: Work

  private var precision: Precision { options.precision ?? .fp32 }

  /// The recipe for the examples' sizes.
  func plan() throws -> Plan {
    try Plan(
      model, imageSize: examples.imageSize, bands: examples.bands, classes: classes.count,
      areWeightsKnown: continuing != nil)
  }

  /// What the input stages make of the items, as it was given or made now.
  func preparing(_ plan: Plan) throws -> PreparedExamples {
    let prepared =
      try prepared
      ?? prepare(
        plan, weights: continuing?.weights, examples: examples, items: training + validation,
        precision: precision, work: work)
    try prepared.check(plan, weights: continuing?.weights, precision)
    return prepared
  }

  /// What a training of a plan depends on.
  func task(_ plan: Plan, _ prepared: PreparedExamples) -> TrainingTask {
    TrainingTask(
      plan: plan.knowingWeights(prepared.areWeightsKnown), prepared: prepared, labels: labels,
      classes: classes.count, training: training, validation: validation, options: options, stop: stop,
      stream: stream, given: continuing?.weights ?? prepared.pretrained,
      history: continuing?.history ?? History(),
      resumption: continuing?.resumption.flatMap { $0.isOf(stream, options) ? $0 : nil })
  }

  /// The network that came of it.
  func fitted(
    _ weights: [String: Tensor], history: History = History(), isInterrupted: Bool = false
  ) -> Fitted {
    var fitted = Fitted(
      model: model, classes: classes, weights: weights, history: history, isInterrupted: isInterrupted,
      imageSize: examples.imageSize, bands: examples.bands, featureSettings: featureSettings,
      dataDigest: dataDigest)
    fitted.precision = precision
    return fitted
  }

  fileprivate func fitNetwork(_ onEvent: (TrainingEvent) -> Void) throws -> Fitted {
    let plan = try plan()
    var task = task(plan, try preparing(plan))
    if let head = plan.standardisedHead, task.given[head + ".input_mean"] == nil {
      let rows = try frozenOutputs(before: plan, task.prepared).rows
      task.given.merge(Standardisation(rows, width: rows.first?.count ?? 0).tensors(of: head)) { $1 }
    }
    let threads = plan.isTiny ? 1 : work.threads
    let outcome = try Compute.run(threads: threads) { try Trainer(task, work: work).run(onEvent) }
    var fitted = fitted(
      outcome.weights, history: outcome.history, isInterrupted: outcome.isInterrupted)
    fitted.resumption = outcome.resumption
    fitted.origin = task.resumption == nil ? continuing?.digest : continuing?.origin
    return fitted
  }
}
/// Throws a `Failure` unless every item has a label that is an index into `classes`.
private func checkLabels(_ labels: [Int], of items: [Int], classes: [String]) throws {
  guard !classes.isEmpty else { throw Failure("there are no genres to tell apart", fix: "name them") }
  for item in items {
    guard labels.indices.contains(item) else {
      throw Failure("item \(item) has no label: there are \(labels.count)", fix: "give one an item")
    }
    guard classes.indices.contains(labels[item]) else {
      throw Failure(
        "item \(item) has the label \(labels[item]), and there are \(classes.count) genres",
        fix: "give an index from 0 to \(classes.count - 1)")
    }
  }
}
