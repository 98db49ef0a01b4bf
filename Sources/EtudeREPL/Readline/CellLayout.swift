import EtudeCore

/// Where the characters of a cell stand in a window: rows of glyphs under a heading, and the cursor among them.
package struct CellLayout {
  /// What is written at once, and the columns that it takes.
  struct Glyph: Equatable {
    var text: String
    var columns: Int
  }

  struct Row {
    var glyphs: [Glyph] = []
    var columns = 0
    /// Whether its line goes on in the next row, without a line end between them.
    var isWrapped = false
  }

  private(set) var rows = [Row()]
  private(set) var cursor = (row: 0, column: 0)
  let width: Int
  package var rowCount: Int { rows.count }

  /// - Parameters:
  ///   - heading: what stands before the first line, colours between U+0001 and U+0002.
  ///   - continuation: what stands before each further line.
  ///   - before, after: the text before and behind the cursor.
  ///   - width: columns of the window.
  package init(heading: String, continuation: String, before: String, after: String, width: Int) {
    self.width = max(1, width)
    put(glyphs(ofHeading: heading))
    put(before, continuation)
    // The end of a full row is the beginning of the next one.
    if rows[rows.count - 1].columns >= self.width { wrap() }
    cursor = (rows.count - 1, rows[rows.count - 1].columns)
    put(after, continuation)
  }

  private mutating func put(_ text: String, _ continuation: String) {
    var isFirst = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if !isFirst {
        rows.append(Row())
        put(glyphs(ofHeading: continuation))
      }
      isFirst = false
      put(line.map(Self.glyph))
    }
  }

  private mutating func put(_ glyphs: [Glyph]) {
    for glyph in glyphs {
      if rows[rows.count - 1].columns + glyph.columns > width, !rows[rows.count - 1].glyphs.isEmpty { wrap() }
      rows[rows.count - 1].glyphs.append(glyph)
      rows[rows.count - 1].columns += glyph.columns
    }
  }

  private mutating func wrap() {
    rows[rows.count - 1].isWrapped = true
    rows.append(Row())
  }

  /// A character as a terminal shows it; what would move the cursor, as signs.
  private static func glyph(_ character: Character) -> Glyph {
    if character == "\t" { return Glyph(text: "    ", columns: 4) }
    if let value = character.unicodeScalars.first?.value, value < 0x20 || value == 0x7F {
      return Glyph(text: "^" + String(UnicodeScalar(UInt8(value) ^ 0x40)), columns: 2)
    }
    return Glyph(text: String(character), columns: character.columns)
  }

  /// A coloured heading is one glyph, since its colours go with it.
  private func glyphs(ofHeading heading: String) -> [Glyph] {
    guard heading.contains("\u{1}") else { return heading.map(Self.glyph) }
    let shown = heading.filter { $0 != "\u{1}" && $0 != "\u{2}" }
    return [Glyph(text: shown, columns: Wrapping.columns(shown))]
  }
}
