import EtudeCore
import EtudeData

extension Experiment {
  /// Trains and tests in many single splits, in each as `holdout` does in one: the first divides as a split with this
  /// seed, every other one with the next seed.
  ///
  /// - Parameters:
  ///   - count: how many splits; each is a repeat of the result, of one fold.
  ///   - share: of the clips to test, 0 < … < 1.
  /// - Throws: `Failure` where a part would be empty; `Failure.interrupted`.
  public func holdouts(
    _ count: Int, test share: Double = 0.2, split: FoldPlan.Split = .stratified, work: Work
  ) throws -> Evaluation {
    let divisions = try (0..<count).map { place in
      try Division.make(
        examples.dataset, data: examples.data, share: share, split: split, by: by,
        seed: seed &+ UInt64(place))
    }
    // What all splits share is said once, what some have is counted.
    let warnings = divisions.map(\.warnings)
    for warning in warnings.first ?? [] where warnings.allSatisfy({ $0.contains(warning) }) {
      work.warn(warning)
    }
    let odd = warnings.count { $0 != warnings.first }
    if odd > 0 { work.warn("\(odd) of \(count) splits divide the genres in another way than the first") }
    let rounds = divisions.enumerated().map { place, division in
      Round(repeat: place, fold: 0, training: division.training, test: division.test)
    }
    let options = Digest.build {
      $0.append("single splits")
      $0.append(share)
      $0.append(split.rawValue)
    }
    return try judged(.holdout, rounds, by: by, division: options, work: work)
  }
}
