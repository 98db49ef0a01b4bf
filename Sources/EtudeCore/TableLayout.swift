/// A table as lines of text: words to the left, numbers to the right, two spaces between columns.
public struct TableLayout: Sendable {
  /// Columns narrower than this are not made narrower still.
  private static let narrow = 12

  private let columns: [String]
  private let rows: [[String]]
  private let numbers: Set<Int>

  /// - Parameters:
  ///   - columns: the headings; without any name, there is no line for them.
  ///   - rows: a cell may be missing at the end of a row.
  ///   - numbers: columns that stand to the right.
  public init(columns: [String], rows: [[String]], numbers: Set<Int>) {
    self.columns = columns
    self.rows = rows
    self.numbers = numbers
  }

  private var cells: [[String]] { (columns.contains { !$0.isEmpty } ? [columns] : []) + rows }

  private func widths(_ width: (String) -> Int) -> [Int] {
    columns.indices.map { column in
      max(width(columns[column]), rows.map { column < $0.count ? width($0[column]) : 0 }.max() ?? 0)
    }
  }

  /// A line a row; `width` says how wide a text is.
  public func lines(width: (String) -> Int = { $0.columns }) -> [String] {
    let widths = widths(width)
    return cells.map { line($0, Array(columns.indices), widths, gap: 2, width) }
  }

  private func line(
    _ cells: [String], _ shown: [Int], _ widths: [Int], gap: Int, _ width: (String) -> Int
  ) -> String {
    let padded = shown.filter { $0 < cells.count }.map { column in
      let space = String(repeating: " ", count: max(0, widths[column] - width(cells[column])))
      return numbers.contains(column) ? space + cells[column] : cells[column] + space
    }
    return padded.joined(separator: String(repeating: " ", count: gap)).trimmingTrailingSpaces
  }

  /// In a window of so many columns: long words go on below themselves within their column; what is still too wide stands
  /// nearer together, or in parts below one another, each behind the first column.
  public func lines(fitting room: Int) -> [String] {
    let natural = widths(\.columns)
    guard natural.count > 1, natural.reduce(0, +) + 2 * (natural.count - 1) > room else { return lines() }
    for gap in [2, 1] {
      if let widths = narrowed(natural, to: room - gap * (natural.count - 1)) {
        return cells.flatMap { wrapped($0, Array(columns.indices), widths, gap: gap) }
      }
    }
    let widths = natural.enumerated().map { column, width in
      numbers.contains(column) ? width : min(width, max(least(column), room / 3))
    }
    var parts: [[Int]] = [[0]]
    for column in columns.indices.dropFirst() {
      let used = parts[parts.count - 1].reduce(0) { $0 + widths[$1] + 2 }
      if used + widths[column] > room, parts[parts.count - 1].count > 1 { parts.append([0]) }
      parts[parts.count - 1].append(column)
    }
    return parts.enumerated().flatMap { place, part in
      (place > 0 ? [""] : []) + cells.flatMap { wrapped($0, part, widths, gap: 2) }
    }
  }

  /// Columns of words made narrower, the widest first, until all have room; nil if they cannot be.
  private func narrowed(_ widths: [Int], to room: Int) -> [Int]? {
    var widths = widths
    while widths.reduce(0, +) > room {
      let words = widths.indices.filter { !numbers.contains($0) && widths[$0] > least($0) }
      guard let widest = words.max(by: { (widths[$0], $1) < (widths[$1], $0) }) else { return nil }
      widths[widest] -= 1
    }
    return widths
  }

  /// The width below which a word of a column would have to be cut.
  private func least(_ column: Int) -> Int {
    let words = cells.flatMap { row -> [Int] in
      guard column < row.count else { return [] }
      let indent = row[column].prefix { $0 == " " }.count
      return row[column].split(separator: " ").map { indent + String($0).columns }
    }
    return max(Self.narrow, words.max() ?? 0)
  }

  /// A row over as many lines as its longest cell takes.
  private func wrapped(_ cells: [String], _ shown: [Int], _ widths: [Int], gap: Int) -> [String] {
    let parts = cells.enumerated().map { column, cell in
      shown.contains(column) ? Self.broken(cell, at: widths[column]) : [cell]
    }
    let count = shown.map { $0 < parts.count ? parts[$0].count : 1 }.max() ?? 1
    return (0..<count).map { row in
      line(parts.map { row < $0.count ? $0[row] : "" }, shown, widths, gap: gap, \.columns)
    }
  }

  /// A cell's text in lines of a width, each as far in as the first.
  private static func broken(_ text: String, at width: Int) -> [String] {
    guard text.columns > width else { return [text] }
    let indent = String(text.prefix { $0 == " " })
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ").map(String.init) {
      if line.isEmpty {
        line = indent + word
      } else if line.columns + 1 + word.columns <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = indent + word
      }
    }
    return lines + [line]
  }
}
