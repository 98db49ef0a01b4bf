import EtudeCore

/// How the segments of a file are judged together.
public enum VoteMethod: String, Sendable, CaseIterable {
  /// The mean of their probabilities decides.
  case mean
  /// Each has one vote; of equals, the higher mean probability decides.
  case majority
}

extension Evaluation {
  /// The segments of each file judged together, an item each.
  ///
  /// A file shares with training what any of its segments shares. Where the segments of one were tested in several folds
  /// of a repeat, its vote belongs to no fold: all votes of a repeat are then judged as one.
  /// - Throws: `Failure` if segments of one file have different genres.
  public func vote(_ method: VoteMethod = .mean, statement: String) throws -> Evaluation {
    struct Key: Hashable { let `repeat`: Int, item: String }
    var order: [Key] = []
    var pieces: [Key: [JudgedItem]] = [:]
    for item in items {
      let key = Key(repeat: item.repeat, item: item.item)
      if pieces[key] == nil { order.append(key) }
      pieces[key, default: []].append(item)
    }
    let isSpread = pieces.values.contains { Set($0.map(\.fold)).count > 1 }
    let voted = try order.compactMap { key in
      try pieces[key].flatMap { try together($0, method, fold: isSpread ? 0 : nil) }
    }
    var result = try Evaluation(
      kind: .vote, statement: statement, seed: seed, data: data, genres: genres,
      rounds: isSpread ? wholeRepeats : records, items: voted, knowsTraining: leakage != nil,
      hasCompared: leakage?.hasCompared ?? true, flaws: flaws,
      chosen: chosen, hasVotes: hasVotes || method == .majority, network: network
    ).of(wholeSongs())
    if let baseline {
      result.baseline = Baseline { work in
        try baseline.result(work: work).vote(method, statement: "stats | classify")
      }
    }
    return result
  }

  private var records: [FoldRecord] {
    folds.map { FoldRecord(repeat: $0.repeat, fold: $0.fold, train: $0.train, epochs: $0.epochs) }
  }

  /// A record a repeat: as many training items as its smallest fold had, and epochs as its longest.
  private var wholeRepeats: [FoldRecord] {
    Dictionary(grouping: folds, by: \.repeat).sorted { $0.key < $1.key }.map { round, folds in
      FoldRecord(
        repeat: round, fold: 0, train: folds.map(\.train).min() ?? 0, epochs: folds.map(\.epochs).max() ?? 0)
    }
  }

  /// - Parameter fold: that of the vote; of the first piece if nil.
  private func together(_ pieces: [JudgedItem], _ method: VoteMethod, fold: Int?) throws -> JudgedItem? {
    guard let first = pieces.first else { return nil }
    if let other = pieces.first(where: { $0.label != first.label }) {
      throw Failure(
        "segments of \(first.item) are labelled '\(first.label)' and '\(other.label)'",
        fix: "give each file one label")
    }
    let count = Double(pieces.count)
    let means = genres.indices.map { genre in pieces.reduce(0) { $0 + $1.probabilities[genre] } / count }
    let shares = genres.map { genre in Double(pieces.count { $0.predicted == genre }) / count }
    let ranks = genres.indices.map { genre in
      method == .mean ? (means[genre], 0, -genre) : (shares[genre], means[genre], -genre)
    }
    guard let best = genres.indices.max(by: { ranks[$0] < ranks[$1] }) else { return nil }
    return JudgedItem(
      name: first.item, item: first.item, track: first.track, artist: first.artist, label: first.label,
      predicted: genres[best], probabilities: method == .mean ? means : shares, fold: fold ?? first.fold,
      repeat: first.repeat, sharing: pieces.reduce(into: []) { $0.formUnion($1.sharing) })
  }
}
