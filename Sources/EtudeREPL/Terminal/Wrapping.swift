import EtudeCore

/// Lines too long for a window, broken at spaces.
package enum Wrapping {
  /// The text with line ends where a line would leave `width` columns; words longer than a line stay whole.
  ///
  /// What goes on stands under what it belongs to: the last column that two spaces set off in the line's first half, or
  /// else the line's own indentation. Colours take no room.
  package static func wrapped(_ text: String, width: Int) -> String {
    guard width > 10, text.utf8.count > width else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line(String($0), width: width) }.joined(separator: "\n")
  }

  /// Columns of a text with its control sequences.
  static func columns(_ text: some StringProtocol) -> Int {
    var count = 0
    var isControl = false
    for character in text {
      if character == "\u{1B}" {
        isControl = true
      } else if !isControl {
        count += character.columns
      } else if character.isLetter {
        isControl = false
      }
    }
    return count
  }

  private static func line(_ line: String, width: Int) -> String {
    guard columns(line) > width else { return line }
    let indent = indentation(of: line, width: width)
    var lines: [String] = []
    var current = ""
    var gap = ""
    for piece in pieces(of: line) {
      if piece.first == " " {
        gap = piece
      } else if columns(current + gap + piece) <= width || current.allSatisfy({ $0 == " " }) {
        current += gap + piece
        gap = ""
      } else {
        lines.append(current)
        current = String(repeating: " ", count: indent) + piece
        gap = ""
      }
    }
    return (lines + [current]).joined(separator: "\n")
  }

  /// Runs of spaces and of other characters in turn.
  private static func pieces(of line: String) -> [String] {
    var pieces: [String] = []
    for character in line {
      if let last = pieces.last?.last, (last == " ") == (character == " ") {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
    }
    return pieces
  }

  private static func indentation(of line: String, width: Int) -> Int {
    let own = line.prefix { $0 == " " }.count
    var column = 0
    var found = own
    for piece in pieces(of: line) {
      column += columns(piece)
      guard column <= width / 2 else { break }
      if piece.count > 1, piece.first == " ", column > own { found = column }
    }
    return found
  }
}
