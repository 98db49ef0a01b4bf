import EtudeCore

/// Plain rows and columns, for a verb to print or to export.
public struct ScoreTable: Sendable, Hashable {
  /// What stands in a row under a column.
  public enum Cell: Sendable, Hashable {
    case text(String)
    case count(Int)
    /// A share of one, shown with three decimals.
    case share(Double)
    /// A number shown with three significant decimals.
    case number(Double)
    case empty
  }

  /// The names of the columns.
  public let columns: [String]
  /// The rows, each with a cell a column.
  public let rows: [[Cell]]
  /// Lines that belong below the table.
  public let notes: [String]

  /// A table of rows, and notes that go below it.
  public init(columns: [String], rows: [[Cell]], notes: [String] = []) {
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }
}

extension ScoreTable.Cell {
  /// As a table shows it.
  public var shown: String {
    switch self {
    case .text(let text): text.onOneLine
    case .count(let count): String(count)
    case .share(let number), .number(let number):
      number.isFinite && abs(number) < 1e12 ? number.text(decimals: 3) : "–"
    case .empty: ""
    }
  }
}
