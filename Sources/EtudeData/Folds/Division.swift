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
