import EtudeCore
import EtudeEvaluation
import EtudeLanguage

extension TableValue: TabularValue {
  /// What a cell shows, in columns.
  var shownTable: ShownTable? { (brief ?? table).shown(title: title) }
}

extension ScoreTable {
  func shown(title: String) -> ShownTable {
    let numbers = columns.indices.filter { column in
      !rows.isEmpty
        && rows.allSatisfy { row in
          guard column < row.count else { return false }
          return if case .text = row[column] { false } else { true }
        }
    }
    return ShownTable(
      title: title, columns: columns.map(\.onOneLine), rows: rows.map { $0.map(\.shown) },
      numbers: Set(numbers),
      notes: notes.map(\.onOneLine))
  }
}
