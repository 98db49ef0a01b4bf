import EtudeCore

/// What a terminal shows of what is written to it: rows of cells, wrapped and scrolled as terminals do.
struct TerminalScreen {
  let columns: Int
  let rows: Int
  /// All rows, those that have scrolled out of the window first.
  private(set) var cells: [[String]] = [[]]
  private(set) var cursor = (row: 0, column: 0)
  /// The row of `cells` at the window's top.
  private var top = 0
  private var isFull = false

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// The rows without the spaces at their ends, nor empty ones below.
  var lines: [String] {
    var lines = cells.map { row in
      var text = row.joined()
      while text.last == " " { text.removeLast() }
      return text
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The rows in the window.
  var window: [String] { Array(lines.dropFirst(top)) }

  /// The cursor's row in the window.
  var windowRow: Int { cursor.row - top }

  mutating func write(_ text: String) {
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1B}": obey(&rest)
      case "\r": move(to: cursor.row, 0)
      case "\n": lineFeed()
      case "\u{8}": move(to: cursor.row, cursor.column - 1)
      case "\u{7}": break
      default: put(scalar)
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = Character(scalar).columns
    if width == 0 {
      let row = cursor.row
      let place = isFull ? cursor.column : cursor.column - 1
      if cells[row].indices.contains(place) { cells[row][place].unicodeScalars.append(scalar) }
      return
    }
    if isFull || cursor.column + width > columns {
      lineFeed()
      move(to: cursor.row, 0)
    }
    while cells[cursor.row].count < cursor.column + width { cells[cursor.row].append(" ") }
    cells[cursor.row][cursor.column] = String(Character(scalar))
    if width == 2 { cells[cursor.row][cursor.column + 1] = "" }
    cursor.column += width
    if cursor.column == columns {
      cursor.column = columns - 1
      isFull = true
    }
  }

  private mutating func lineFeed() {
    isFull = false
    if cursor.row + 1 == top + rows { top += 1 }
    cursor.row += 1
    while cells.count <= cursor.row { cells.append([]) }
  }

  private mutating func move(to row: Int, _ column: Int) {
    isFull = false
    cursor = (min(max(top, row), top + rows - 1), min(max(0, column), columns - 1))
    while cells.count <= cursor.row { cells.append([]) }
  }

  private mutating func obey(_ rest: inout ArraySlice<Unicode.Scalar>) {
    guard let kind = rest.popFirst() else { return }
    guard kind == "[" else {
      // A string, up to its end.
      if "]_P".unicodeScalars.contains(kind) {
        while let scalar = rest.popFirst(), scalar != "\u{7}" {
          if scalar == "\u{1B}" {
            rest = rest.dropFirst()
            return
          }
        }
      }
      return
    }
    let digits = rest.prefix { !(0x40...0x7E).contains($0.value) }
    rest = rest.dropFirst(digits.count)
    let count = Int(String(String.UnicodeScalarView(digits)))
    switch rest.popFirst() {
    case "A": move(to: cursor.row - (count ?? 1), cursor.column)
    case "B": move(to: cursor.row + (count ?? 1), cursor.column)
    case "C": move(to: cursor.row, cursor.column + (count ?? 1))
    case "D": move(to: cursor.row, cursor.column - (count ?? 1))
    case "H": move(to: top, 0)
    case "J" where count == 2:
      for row in top..<cells.count { cells[row] = [] }
    case "J" where count == nil:
      erase()
      for row in (cursor.row + 1)..<max(cells.count, cursor.row + 1) { cells[row] = [] }
    case "K": erase()
    case "@":
      let place = min(cursor.column, cells[cursor.row].count)
      cells[cursor.row].insert(contentsOf: repeatElement(" ", count: count ?? 1), at: place)
    case "P":
      let row = cells[cursor.row]
      cells[cursor.row].removeSubrange(
        min(cursor.column, row.count)..<min(cursor.column + (count ?? 1), row.count))
    default: break
    }
  }

  private mutating func erase() {
    let row = cells[cursor.row]
    cells[cursor.row].removeLast(max(0, row.count - cursor.column))
  }
}
