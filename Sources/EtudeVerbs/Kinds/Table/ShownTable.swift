import EtudeCore
import EtudeEvaluation
import EtudeLanguage

extension TableValue: TabularValue {
  /// What a cell shows, in columns.
  var shownTable: ShownTable? { (brief ?? table).shown(title: title) }
}

extension ScoreTable {
  func shown(title: String) -> ShownTable {
    ShownTable(
      title: title, columns: columns.map(\.onOneLine), rows: rows.map { $0.map(\.shown) },
      numbers: numberColumns,
      notes: notes.map(\.onOneLine))
  }
}
