import EtudeCore

/// Which clip is tested in which fold; everything else in that fold is for training.
public struct FoldPlan: Sendable, Hashable {
  /// How clips are spread over folds.
  public enum Split: String, Sendable, Codable, CaseIterable {
    /// Every fold has each genre's share of the whole.
    case stratified
    /// Without looking at genres.
    case plain
    /// One fold for each group.
    case leaveOneOut = "leave one out"
  }

  /// Number of folds.
  public let count: Int
  /// Whether the items are divided in folds or in two.
  public let split: Split
  /// What never stands on both sides: items, tracks or artists.
  public let by: Grouping
  /// How many times the items are divided anew.
  public let repeats: Int
  /// `[repeats, clips]`, the fold in which a clip is tested; -1 for a clip that takes no part.
  public let foldOf: [[Int]]
  /// For each clip the position of its genre in `genres`; -1 for none.
  public let labels: [Int]
  /// The genres, in the order of class numbers.
  public let genres: [String]
  /// For each clip the number of its group.
  public let groups: [Int]
  /// What the plan could not keep to, with the counts.
  public let warnings: [String]
  /// Equal for plans that test the same clips in the same folds of the same data.
  public let key: Digest

  package init(
    count: Int, split: Split, by: Grouping, foldOf: [[Int]], labels: [Int], genres: [String], groups: [Int],
    warnings: [String], data: Digest
  ) {
    self.count = count
    self.split = split
    self.by = by
    self.repeats = foldOf.count
    self.foldOf = foldOf
    self.labels = labels
    self.genres = genres
    self.groups = groups
    self.warnings = warnings
    key = Digest.build {
      $0.append("fold plan")
      $0.append(data)
      $0.append(count)
      for folds in foldOf { for fold in folds { $0.append(fold) } }
    }
  }

  /// Positions of the clips to train on.
  public func training(repeat round: Int, fold: Int) -> [Int] {
    foldOf[round].indices.filter { foldOf[round][$0] >= 0 && foldOf[round][$0] != fold }
  }

  /// Positions of the clips to test.
  public func test(repeat round: Int, fold: Int) -> [Int] {
    foldOf[round].indices.filter { foldOf[round][$0] == fold }
  }

  /// Clips of each fold and genre, `[folds, genres]`.
  public func counts(repeat round: Int = 0) -> [[Int]] {
    var counts = [[Int]](repeating: [Int](repeating: 0, count: genres.count), count: count)
    for (fold, label) in zip(foldOf[round], labels) where fold >= 0 && label >= 0 {
      counts[fold][label] += 1
    }
    return counts
  }
}
