import EtudeCore

extension FoldPlan {
  /// A plan for a dataset. Clips that cannot be read or have no genre take no part.
  ///
  /// The plan follows from the seed, the data's digest and the parameters alone, never from a model.
  /// - Parameters:
  ///   - count: folds, at least 2.
  ///   - repeats: how often the clips are divided, each time anew.
  /// - Throws: a `Failure` if there are more folds than clips, groups, or clips of the largest genre.
  public static func make(
    _ dataset: Dataset, count: Int = 10, split: Split = .stratified, by: Grouping = .item, repeats: Int = 1,
    seed: UInt64, work: Work = Work()
  ) throws -> FoldPlan {
    throw Failure("a fold plan cannot be made yet")
  }
}
