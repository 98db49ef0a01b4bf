import EtudeCore

extension ScoreTable {
  /// Columns aligned, text to the left and numbers to the right, then the notes.
  public func text() -> String {
    (alignedLines { $0.columns } + notes).map { $0 + "\n" }.joined()
  }

  /// The header, if columns have names, and the rows as aligned text; `width` says how wide a cell's text is.
  package func alignedLines(width: (String) -> Int) -> [String] {
    let texts = rows.map { $0.map(\.shown) }
    let columns = columns.map(\.onOneLine)
    let widths = columns.indices.map { column in
      max(width(columns[column]), texts.map { column < $0.count ? width($0[column]) : 0 }.max() ?? 0)
    }
    let isNumeric = columns.indices.map { column in
      rows.contains { column < $0.count && $0[column].isNumeric }
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { column, cell in
        let space = String(repeating: " ", count: max(0, widths[column] - width(cell)))
        return isNumeric[column] ? space + cell : cell + space
      }
      return padded.joined(separator: "  ").trimmingTrailingSpaces
    }
    return (columns.contains { !$0.isEmpty } ? [line(columns)] : []) + texts.map(line)
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
