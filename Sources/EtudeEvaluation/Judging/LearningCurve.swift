import EtudeCore
import EtudeData

/// How accuracy grows with the number of training items, on one and the same test part.
public struct LearningCurve: Sendable {
  /// What a number of training items came to.
  public struct Point: Sendable, Hashable {
    /// Share of the training part that was trained on, 0 < … ≤ 1.
    public let share: Double
    /// Training items.
    public let train: Int
    /// Mean accuracy on the test items, 0 to 1.
    public let accuracy: Double
    /// Wilson's 95 % interval over distinct test items.
    public let interval: ClosedRange<Double>
  }

  /// By rising share.
  public let points: [Point]
  /// Distinct test items, the same for every point.
  public let tested: Int
  /// The layers of what was trained.
  public let network: String
  /// What the test part shares with the largest training part.
  public let leakage: Leakage

  package static let columns = ["share", "train", "accuracy", "from", "to"]

  /// The points as a table, one a row.
  public var table: ScoreTable {
    ScoreTable(
      columns: Self.columns,
      rows: points.map {
        [
          .share($0.share), .count($0.train), .share($0.accuracy), .share($0.interval.lowerBound),
          .share($0.interval.upperBound),
        ]
      },
      notes: [
        "one test part of \(tested) items: what lies within the intervals is no difference",
        "leakage: \(leakage.description)",
      ])
  }
}

extension Experiment {
  /// Trains on growing shares of the training part, each containing the smaller ones, and tests on the same rest.
  ///
  /// - Parameters:
  ///   - shares: of the training part, 0 < … ≤ 1.
  ///   - share: of the clips to test.
  public func learningCurve(
    at shares: [Double] = [0.1, 0.2, 0.4, 0.6, 0.8, 1], test share: Double = 0.2,
    split: FoldPlan.Split = .stratified, work: Work
  ) throws -> LearningCurve {
    if let wrong = shares.first(where: { !($0 > 0 && $0 <= 1) }) {
      throw Failure(
        "a share of \(wrong) of the training part cannot be trained on", fix: "give shares up to 100%")
    }
    let division = try Division.make(
      examples.dataset, data: examples.data, share: share, split: split, by: by, seed: seed)
    for warning in division.warnings { work.warn(warning) }
    var left = (share: 1.0, training: division.training)
    var parts: [(share: Double, training: [Int])] = []
    for wanted in Set(shares).sorted(by: >) {
      if wanted < left.share {
        let part = try Division.make(
          examples.dataset, data: examples.data, of: left.training, share: 1 - wanted / left.share,
          split: split,
          by: by, seed: seed, purpose: "learning curve")
        left = (wanted, part.training)
      }
      parts.append(left)
    }
    let rounds = parts.reversed().enumerated().map { index, part in
      Round(repeat: 0, fold: index, training: part.training, test: division.test)
    }
    let options = Digest.build {
      $0.append("learning curve")
      $0.append(share)
      $0.append(split.rawValue)
    }
    let result = try judged(.holdout, rounds, by: by, division: options, work: work)
    let points = zip(parts.reversed(), result.folds).map { part, fold in
      let shares = Evaluation.itemShares(result.items.filter { $0.fold == fold.fold })
      return LearningCurve.Point(
        share: part.share, train: fold.train, accuracy: fold.accuracy,
        interval: wilsonInterval(share: arithmeticMean(shares), count: shares.count))
    }
    let whole = result.items.filter { $0.fold == result.folds.last?.fold }
    return LearningCurve(
      points: points, tested: Set(whole.map(\.item)).count, network: model.briefPipeline,
      leakage: Leakage(of: whole, hasCompared: result.leakage?.hasCompared ?? true))
  }
}
