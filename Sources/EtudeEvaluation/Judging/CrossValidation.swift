import EtudeCore
import EtudeData
import EtudeNetworks

extension Experiment {
  /// Trains anew in every fold of every repeat and tests on the fold.
  ///
  /// - Throws: `Failure` where the plan is of other data; `Failure.interrupted`.
  public func crossValidate(plan: FoldPlan, work: Work) throws -> Evaluation {
    for warning in plan.warnings { work.warn(warning) }
    return try crossValidate(plan: plan, only: nil, work: work)
  }

  /// The same, or of it one round only.
  func crossValidate(plan: FoldPlan, only chosen: (repeat: Int, fold: Int)?, work: Work) throws -> Evaluation
  {
    let dataset = examples.dataset
    guard plan.genres == dataset.genres, plan.labels == dataset.labelIndices else {
      throw Failure("the plan divides other data", fix: "make it of this data: folds data")
    }
    let rounds = (0..<plan.repeats).flatMap { round in
      (0..<plan.count).map { fold in
        Round(
          repeat: round, fold: fold, training: plan.training(repeat: round, fold: fold),
          test: plan.test(repeat: round, fold: fold))
      }
    }.filter { chosen == nil || ($0.repeat == chosen?.repeat && $0.fold == chosen?.fold) }
    let division = Digest.build {
      $0.append(plan.count)
      $0.append(plan.split.rawValue)
      $0.append(plan.repeats)
    }
    return try judged(.crossval, rounds, by: plan.by, division: division, work: work)
  }

  /// Trains once on a part and tests once on the rest.
  ///
  /// - Parameter share: of the clips to test, 0 < … < 1.
  public func holdout(
    test share: Double = 0.2, split: FoldPlan.Split = .stratified, work: Work
  ) throws -> Evaluation {
    let division = try Division.make(
      examples.dataset, data: examples.data, share: share, split: split, by: by, seed: seed)
    for warning in division.warnings { work.warn(warning) }
    let round = Round(repeat: 0, fold: 0, training: division.training, test: division.test)
    let options = Digest.build {
      $0.append(share)
      $0.append(split.rawValue)
    }
    return try judged(.holdout, [round], by: by, division: options, work: work)
  }

  /// Runs rounds, each from fresh weights; `division` stands for the options that made the rounds.
  func judged(
    _ kind: Evaluation.Kind, _ planned: [Round], by: Grouping, division: Digest, work: Work
  ) throws -> Evaluation {
    let dataset = examples.dataset
    try checkFlaws(work)
    let taking = Set(planned.flatMap { $0.training + $0.test }).sorted()
    var expanded = try ExpandedExamples(self, of: planned.flatMap(\.training))
    let preparation = try Preparation(
      self, of: expanded.examples, among: expanded.withCopies(taking), work: work)
    expanded.keep(preparation.usable)
    let copies = expanded.variants
    let rounds = try planned.map { round in
      try withValidation(
        Round(
          repeat: round.repeat, fold: round.fold,
          training: round.training.filter(preparation.usable.contains),
          test: round.test.filter(preparation.usable.contains)), by: by, work: work)
    }.filter { !$0.test.isEmpty }
    if let empty = rounds.first(where: { $0.training.isEmpty }) {
      throw Failure("fold \(empty.fold) has nothing to train on", fix: "use fewer folds or more data")
    }
    let streams = try rounds.map {
      try stream(kind.rawValue, by: by, division: division, repeat: $0.repeat, fold: $0.fold)
    }
    let sideBySide =
      flaws.isEmpty && rounds.count > 1
      && runsFoldsSideBySide(
        model, imageSize: examples.imageSize, bands: examples.bands, threads: work.threads)
    let folds = try storedFolds(
      rounds, streams: streams, copies: copies, threads: sideBySide ? 1 : work.threads, work: work)
    let outcomes = try outcomes(
      of: rounds,
      learner: {
        let learner = NetworkLearner(
          model: model, examples: preparation.examples, labels: preparation.examples.dataset.labelIndices,
          genres: dataset.genres, options: options, prepared: try preparation.prepared(),
          streams: Dictionary(uniqueKeysWithValues: zip(rounds, streams)), copies: copies)
        return flaws.isEmpty ? learner : FlawedLearner(learner, flaws: flaws)
      }, sideBySide: sideBySide, epochs: options.epochs, stage: kind.rawValue, folds: folds, work: work)
    preparation.tell()
    let identities = examples.identities(nearEqual: try examples.nearEqualItems(work: work))
    let (items, records) = try judge(
      rounds: rounds, outcomes: outcomes, identities: identities, genres: dataset.genres,
      carriesOn: flaws.contains(.carriedWeights), epochs: options.epochs, work: work)
    var result = try Evaluation(
      kind: kind, statement: statement, seed: seed, data: examples.data, genres: dataset.genres,
      rounds: records,
      items: items, flaws: flaws, network: model.briefPipeline
    ).of(dataset)
    if !isBaseline {
      result.baseline = Baseline { work in
        try baseline.judged(kind, planned, by: by, division: division, work: work)
      }
    }
    return result
  }

  /// Says what the result will not be worth, before anything is trained.
  private func checkFlaws(_ work: Work) throws {
    if flaws.contains(.epochChosenOnTest) && (validation > 0 || options.patience != nil) {
      throw Failure(
        "the epoch cannot be chosen on the test fold and on a validation part",
        fix: "leave 'validation' and 'patience' away, or do not peek")
    }
    if let stamp = DeliberateFlaw.stamp(flaws) { work.warn(stamp) }
  }
}
