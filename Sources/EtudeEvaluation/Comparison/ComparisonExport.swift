import EtudeCore

extension Comparison {
  /// A row a pair for other programs: the difference, its interval, the corrected t-test, Holm's p, the effect, and the
  /// difference in each fold.
  public var pairTable: ScoreTable {
    let folds = places
    let hasRepeats = Set(folds.map(\.repeat)).count > 1
    return ScoreTable(
      columns: ["better", "worse", "difference", "from", "to", "t", "p", "p (Holm)", "effect"]
        + folds.map { (hasRepeats ? "repeat \($0.repeat) " : "") + "fold \($0.fold)" },
      rows: pairs.map { pair in
        [
          .text(pair.better), .text(pair.worse), .share(pair.mean), .measured(pair.interval?.lowerBound),
          .measured(pair.interval?.upperBound), .measured(pair.t), .measured(pair.p),
          .measured(pair.adjusted), .measured(pair.effect),
        ] + pair.differences.map { .share($0) }
      })
  }

  /// The results, best first, every two of them with their differences fold by fold, and the notes, as one JSON object.
  public func json() -> String {
    var json = JSONText()
    json.object(
      [
        ("results", { $0.list(entries, .lines) { $0.result($1) } }),
        ("pairs", { $0.list(pairs, .lines) { $0.pair($1, places) } }),
        ("notes", { $0.list(notes + differences.notes, .lines) { $0.string($1) } }),
      ], .lines)
    return json.text + "\n"
  }

  /// Repeat and fold of each of a pair's differences.
  private var places: [(repeat: Int, fold: Int)] {
    (entries.first?.result.folds ?? []).map { ($0.repeat, $0.fold) }.sorted { $0 < $1 }
  }
}

extension JSONText {
  fileprivate mutating func result(_ entry: Comparison.Entry) {
    object([
      ("result", { $0.string(entry.label) }), ("accuracy", { $0.number(entry.result.accuracy) }),
      ("deviation", { $0.number(entry.result.deviation) }),
      ("item_share", { $0.number(entry.result.itemShare) }),
      ("interval", { $0.interval(entry.result.interval) }), ("f1", { $0.number(entry.result.f1) }),
    ])
  }

  fileprivate mutating func pair(_ pair: PairedDifference, _ places: [(repeat: Int, fold: Int)]) {
    object([
      ("better", { $0.string(pair.better) }), ("worse", { $0.string(pair.worse) }),
      ("difference", { $0.number(pair.mean) }), ("interval", { $0.interval(pair.interval) }),
      ("t", { $0.number(pair.t) }), ("p", { $0.number(pair.p) }), ("holm", { $0.number(pair.adjusted) }),
      ("effect", { $0.number(pair.effect) }),
      (
        "folds",
        { json in
          json.list(zip(places, pair.differences)) { json, fold in
            json.object([
              ("repeat", { $0.number(fold.0.repeat) }), ("fold", { $0.number(fold.0.fold) }),
              ("difference", { $0.number(fold.1) }),
            ])
          }
        }
      ),
    ])
  }

  fileprivate mutating func interval(_ interval: ClosedRange<Double>?) {
    guard let interval else { return null() }
    list([interval.lowerBound, interval.upperBound]) { $0.number($1) }
  }
}
