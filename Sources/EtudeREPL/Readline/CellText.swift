/// Whether the text of a cell is whole, or goes on in the next line.
///
/// It goes on while a bracket is open, or if its last line, comment aside, ends in `|`.
public enum CellText {
  /// Whether another line belongs to the cell.
  public static func isOpen(_ text: String) -> Bool {
    var depth = 0
    var endsInPipe = false
    var quote: Character?
    var isEscaped = false
    var isComment = false
    for character in text {
      if character.isNewline {
        quote = nil
        isComment = false
        isEscaped = false
        continue
      }
      if isComment { continue }
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if character == "\\" && open == "\"" {
          isEscaped = true
        } else if character == open {
          quote = nil
        }
        continue
      }
      switch character {
      case "#": isComment = true
      case "\"", "'": quote = character
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      default: break
      }
      if !character.isWhitespace && character != "#" { endsInPipe = character == "|" }
    }
    return depth > 0 || endsInPipe
  }

  /// The cells of a pasted page, each ending where a line leaves nothing open; the last may be unfinished.
  ///
  /// Blank lines between cells are left out.
  public static func cells(in page: String) -> (whole: [String], rest: String?) {
    var whole: [String] = []
    var lines: [Substring] = []
    for line in page.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if lines.isEmpty && line.allSatisfy(\.isWhitespace) { continue }
      lines.append(line)
      let text = lines.joined(separator: "\n")
      // A session command is one line, whatever brackets a file's name may have.
      if isOpen(text) && !text.hasPrefix(".") { continue }
      whole.append(text)
      lines = []
    }
    return (whole, lines.isEmpty ? nil : lines.joined(separator: "\n"))
  }
}
