/// What choosing the best of several results is worth, without training anew: each fold is judged by the result that
/// did best on the other folds of its repeat, so that no fold has a say in what it is judged by.
///
/// The folds' training parts overlap, so it is still a little optimistic; `NestedEstimate` is not.
public struct FoldwiseChoice: Sendable, Hashable {
  /// What was chosen for each fold, judged on it.
  public let accuracies: [Double]
  /// Their mean.
  public let accuracy: Double
  /// The label chosen for each fold.
  public let chosen: [String]
  /// How far the best result lies above it.
  public let optimism: Double

  /// - Parameter entries: results on the same folds, the best first; of equal choices, the first is taken.
  /// - Returns: nil where a repeat has fewer than three folds.
  init?(of entries: [Comparison.Entry]) {
    struct Place: Hashable { let `repeat`, fold: Int }
    guard let best = entries.first?.result else { return nil }
    let folds = Dictionary(grouping: best.folds, by: \.repeat)
    guard folds.values.allSatisfy({ $0.count > 2 }) else { return nil }
    let scores = entries.map { entry in
      Dictionary(
        entry.result.folds.map { (Place(repeat: $0.repeat, fold: $0.fold), $0.accuracy) },
        uniquingKeysWith: { first, _ in first })
    }
    var chosen: [String] = []
    var accuracies: [Double] = []
    for fold in best.folds {
      let others = (folds[fold.repeat] ?? []).filter { $0.fold != fold.fold }
      let means = scores.map { score in
        arithmeticMean(others.compactMap { score[Place(repeat: $0.repeat, fold: $0.fold)] })
      }
      guard let choice = means.indices.max(by: { (means[$0], -$0) < (means[$1], -$1) }),
        let accuracy = scores[choice][Place(repeat: fold.repeat, fold: fold.fold)]
      else { return nil }
      chosen.append(entries[choice].label)
      accuracies.append(accuracy)
    }
    self.chosen = chosen
    self.accuracies = accuracies
    accuracy = arithmeticMean(accuracies)
    optimism = best.accuracy - accuracy
  }

  /// One line below a comparison's table.
  public var description: String {
    "chosen for each fold by the others, which is nearer to what new songs would give: "
      + "\(accuracy.text(decimals: 3)), \(abs(optimism).text(decimals: 3)) "
      + "\(optimism >= 0 ? "below" : "above") the best; nested chooses strictly"
  }
}
