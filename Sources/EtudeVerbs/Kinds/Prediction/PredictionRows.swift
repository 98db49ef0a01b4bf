import EtudeCore
import EtudeEvaluation
import EtudeLanguage

extension PredictionValue: Exportable, Describable {
  static let exportedAs: [FileFormat<PredictionValue>] = [
    FileFormat("csv") { try $1.write($0.rows.csv) },
    FileFormat("json") { try $1.write($0.json) },
  ]

  func description(work: Work) -> TableValue {
    let rows = rows
    return TableValue(
      about: "\(asked) of \(Set(names).count.of("song"))",
      table: ScoreTable(columns: rows.columns, rows: rows.rows))
  }

  /// A row a song or a time: its name, the likeliest genre, and a column a genre.
  private var rows: Rows {
    let isTimeline = !times.isEmpty
    let best = best
    return Rows(
      columns: ["name"] + (isTimeline ? ["time"] : []) + ["genre", "probability"] + classes,
      rows: best.indices.map { row in
        var cells: [ScoreTable.Cell] = [.text(names[row])]
        if isTimeline { cells.append(.number(times[row])) }
        cells += [.text(best[row].genre), .number(best[row].probability)]
        return cells + probabilities[row].map { .number(Double($0)) }
      })
  }
}
