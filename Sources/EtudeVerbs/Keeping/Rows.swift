import EtudeCore
import EtudeEvaluation

/// Rows and columns as CSV (RFC 4180) or JSON (an array of objects, a key a column).
struct Rows {
  let columns: [String]
  let rows: [[ScoreTable.Cell]]

  init(_ table: ScoreTable) {
    columns = table.columns
    rows = table.rows
  }

  init(columns: [String], rows: [[ScoreTable.Cell]]) {
    self.columns = columns
    self.rows = rows
  }

  var csv: String { CSV.text([columns] + rows.map { $0.map(\.exact) }) }

  var json: String {
    var json = JSONText()
    json.list(rows, .lines) { json, row in
      json.object(zip(columns, row).map { column, cell in (column, { $0.cell(cell) }) })
    }
    return json.text + "\n"
  }
}

extension JSONText {
  /// A table's cell with all its digits; null where it is empty or not finite.
  fileprivate mutating func cell(_ cell: ScoreTable.Cell) {
    switch cell {
    case .text(let text): string(text)
    case .count(let count): number(count)
    case .share(let value), .number(let value): number(value)
    case .empty: null()
    }
  }
}
