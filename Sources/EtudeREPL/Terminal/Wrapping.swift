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

  /// A message as it is rendered: what it says breaks at spaces, its fix too, on a line of its own where there is no room
  /// behind the carets; the line that it points into stays whole, or they would point elsewhere.
  package static func wrapped(message: String, fix: String?, width: Int) -> String {
    var lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[0] = wrapped(lines[0], width: width)
    guard let fix, lines.count > 1, let last = lines.last, last.hasSuffix(fix), columns(last) > width else {
      return lines.joined(separator: "\n")
    }
    lines.removeLast()
    let carets = String(last.dropLast(fix.count)).trimmingTrailingSpaces
    if !carets.isEmpty { lines.append(carets) }
    lines.append(wrapped("  " + fix, width: width))
    return lines.joined(separator: "\n")
  }

  /// Columns of a text with its control sequences.
  static func columns(_ text: some StringProtocol) -> Int {
    // Plain text, of which there may be megabytes, has a column a byte.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
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
    let pieces = pieces(of: line)
    let indent = indentation(of: pieces, width: width)
    var lines: [String] = []
    var (current, used) = ("", 0)
    var (gap, isBlank) = (Substring(), true)
    for piece in pieces {
      if piece.first == " " {
        gap = piece
        continue
      }
      let room = gap.utf8.count + columns(piece)
      if used + room <= width || isBlank {
        current += gap + piece
        used += room
      } else {
        lines.append(current)
        current = String(repeating: " ", count: indent) + piece
        used = indent + columns(piece)
      }
      (gap, isBlank) = ("", false)
    }
    return (lines + [current]).joined(separator: "\n")
  }

  /// Runs of spaces and of other characters in turn.
  private static func pieces(of line: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = line.startIndex
    while start < line.endIndex {
      let isSpace = line[start] == " "
      let end = line[start...].firstIndex { ($0 == " ") != isSpace } ?? line.endIndex
      pieces.append(line[start..<end])
      start = end
    }
    return pieces
  }

  private static func indentation(of pieces: [Substring], width: Int) -> Int {
    let own = pieces.first.map { $0.first == " " ? $0.count : 0 } ?? 0
    var column = 0
    var found = own
    for piece in pieces {
      column += columns(piece)
      guard column <= width / 2 else { break }
      if piece.count > 1, piece.first == " ", column > own { found = column }
    }
    return found
  }
}
