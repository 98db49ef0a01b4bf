/// How far one result is above another on the same folds.
///
/// The test is the corrected resampled t-test (Nadeau and Bengio 2003): folds share most of their training items, so the
/// variance of their mean difference is s² · (1/J + n_test/n_train) rather than s²/J.
public struct PairedDifference: Sendable, Hashable {
  /// The label of the result with the higher accuracy.
  public let better: String
  /// The label of the other.
  public let worse: String
  /// Difference in accuracy, a fold and repeat in that order.
  public let differences: [Double]
  /// Mean of the differences.
  public let mean: Double
  /// 95 % interval of the mean; nil for one fold, or where all folds differ by the same amount.
  public let interval: ClosedRange<Double>?
  /// The mean over its corrected standard error; nil for one fold, or where all folds differ by the same amount.
  public let t: Double?
  /// Two-sided p-value; nil where there is no `t`.
  public let p: Double?
  /// `p` after Holm's correction for the number of pairs that have one.
  public let adjusted: Double?
  /// Effect: the mean over the differences' standard deviation (Cohen's d for pairs); nil where that is 0.
  public let effect: Double?

  /// - Precondition: both test the same items in the same folds, as `Comparison` sees to.
  init(_ better: (label: String, result: Evaluation), _ worse: (label: String, result: Evaluation)) {
    var accuracies: [[Int]: Double] = [:]
    for fold in worse.result.folds { accuracies[[fold.repeat, fold.fold]] = fold.accuracy }
    let ordered = better.result.folds.sorted { ($0.repeat, $0.fold) < ($1.repeat, $1.fold) }
    let differences = ordered.map { $0.accuracy - (accuracies[[$0.repeat, $0.fold]] ?? 0) }
    let folds = better.result.folds.filter { $0.train > 0 }
    let ratio = arithmeticMean(folds.map { Double($0.test) / Double($0.train) })
    self.init(better.label, worse.label, differences: differences, testToTraining: ratio)
  }

  /// The test on differences alone.
  ///
  /// - Parameter testToTraining: test items over training items of a fold.
  public init(_ better: String, _ worse: String, differences: [Double], testToTraining: Double) {
    self.better = better
    self.worse = worse
    self.differences = differences
    let centre = arithmeticMean(differences)
    mean = centre
    let variance = sampleVariance(differences)
    // Differences that are equal in exact arithmetic may differ in the last bits.
    guard differences.count > 1, variance.squareRoot() > 1e-12 else {
      (interval, t, p, adjusted, effect) = (nil, nil, nil, nil, nil)
      return
    }
    let error = (variance * (1 / Double(differences.count) + testToTraining)).squareRoot()
    let distribution = StudentT(freedom: Double(differences.count - 1))
    let spread = distribution.critical(twoSided: 0.05) * error
    interval = centre - spread...centre + spread
    let t = centre / error
    self.t = t
    p = distribution.twoSided(t)
    effect = centre / variance.squareRoot()
    adjusted = p
  }

  /// Whether there are several folds, and all differ by the same amount: then nothing says how much it may vary.
  public var hasNoVariance: Bool { differences.count > 1 && t == nil }

  private init(_ pair: PairedDifference, adjusted: Double?) {
    better = pair.better
    worse = pair.worse
    differences = pair.differences
    mean = pair.mean
    interval = pair.interval
    t = pair.t
    p = pair.p
    effect = pair.effect
    self.adjusted = adjusted
  }

  /// Holm's step-down correction (Holm 1979).
  static func adjusted(_ pairs: [PairedDifference]) -> [PairedDifference] {
    let tested = pairs.indices.filter { pairs[$0].p != nil }
    let order = tested.sorted { (pairs[$0].p ?? 1, $0) < (pairs[$1].p ?? 1, $1) }
    var result = pairs
    var largest = 0.0
    for (rank, index) in order.enumerated() {
      largest = max(largest, min(1, (pairs[index].p ?? 1) * Double(order.count - rank)))
      result[index] = PairedDifference(pairs[index], adjusted: largest)
    }
    return result
  }
}
