/// Keeps a cell drawn in a terminal: writes what has changed since it was drawn last, and no more.
///
/// A cell that is higher than the window is seen through it, at the place where the cursor is.
package struct CellPainter {
  private var rows: [CellLayout.Row] = []
  /// The first row of the cell that is seen.
  private var top = 0
  /// Where the terminal's cursor is, from the first row drawn; a column equal to the width is the end of a full row.
  private var place = (row: 0, column: 0)
  private var width = 0

  package init() {}

  /// Forgets what is drawn: the next cell is drawn where the cursor is then, at the beginning of a row.
  package mutating func leave() { self = CellPainter() }

  /// The control sequences that bring a window of so many rows from what is drawn to `layout`.
  package mutating func paint(_ layout: CellLayout, height: Int) -> String {
    var output = takeResize(to: layout.width)
    let height = max(1, height)
    top = min(top, max(0, layout.rows.count - height), layout.cursor.row)
    top = max(top, layout.cursor.row - height + 1)
    draw(Array(layout.rows[top..<min(layout.rows.count, top + height)]), &output)
    go(to: layout.cursor.row - top, layout.cursor.column, &output)
    return output
  }

  /// The same for a cell that is done: all of it stands in the terminal, and the cursor below it.
  package mutating func finish(_ layout: CellLayout, height: Int, ending: String = "") -> String {
    var output = takeResize(to: layout.width)
    if layout.rows.count > max(1, height) || top > 0 {
      go(to: 0, 0, &output)
      output += "\u{1B}[J"
      rows = []
    }
    draw(layout.rows, &output)
    go(to: layout.rows.count - 1, layout.rows[layout.rows.count - 1].columns, &output)
    leave()
    return output + ending + "\r\n"
  }

  /// After the window has changed its width, its terminal has broken the rows anew; they go, to be drawn again.
  private mutating func takeResize(to width: Int) -> String {
    defer { self.width = width }
    guard self.width != 0, self.width != width else { return "" }
    var above = 0
    var columns = 0
    for (index, row) in rows.enumerated() {
      let isCursors = index == place.row
      if isCursors {
        above += (columns + min(place.column, self.width - 1)) / width
        break
      }
      columns += row.columns
      if row.isWrapped { continue }
      above += max(1, (columns + width - 1) / width)
      columns = 0
    }
    rows = []
    top = 0
    place = (0, 0)
    return "\r" + (above > 0 ? "\u{1B}[\(above)A" : "") + "\u{1B}[J"
  }

  private mutating func draw(_ new: [CellLayout.Row], _ output: inout String) {
    var isForced = false
    for (index, row) in new.enumerated() {
      let old = index < rows.count ? rows[index] : CellLayout.Row()
      let isNew = index >= rows.count
      var common = isForced ? 0 : zip(old.glyphs, row.glyphs).prefix { $0.0 == $0.1 }.count
      // The terminal knows that a line goes on where its last character is followed by the next row's first.
      let goesOnAnew = row.isWrapped && row.columns == width && !(old.isWrapped && !isNew)
      if goesOnAnew { common = min(common, row.glyphs.count - 1) }
      let isSame = !isNew && common == row.glyphs.count && common == old.glyphs.count
      if !isSame {
        let follows = isForced && place == (index - 1, width)
        if follows && !row.glyphs.isEmpty {
          place = (index, 0)
        } else {
          go(to: index, row.glyphs[..<common].reduce(0) { $0 + $1.columns }, &output)
        }
        for glyph in row.glyphs[common...] { output += glyph.text }
        place = (index, row.columns)
        if old.columns > row.columns && row.columns < width { output += "\u{1B}[K" }
      }
      isForced = goesOnAnew
      if isNew { rows.append(row) } else { rows[index] = row }
    }
    guard rows.count > new.count else { return }
    go(to: new.count, 0, &output)
    output += "\u{1B}[J"
    rows.removeLast(rows.count - new.count)
  }

  /// Moves the cursor; to a row that is not drawn yet, by line ends, which scroll the window where it must.
  private mutating func go(to row: Int, _ column: Int, _ output: inout String) {
    guard place != (row, column) else { return }
    if place.column >= width && width > 0 {
      output += "\r"
      place.column = 0
    }
    if row < place.row {
      output += "\u{1B}[\(place.row - row)A"
    } else if row > place.row {
      let drawn = max(place.row, min(row, rows.count - 1))
      if drawn > place.row { output += "\u{1B}[\(drawn - place.row)B" }
      if row > drawn {
        output += "\r" + String(repeating: "\n", count: row - drawn)
        place.column = 0
      }
    }
    if column == 0 && place.column != 0 {
      output += "\r"
    } else if column > place.column {
      output += "\u{1B}[\(column - place.column)C"
    } else if column < place.column {
      output += "\u{1B}[\(place.column - column)D"
    }
    place = (row, column)
  }
}
