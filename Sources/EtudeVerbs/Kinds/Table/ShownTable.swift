import EtudeCore
import EtudeEvaluation
import EtudeLanguage

extension TableValue: TabularValue {
  /// What a cell shows, in columns.
  var shownTable: ShownTable {
    let shown = brief ?? table
    let numbers = shown.columns.indices.filter { column in
      !shown.rows.isEmpty
        && shown.rows.allSatisfy { row in
          guard column < row.count else { return false }
          return if case .text = row[column] { false } else { true }
        }
    }
    return ShownTable(
      title: title, columns: shown.columns.map(\.onOneLine), rows: shown.rows.map { $0.map(\.shown) },
      numbers: Set(numbers),
      notes: shown.notes.map(\.onOneLine))
  }
}
