/// Plain rows and columns, for a verb to print or to export.
public struct ScoreTable: Sendable, Hashable {
  public enum Cell: Sendable, Hashable {
    case text(String)
    case count(Int)
    /// A share of one, shown with three decimals.
    case share(Double)
    /// A number shown with three significant decimals.
    case number(Double)
    case empty
  }

  public let columns: [String]
  public let rows: [[Cell]]
  /// Lines that belong below the table.
  public let notes: [String]

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
    case .text(let text): text
    case .count(let count): String(count)
    case .share(let share), .number(let share): fixed(share, decimals: 3)
    case .empty: ""
    }
  }
}

/// A number with so many decimals; `–` where it is not finite.
func fixed(_ value: Double, decimals: Int) -> String {
  guard value.isFinite, abs(value) < 1e12 else { return "–" }
  let scale = (0..<decimals).reduce(1) { product, _ in product * 10 }
  let scaled = Int((abs(value) * Double(scale)).rounded())
  let digits = String(scaled % scale)
  let whole = "\(scaled / scale)"
  let sign = value < 0 && scaled > 0 ? "-" : ""
  if decimals == 0 { return sign + whole }
  return sign + whole + "." + String(repeating: "0", count: decimals - digits.count) + digits
}
