import EtudeCore

extension ScoreTable {
  /// Columns aligned, text to the left and numbers to the right, then the notes.
  public func text() -> String {
    (alignedLines { $0.columns } + notes).map { $0 + "\n" }.joined()
  }

  /// The header, if columns have names, and the rows as aligned text; `width` says how wide a cell's text is.
  package func alignedLines(width: (String) -> Int) -> [String] {
    TableLayout(columns: columns.map(\.onOneLine), rows: rows.map { $0.map(\.shown) }, numbers: numberColumns)
      .lines(width: width)
  }

  /// Columns of numbers, which stand to the right.
  package var numberColumns: Set<Int> {
    Set(columns.indices.filter { column in rows.contains { column < $0.count && $0[column].isNumeric } })
  }

  /// The table as CSV (RFC 4180), numbers with all their digits, without the notes.
  public func csv() -> String {
    CSV.text([columns] + rows.map { $0.map(\.exact) })
  }
}

extension ScoreTable.Cell {
  /// As an export holds it: all digits, nothing where a number is not finite.
  public var exact: String {
    switch self {
    case .share(let value), .number(let value): value.isFinite ? "\(value)" : ""
    case .text(let text): text
    case .count, .empty: shown
    }
  }

  /// Whether it is a number, which stands to the right in its column.
  package var isNumeric: Bool {
    switch self {
    case .count, .share, .number: true
    case .text, .empty: false
    }
  }
}
