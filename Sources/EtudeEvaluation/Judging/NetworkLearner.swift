import EtudeCore
import EtudeData
import EtudeNetworks
import EtudeSound

/// A recipe that learns from fresh weights in every round.
package struct NetworkLearner: Learner {
  let model: Model
  let examples: any Examples
  /// For each item the position of its genre in `genres`.
  let labels: [Int]
  let genres: [String]
  let options: TrainingOptions
  let prepared: PreparedExamples
  /// The key of each round's random numbers.
  let streams: [Round: Digest]
  /// For an item its altered copies, which are learned from with it.
  let copies: [Int: [Int]]

  package init(
    model: Model, examples: any Examples, labels: [Int], genres: [String], options: TrainingOptions,
    prepared: PreparedExamples, streams: [Round: Digest], copies: [Int: [Int]] = [:]
  ) {
    self.model = model
    self.examples = examples
    self.labels = labels
    self.genres = genres
    self.options = options
    self.prepared = prepared
    self.streams = streams
    self.copies = copies
  }

  package func outcome(
    of round: Round, work: Work, epochDone: @escaping @Sendable (_ note: String) -> Void
  ) throws -> RoundOutcome {
    let fitted = try train(round, watching: round.validation, work: work, epochDone: epochDone)
    return try judge(fitted, round, epochs: fitted.epochs, work: work)
  }

  /// Trains on the round's training items, from fresh weights or on from `continuing`.
  func train(
    _ round: Round, watching validation: [Int] = [], continuing: Fitted? = nil, epochs: Int? = nil,
    work: Work,
    epochDone: @escaping @Sendable (_ note: String) -> Void
  ) throws -> Fitted {
    guard let stream = streams[round] else {
      throw Failure("fold \(round.fold) has no stream of random numbers")
    }
    var options = options
    options.epochs = epochs ?? options.epochs
    var fitted = try fit(
      model, continuing: continuing, examples: examples, labels: labels, classes: genres,
      training: round.training.flatMap { [$0] + (copies[$0] ?? []) }, validation: validation,
      options: options, stream: stream, prepared: prepared,
      work: work
    ) { event in
      if case .epoch(_, _, let history) = event, let loss = history.loss.last {
        epochDone("loss \(loss.text(decimals: 3))")
      }
    }
    // A result over folds that were not all trained as asked would be of no use.
    if fitted.isInterrupted { throw Failure.interrupted }
    fitted.learnedLength = (examples as? SpectrogramSet)?.dataset.medianLength(of: round.training)
    return fitted
  }

  /// What a fitted network says of the round's test items.
  func judge(_ fitted: Fitted, _ round: Round, epochs: Int, work: Work) throws -> RoundOutcome {
    let probabilities =
      if let songs = examples as? SpectrogramSet {
        try predict(fitted, songs: songs, items: round.test, prepared: prepared, work: work)
      } else {
        try predict(fitted, examples: examples, items: round.test, prepared: prepared, work: work)
      }
    return RoundOutcome(
      probabilities: probabilities.map { $0.map(Double.init) }, epochs: epochs,
      isStillFalling: fitted.history.isStillFalling && fitted.history.loss.count >= options.epochs,
      history: fitted.history)
  }
}
