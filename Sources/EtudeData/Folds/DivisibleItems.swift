import EtudeCore

/// The clips of a dataset that a division deals with, as numbers.
struct DivisibleItems {
  /// Positions in the dataset, ascending.
  let positions: [Int]
  /// Clips in the whole dataset.
  let whole: Int
  /// For every clip of the dataset its genre's number, -1 for none.
  let allLabels: [Int]
  /// For every clip of the dataset its group's number.
  let allGroups: [Int]
  let genres: [String]
  let by: Grouping
  /// Which clips take no part and why; groups that stand in for others.
  let warnings: [String]
  /// For each of `positions`.
  let labels: [Int]
  /// For each of `positions`, numbered 0 ... without gaps in order of the groups' numbers.
  let compactGroups: [Int]
  let groupCount: Int

  init(
    positions: [Int], of whole: Int, labels: [Int], genres: [String], groups: [Int], by: Grouping,
    warnings: [String]
  ) {
    self.positions = positions
    self.whole = whole
    allLabels = labels
    allGroups = groups
    self.genres = genres
    self.by = by
    self.warnings = warnings
    self.labels = positions.map { labels[$0] }
    let own = positions.map { groups[$0] }
    let names = Set(own).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    compactGroups = own.map { numbers[$0] ?? 0 }
    groupCount = names.count
  }

  init(_ dataset: Dataset, of indices: [Int]?, by: Grouping) {
    let asked = indices?.sorted() ?? Array(dataset.clips.indices)
    let usable = asked.filter { dataset[$0].isReadable && dataset.labelIndices[$0] >= 0 }
    var warnings: [String] = []
    let unreadable = asked.filter { !dataset[$0].isReadable }.count
    let unlabelled = asked.count - usable.count - unreadable
    if unreadable > 0 { warnings.append("\(counted(unreadable, "unreadable clip")) left out") }
    if unlabelled > 0 { warnings.append("\(counted(unlabelled, "clip")) without a label left out") }
    if by == .artist {
      let unknown = usable.filter { dataset[$0].artist == nil }.count
      if unknown > 0 {
        warnings.append(
          "\(counted(unknown, "clip")) of \(usable.count) without an artist: the track stands in for it")
      }
    }
    self.init(
      positions: usable, of: dataset.count, labels: dataset.labelIndices, genres: dataset.genres,
      groups: dataset.groups(by: by), by: by, warnings: warnings)
  }

  var count: Int { positions.count }
  /// Whether every group is one clip.
  var isUngrouped: Bool { groupCount == count }

  /// Values of `positions` put at their places in the dataset, -1 elsewhere.
  func spread(_ values: [Int]) -> [Int] {
    var all = [Int](repeating: -1, count: whole)
    for (position, value) in zip(positions, values) { all[position] = value }
    return all
  }

  /// Groups in which each genre occurs, in the order of `genres`.
  var groupsPerGenre: [Int] {
    var seen = [Set<Int>](repeating: [], count: genres.count)
    for (label, group) in zip(labels, compactGroups) { seen[label].insert(group) }
    return seen.map(\.count)
  }

  /// What a group is called when it is counted: `9 artists`.
  var groupNoun: String { by == .segment ? "clip" : by.rawValue }
}

/// A number and a noun in singular or plural: `1 clip`, `3 clips`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
