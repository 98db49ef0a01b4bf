import EtudeCore
import EtudeData

/// What choosing the best of several recipes or settings is worth on songs that had no say in the choice.
public struct NestedEstimate: Sendable {
  /// The chosen experiment's predictions of each outer fold.
  public let result: Evaluation
  /// The label chosen in each outer fold, in the order of `result.folds`.
  public let chosen: [String]

  /// Chooses in inner folds, within the training part of each outer fold, and judges the choice on the outer fold.
  ///
  /// - Parameters:
  ///   - candidates: experiments on the same examples, with labels; of equal inner accuracy, the first is taken.
  ///   - innerFolds: folds of the inner cross-validation.
  public init(
    of candidates: [(label: String, experiment: Experiment)], plan: FoldPlan, innerFolds: Int = 5, work: Work
  ) throws {
    guard let first = candidates.first else {
      throw Failure("there is nothing to choose from", fix: "give two experiments or more")
    }
    guard candidates.allSatisfy({ $0.experiment.examples.data == first.experiment.examples.data }) else {
      throw Failure("the experiments are on different data", fix: "give them the same data")
    }
    var chosen: [String] = []
    var items: [JudgedItem] = []
    var records: [FoldRecord] = []
    for warning in plan.warnings { work.warn(warning) }
    let folds = (0..<plan.repeats).flatMap { round in (0..<plan.count).map { (repeat: round, fold: $0) } }
    work.tally?.plan(folds.count * (candidates.count * innerFolds + 1))
    let stage = "nested"
    let outcomes = try work.all(folds.enumerated()) { number, place in
      let (round, fold) = place
      work.progress(stage, number, of: folds.count)
      let inner = try plan.inner(repeat: round, fold: fold, count: innerFolds, seed: first.experiment.seed)
      let scores = try work.all(candidates.enumerated()) { tried, candidate in
        work.progress("step", tried, of: candidates.count + 1)
        return try candidate.experiment.crossValidate(plan: inner, only: nil, work: work).accuracy
      }
      let best = scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) } ?? 0
      work.progress("step", candidates.count, of: candidates.count + 1)
      let outer = try candidates[best].experiment.crossValidate(plan: plan, only: (round, fold), work: work)
      work.progress("step", candidates.count + 1, of: candidates.count + 1)
      work.progress(stage, number + 1, of: folds.count)
      return (label: candidates[best].label, outer: outer)
    }
    for (label, outer) in outcomes {
      chosen.append(label)
      items += outer.items
      records += outer.folds.map {
        FoldRecord(repeat: $0.repeat, fold: $0.fold, train: $0.train, epochs: $0.epochs)
      }
    }
    self.chosen = chosen
    var result = try Evaluation(
      kind: .crossval, statement: first.experiment.statement, seed: first.experiment.seed,
      data: first.experiment.examples.data, genres: first.experiment.examples.dataset.genres, rounds: records,
      items: items, chosen: chosen,
      network: "the best of \(candidates.count) candidates, chosen anew in each fold"
    ).of(first.experiment.examples.dataset)
    result.baseline = Baseline { work in
      try first.experiment.baseline.crossValidate(plan: plan, only: nil, work: work)
    }
    self.result = result
  }
}
