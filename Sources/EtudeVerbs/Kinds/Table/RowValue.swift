import EtudeCore
import EtudeEvaluation
import EtudeLanguage

extension Kind {
  static let row = Kind("row")
}

/// A row of a table: its cells are its fields, and its elements by their columns' names.
struct RowValue: DeclaredValue {
  let columns: [String]
  let cells: [ScoreTable.Cell]
  /// For each column whether it holds text: an empty cell is a text without characters there, else not a number.
  let areTexts: [Bool]

  static let declarations = [
    KindDeclaration(.row, "a row of a table", fields: fields, element: .unknown, namedElements: true)
  ]

  static let fields: [Field<RowValue>] = []

  var kind: Kind { .row }
  var name: String? { cells.first?.shown }
  var summary: String { zip(columns, cells).map { "\($0) \($1.shown)" }.joined(separator: " · ") }
  var count: Int? { cells.count }

  func field(_ name: String) throws -> Value {
    guard columns.contains(name) else {
      throw Failure("a row has no field '\(name)'", fix: "its columns are \(columns.joined(separator: ", "))")
    }
    return try element(named: name)
  }

  func element(at index: Int) throws -> Value {
    if case .empty = cells[index] { return areTexts[index] ? .text("") : .number(.nan) }
    return cells[index].value
  }

  func element(named name: String) throws -> Value {
    guard let place = columns.firstIndex(of: name), place < cells.count else {
      throw Failure(
        "the table has no column '\(name)'", fix: "its columns are \(columns.joined(separator: ", "))")
    }
    return try element(at: place)
  }
}

extension ScoreTable.Cell {
  /// The value that it shows.
  fileprivate var value: Value {
    switch self {
    case .text(let text): .text(text)
    case .count(let count): .count(count)
    case .share(let number), .number(let number): .number(number)
    case .empty: .text("")
    }
  }
}

extension TableValue: ElementFields {
  /// For each column whether it holds text.
  private var areTexts: [Bool] {
    table.columns.indices.map { column in
      table.rows.contains { row in
        if column < row.count, case .text = row[column] { true } else { false }
      }
    }
  }

  /// The columns, for cells that come after the one in which the table was made.
  var elementFields: [(name: String, type: ValueType)] {
    zip(table.columns, areTexts).map { (name: $0, type: $1 ? .text : .number) }
  }

  func element(at index: Int) throws -> Value {
    .object(RowValue(columns: table.columns, cells: table.rows[index], areTexts: areTexts))
  }

  func element(named name: String) throws -> Value {
    guard let index = table.rows.firstIndex(where: { $0.first?.shown == name }) else {
      let names = table.rows.compactMap { $0.first?.shown }
      throw Failure(
        "no row is called \"\(name)\"",
        fix: Suggestion.nearest(to: name, among: names).map { "did you mean \"\($0)\"?" }
          ?? "rows are \(names.prefix(20).joined(separator: ", "))")
    }
    return try element(at: index)
  }
}
