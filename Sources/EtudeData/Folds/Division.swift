import EtudeCore

/// A dataset, or a part of it, divided in two: to train on and to test, or to validate.
public struct Division: Sendable, Hashable {
  /// Positions in the dataset, ascending.
  public let training: [Int]
  /// Positions in the dataset, ascending.
  public let test: [Int]
  /// What could not be kept to, with the counts.
  public let warnings: [String]

  /// Divides a dataset, or some of its clips, by share.
  ///
  /// Follows from the seed, the data's digest, the purpose and the parameters alone. Clips that cannot be read or
  /// have no genre take no part.
  /// - Parameters:
  ///   - indices: the clips to divide; all if nil.
  ///   - share: of the clips to test, between 0 and 1.
  ///   - purpose: what the division is for, so that two of one dataset differ: `test`, `validation`.
  /// - Throws: a `Failure` if one of the parts would be empty.
  public static func make(
    _ dataset: Dataset, of indices: [Int]? = nil, share: Double, split: FoldPlan.Split = .stratified,
    by: Grouping = .track, seed: UInt64, purpose: String = "test", work: Work = Work()
  ) throws -> Division {
    try make(
      dataset, data: dataset.digest(work: work), of: indices, share: share, split: split, by: by, seed: seed,
      purpose: purpose)
  }

  /// The same from a digest that is known already.
  public static func make(
    _ dataset: Dataset, data: Digest, of indices: [Int]? = nil, share: Double,
    split: FoldPlan.Split = .stratified, by: Grouping = .track, seed: UInt64, purpose: String = "test"
  ) throws -> Division {
    guard share > 0, share < 1 else {
      throw Failure("a \(purpose) part of \(share) of the data leaves nothing on one side", fix: "write 20%")
    }
    let items = DivisibleItems(dataset, of: indices, by: by)
    var stream: RandomStream? = RandomStream(seed: seed, purpose: "division") {
      $0.append(purpose)
      $0.append(data)
      $0.append(share)
      $0.append(split.rawValue)
      $0.append(by.rawValue)
      for position in indices == nil ? [] : items.positions { $0.append(position) }
    }
    let isTest = DivisionAlgorithms.divide(
      labels: items.labels, groups: items.compactGroups, isUngrouped: items.isUngrouped, share: share,
      isStratified: split == .stratified, stream: &stream)
    let test = zip(items.positions, isTest).filter(\.1).map(\.0)
    let training = zip(items.positions, isTest).filter { !$0.1 }.map(\.0)
    guard !test.isEmpty, !training.isEmpty else {
      throw Failure(
        "\(counted(items.count, "clip")) in \(counted(items.groupCount, items.groupNoun)) cannot be divided: "
          + "the \(test.isEmpty ? purpose : "training") part would be empty",
        fix: "load more, or choose another share")
    }
    return Division(
      training: training, test: test, warnings: items.warnings + warnings(items, isTest, purpose: purpose))
  }

  private static func warnings(_ items: DivisibleItems, _ isTest: [Bool], purpose: String) -> [String] {
    var counts = [[Int]](repeating: [0, 0], count: items.genres.count)
    for (label, test) in zip(items.labels, isTest) { counts[label][test ? 1 : 0] += 1 }
    func line(_ isMeant: ([Int]) -> Bool, _ words: String) -> String? {
      let genres = zip(items.genres, counts).filter { isMeant($1) }.map(\.0)
      guard genres.count != 1 else { return "\(genres[0]) is \(words)" }
      return genres.isEmpty
        ? nil : "\(genres.count) genres are \(words): \(genres.joined(separator: ", "))"
    }
    return [
      line({ $0[0] == 0 && $0[1] > 0 }, "in the \(purpose) part only"),
      line({ $0[1] == 0 && $0[0] > 0 }, "not in the \(purpose) part"),
    ].compactMap(\.self)
  }
}

extension Dataset {
  /// The dataset in two parts; no group has clips on both sides.
  public func split(
    test share: Double = 0.2, split: FoldPlan.Split = .stratified, by: Grouping = .track, seed: UInt64,
    work: Work = Work()
  ) throws -> (training: Dataset, test: Dataset, warnings: [String]) {
    let division = try Division.make(self, share: share, split: split, by: by, seed: seed, work: work)
    return (subset(division.training), subset(division.test), division.warnings)
  }
}
