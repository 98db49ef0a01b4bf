import EtudeLanguage
import EtudeSession

/// Cells in a page of text.
public enum CellText {
  /// Whether another line belongs to the cell: a bracket is open, or its last line ends in `|`.
  public static func isOpen(_ text: String) -> Bool {
    // A session command is one line, whatever brackets a file's name may have.
    !SessionCommand.isCommand(text) && Interpreter.isIncomplete(text)
  }

  /// Whether the last cell of a text wants more lines.
  public static func isUnfinished(_ text: String) -> Bool { isOpen(text) && cells(in: text).rest != nil }

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
      if isOpen(text) { continue }
      whole.append(text)
      lines = []
    }
    return (whole, lines.isEmpty ? nil : lines.joined(separator: "\n"))
  }
}
