import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudePictures

extension Verb {
  static let spread = Verb(
    "spread",
    "how much chance is in a score: single folds against whole cross-validations, of a repeated one",
    section: .judging, operands: [Operands.result], result: .table(.spread),
    examples: [
      "spread (crossval net mels folds: 5 repeats: 4 epochs: 5)",
      "plot (spread (crossval net mels folds: 5 repeats: 4 epochs: 5))",
    ]
  ) { call in
    let result = try call[Operands.result].result
    let spread = ScoreSpread(result)
    guard spread.means.count > 1 else {
      throw Failure(
        "one cross-validation has no spread: it has to be repeated", fix: "give crossval repeats: 10, say")
    }
    return .object(TableValue(table: spread.table.stamped(result.stamp), subject: spread, data: result.data))
  }
}

/// The scores of single folds, each of which is a split in two, and the means of whole cross-validations.
struct ScoreSpread: TableSubject {
  /// A score a fold of every repeat.
  let singles: [Double]
  /// A mean a repeat.
  let means: [Double]
  private let folds: Int
  private let result: Evaluation

  init(_ result: Evaluation) {
    self.result = result
    singles = result.folds.map(\.accuracy)
    let repeats = Dictionary(grouping: result.folds, by: \.repeat)
    means = repeats.keys.sorted().map { key in
      let scores = (repeats[key] ?? []).map(\.accuracy)
      return scores.reduce(0, +) / Double(scores.count)
    }
    folds = singles.count / max(1, means.count)
  }

  private var rows: [(name: String, scores: [Double])] {
    [("single splits", singles), ("means of \(folds) folds", means)]
  }

  var table: ScoreTable {
    ScoreTable(
      columns: TableColumns.spread.names,
      rows: rows.map { name, scores in
        let mean = scores.reduce(0, +) / Double(scores.count)
        let squares = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return [
          .text(name), .count(scores.count), .share(mean),
          .share((squares / Double(max(1, scores.count - 1))).squareRoot()), .share(scores.min() ?? 0),
          .share(scores.max() ?? 0),
        ]
      },
      notes: [
        "a fold alone is what one split in two would have said; the recipe and the songs are the same throughout"
      ])
  }

  func drawing(data: String?) -> Drawing {
    Drawing(.wide, data: data) { size, title in
      Picture.comparison(
        rows.map { name, scores in
          ScoredModel(
            name: "\(scores.count) \(name)", scores: scores, mean: scores.reduce(0, +) / Double(scores.count))
        }, chance: 1 / Double(max(1, result.genres.count)),
        title: result.stamped(title ?? "The same recipe, the same songs: how much is chance"),
        dots: "a split, or a whole cross-validation", stacks: true, size: size)
    }
  }
}

extension TableColumns {
  static let spread = TableColumns(
    ["scores", "count", "mean", "deviation", "least", "greatest"], texts: ["scores"])
}
