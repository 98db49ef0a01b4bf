extension ScoreTable {
  /// Columns aligned, text to the left and numbers to the right, then the notes.
  public func text() -> String {
    let shown = rows.map { $0.map(\.shown) }
    let isText = columns.indices.map { column in
      rows.contains { row in
        if case .text = row[column] { true } else { false }
      }
    }
    let widths = columns.indices.map { column in
      shown.reduce(columns[column].count) { max($0, $1[column].count) }
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return isText[column] ? cell + space : space + cell
      }
      let joined = padded.joined(separator: "  ")
      return joined.replacingTrailingSpaces() + "\n"
    }
    return ([columns] + shown).map(line).joined() + notes.map { $0 + "\n" }.joined()
  }

  /// The table as CSV (RFC 4180), numbers with all their digits, without the notes.
  public func csv() -> String {
    csvText([columns] + rows.map { $0.map(\.exact) })
  }
}

extension ScoreTable.Cell {
  /// As an export holds it: all digits, nothing where a number is not finite.
  public var exact: String {
    switch self {
    case .share(let value), .number(let value): value.isFinite ? "\(value)" : ""
    case .text, .count, .empty: shown
    }
  }
}

extension String {
  fileprivate func replacingTrailingSpaces() -> String {
    var end = endIndex
    while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
    return String(self[..<end])
  }
}
