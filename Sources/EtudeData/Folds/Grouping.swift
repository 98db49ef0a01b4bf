/// What must not stand on both sides of a division.
public enum Grouping: String, Sendable, Codable, CaseIterable {
  /// The loaded file.
  case item
  /// The piece of music, a title of an artist; a missing track is the item.
  case track
  /// The artist; where none is known, the track.
  case artist
  /// Nothing: every clip by itself, even pieces of one file.
  case segment
}

extension Dataset {
  /// For each clip the number of its group, 0 ... in order of the groups' names.
  public func groups(by grouping: Grouping) -> [Int] {
    numbered(clips.map { $0.groupName(by: grouping) })
  }

  /// For each clip the number of its text among all, sorted by their bytes. Segments are numbered in order.
  private func numbered(_ keys: [String?]) -> [Int] {
    if keys.contains(where: { $0 == nil }) { return Array(keys.indices) }
    let sorted = Set(keys.compactMap { $0 }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let numbers = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
    return keys.map { $0.flatMap { numbers[$0] } ?? 0 }
  }
}

extension Clip {
  /// The group's name, nil where every clip is by itself. A track that stands for an artist is kept apart from
  /// artists of the same name.
  func groupName(by grouping: Grouping) -> String? {
    switch grouping {
    case .item: item
    case .track: trackIdentity.text
    case .artist: artist.map { "artist " + $0 } ?? "track " + trackIdentity.text
    case .segment: nil
    }
  }
}
