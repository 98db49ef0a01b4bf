import EtudeCore

/// A dataset, or a part of it, divided in two: to train on and to test, or to validate.
public struct Division: Sendable, Hashable {
  /// Positions in the dataset, ascending.
  public let training: [Int]
  /// Positions in the dataset, ascending.
  public let test: [Int]
  /// What could not be kept to, with the counts.
  public let warnings: [String]
}

extension Division {
  /// Divides a dataset, or some of its clips, by share.
  ///
  /// Follows from the seed, the data's digest, the purpose and the parameters alone. Clips that cannot be read or have no
  /// genre take no part.
  /// - Parameters:
  ///   - indices: the clips to divide; all if nil.
  ///   - share: of the clips to test, in 0 ..< 1.
  ///   - purpose: what the division is for, so that two of one data differ: `test`, `validation`.
  public static func make(
    _ dataset: Dataset, of indices: [Int]? = nil, share: Double, split: FoldPlan.Split = .stratified,
    by: Grouping = .item, seed: UInt64, purpose: String = "test", work: Work = Work()
  ) throws -> Division {
    throw Failure("a division cannot be made yet")
  }
}

extension Dataset {
  /// The dataset in two parts, none of whose groups is on both sides.
  public func split(
    test share: Double = 0.2, split: FoldPlan.Split = .stratified, by: Grouping = .item, seed: UInt64,
    work: Work = Work()
  ) throws -> (training: Dataset, test: Dataset, warnings: [String]) {
    let division = try Division.make(self, share: share, split: split, by: by, seed: seed, work: work)
    return (subset(division.training), subset(division.test), division.warnings)
  }
}
