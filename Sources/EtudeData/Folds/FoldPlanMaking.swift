import EtudeCore

extension FoldPlan {
  /// A plan for a dataset. Clips that cannot be read or have no genre take no part.
  ///
  /// The plan follows from the seed, the data's digest and the parameters alone, never from a model.
  /// - Parameters:
  ///   - count: folds, at least 2; `leaveOneOut` has as many as there are groups.
  ///   - repeats: how often the clips are divided, each time anew.
  /// - Throws: a `Failure` if there are more folds than groups or, stratified, than any genre has.
  public static func make(
    _ dataset: Dataset, count: Int = 10, split: Split = .stratified, by: Grouping = .track, repeats: Int = 1,
    seed: UInt64, work: Work = Work()
  ) throws -> FoldPlan {
    try make(
      dataset, data: dataset.digest(work: work), count: count, split: split, by: by, repeats: repeats,
      seed: seed)
  }

  /// The same from a digest that is known already.
  public static func make(
    _ dataset: Dataset, data: Digest, count: Int = 10, split: Split = .stratified, by: Grouping = .track,
    repeats: Int = 1, seed: UInt64
  ) throws -> FoldPlan {
    let items = DivisibleItems(dataset, of: nil, by: by)
    return try make(items, data: data, count: count, split: split, repeats: repeats) { round in
      RandomStream(seed: seed, purpose: "folds") {
        $0.append(data)
        $0.append(count)
        $0.append(split.rawValue)
        $0.append(by.rawValue)
        $0.append(repeats)
        $0.append(round)
      }
    }
  }

  /// An inner plan over the training part of one fold, to choose a setting without a look at the test part.
  ///
  /// It has the outer plan's split and groups; the outer test part takes no part in it.
  public func inner(repeat round: Int, fold: Int, count: Int, seed: UInt64) throws -> FoldPlan {
    let items = DivisibleItems(
      positions: training(repeat: round, fold: fold), of: labels.count, labels: labels, genres: genres,
      groups: groups, by: by, warnings: [])
    return try FoldPlan.make(
      items, data: key, count: count, called: "inner folds",
      split: split == .leaveOneOut ? .stratified : split, repeats: 1
    ) { _ in
      RandomStream(seed: seed, purpose: "inner folds") {
        $0.append(key)
        $0.append(round)
        $0.append(fold)
        $0.append(count)
      }
    }
  }

  /// The plan without some clips, which then take no part; all others stay in their folds.
  public func excluding(_ positions: [Int]) -> FoldPlan {
    let excluded = Set(positions)
    return FoldPlan(
      count: count, split: split, by: by,
      foldOf: foldOf.map { folds in folds.enumerated().map { excluded.contains($0) ? -1 : $1 } },
      labels: labels, genres: genres, groups: groups, warnings: warnings, data: key)
  }

  private static func make(
    _ items: DivisibleItems, data: Digest, count asked: Int, called noun: String = "folds", split: Split,
    repeats: Int, stream: (Int) -> RandomStream
  ) throws -> FoldPlan {
    let count = split == .leaveOneOut ? items.groupCount : asked
    guard repeats >= 1 else { throw Failure("a plan needs at least one repeat", fix: "write repeats: 1") }
    try FoldLimits.check(items, folds: count, split: split, called: noun)
    let folds = (0..<repeats).map { round in
      var stream: RandomStream? = stream(round)
      let chosen: [Int] =
        switch split {
        case .leaveOneOut: items.compactGroups
        case .stratified:
          FoldAlgorithms.stratifiedFolds(
            labels: items.labels, groups: items.compactGroups, folds: count, stream: &stream)
        case .plain where items.isUngrouped:
          FoldAlgorithms.plain(items.count, folds: count, stream: &stream)
        case .plain: FoldAlgorithms.grouped(items.compactGroups, folds: count, stream: &stream)
        }
      return items.spread(chosen)
    }
    let draft = FoldPlan(
      count: count, split: split, by: items.by, foldOf: folds, labels: items.allLabels, genres: items.genres,
      groups: items.allGroups, warnings: [], data: data)
    let warnings = items.warnings + FoldLimits.warnings(items, plan: draft)
    return FoldPlan(
      count: count, split: split, by: items.by, foldOf: folds, labels: items.allLabels, genres: items.genres,
      groups: items.allGroups, warnings: warnings, data: data)
  }
}
