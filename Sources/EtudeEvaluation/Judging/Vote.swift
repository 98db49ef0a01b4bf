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
  /// A file whose segments were tested in several folds counts in the first of them, and shares with training what any
  /// of them shares.
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
    let voted = try order.compactMap { key in try pieces[key].flatMap { try together($0, method) } }
    let records = folds.map {
      FoldRecord(repeat: $0.repeat, fold: $0.fold, train: $0.train, epochs: $0.epochs)
    }
    var result = try Evaluation(
      kind: .vote, statement: statement, seed: seed, data: data, genres: genres, rounds: records,
      items: voted, knowsTraining: leakage != nil,
      hasCompared: leakage?.hasCompared ?? true, mistakes: mistakes,
      chosen: chosen)
    if let baseline {
      result.baseline = Baseline { work in
        try baseline.result(work: work).vote(method, statement: "stats | classify")
      }
    }
    return result
  }

  private func together(_ pieces: [JudgedItem], _ method: VoteMethod) throws -> JudgedItem? {
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
      predicted: genres[best], probabilities: method == .mean ? means : shares, fold: first.fold,
      repeat: first.repeat, sharing: pieces.reduce(into: []) { $0.formUnion($1.sharing) })
  }
}
