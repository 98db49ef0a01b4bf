extension Comparison {
  package static let columns = [
    "result", "accuracy", "deviation", "from", "to", "f1", "folds", "track", "artist", "duplicate",
  ]

  /// The results, best first, with the notes below.
  public var table: ScoreTable {
    ScoreTable(
      columns: Self.columns,
      rows: entries.map { entry in
        let result = entry.result
        let leakage = result.leakage
        return [
          .text(entry.label), .share(result.accuracy), .share(result.deviation),
          .share(result.interval.lowerBound), .share(result.interval.upperBound), .share(result.f1),
          .count(result.folds.count), .counted(leakage?.track), .counted(leakage?.artist),
          .counted(leakage?.duplicate),
        ]
      }, notes: notes)
  }

  /// Every two results: the difference, its interval, the corrected t-test and the effect.
  public var differences: ScoreTable {
    ScoreTable(
      columns: ["better", "worse", "difference", "from", "to", "t", "p", "p (Holm)", "effect"],
      rows: pairs.map { pair in
        [
          .text(pair.better), .text(pair.worse), .share(pair.mean), .measured(pair.interval?.lowerBound),
          .measured(pair.interval?.upperBound), .measured(pair.t), .measured(pair.p),
          .measured(pair.adjusted),
          .measured(pair.effect),
        ]
      },
      notes: ["corrected resampled t-test (Nadeau and Bengio), two-sided; interval 95 %"] + untested)
  }

  /// Why a pair of results on several folds has no test.
  private var untested: [String] {
    pairs.filter(\.hasNoVariance).map { pair in
      let amount = pair.mean.text(decimals: 3)
      return "\(pair.better) and \(pair.worse) differ by \(amount) in every fold: "
        + "without variance there is no test and no interval"
    }
  }

  /// The results' tables as text.
  public func text() -> String { table.text() + "\n" + differences.text() }
}

extension Evaluation {
  /// A line below a table whose interval seems not to fit its accuracy; nil where it does.
  func itemShareNote(under label: String) -> String? {
    otherItemShare.map { "\(label): the interval is of the share over items, \($0.text(decimals: 3))" }
  }
}

extension ScoreTable.Cell {
  static func counted(_ count: Int?) -> ScoreTable.Cell { count.map { .count($0) } ?? .empty }
  static func measured(_ value: Double?) -> ScoreTable.Cell { value.map { .number($0) } ?? .empty }
}
