import EtudeCore
import EtudeData

extension Evaluation {
  /// A 95 % interval of the share of right answers, by bootstrap over groups (Efron 1979, percentiles): whole tracks or
  /// artists are drawn anew, since songs of one of them are right or wrong together.
  ///
  /// Equal results give equal intervals. Where an artist is not known, the track stands for it.
  /// - Returns: nil for fewer than `fewestGroups`: of so few, drawing anew shows too little of how others would vary.
  public func interval(over grouping: Grouping, resamples: Int = 2000) -> ClosedRange<Double>? {
    var counts: [String: (right: Int, all: Int)] = [:]
    for item in items {
      let group = item.group(grouping)
      let before = counts[group] ?? (0, 0)
      counts[group] = (before.right + (item.isRight ? 1 : 0), before.all + 1)
    }
    let groups = counts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
    guard groups.count >= Self.fewestGroups else { return nil }
    var random = RandomStream(seed: seed, purpose: "bootstrap") {
      $0.append(data)
      $0.append(grouping.rawValue)
    }
    // Very many groups need fewer resamples for steady percentiles.
    let rounds = max(200, min(resamples, 20_000_000 / groups.count))
    let shares = (0..<rounds).map { _ in
      var right = 0
      var all = 0
      for _ in groups.indices {
        let drawn = groups[random.below(groups.count)]
        right += drawn.right
        all += drawn.all
      }
      return Double(right) / Double(all)
    }.sorted()
    let cut = rounds / 40
    return shares[cut]...shares[rounds - 1 - cut]
  }

  /// Groups that an interval from drawing them anew needs.
  public static let fewestGroups = 5

  /// Number of groups among the test items.
  public func count(of grouping: Grouping) -> Int { Set(items.map { $0.group(grouping) }).count }
}

extension JudgedItem {
  private var trackIdentity: TrackIdentity { TrackIdentity(track: track, artist: artist, item: item) }

  func group(_ grouping: Grouping) -> String {
    switch grouping {
    case .segment: name
    case .item: item
    case .track: trackIdentity.text
    case .artist: artist.map { "artist " + $0 } ?? "track " + trackIdentity.text
    }
  }
}
