import CReadline
import EtudeCore
import Glibc

/// A bracketed paste, read past readline: readline draws a line that is taller than the window wrongly.
package enum Paste {
  /// Reads a paste's text from the terminal, up to the mark that ends it; line ends become `\n`.
  static func read() -> String {
    let end = Array("\u{1B}[201~".utf8)
    var bytes: [UInt8] = []
    while bytes.count < end.count || bytes[(bytes.count - end.count)...] != end[...] {
      let key = rl_read_key()
      guard (0...255).contains(key) else { break }
      bytes.append(UInt8(key))
    }
    if bytes.count >= end.count, bytes[(bytes.count - end.count)...] == end[...] {
      bytes.removeLast(end.count)
    }
    // Readline's buffer is a C string.
    bytes.removeAll { $0 == 0 }
    return withoutPrompts(
      String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
  }

  /// What was typed in a page copied from a session: the lines after its prompts, without what they gave. Any other text
  /// stays as it is.
  package static func withoutPrompts(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let typed = lines.map { (afterPrompt($0), afterContinuation($0)) }
    guard typed.contains(where: { $0.0 != nil }) else { return text }
    // The prompt of the line that is edited stands before the page, so the first line may have none.
    let first = typed[0].0 ?? typed[0].1 ?? lines[0]
    return ([first] + typed.dropFirst().compactMap { $0.0 ?? $0.1 }).joined(separator: "\n")
  }

  /// A cell as it stands in a page: what was typed there can be had again by `withoutPrompts`.
  package static func withPrompts(_ cell: String, number: Int) -> (prompt: String, rest: String) {
    let prompt = "[\(number)] › "
    let margin = "\n" + String(repeating: " ", count: prompt.count - 2) + "… "
    let lines = cell.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return (prompt, lines.joined(separator: margin))
  }

  /// A line without its `[3] ›`; nil if it has none.
  private static func afterPrompt(_ line: Substring) -> Substring? {
    let number = line.drop { $0 == " " }
    guard number.first == "[" else { return nil }
    let rest = number.dropFirst().drop { $0.isASCII && $0.isNumber }
    guard rest.startIndex > number.index(after: number.startIndex), rest.hasPrefix("] ›") else { return nil }
    return withoutSpace(rest.dropFirst(3))
  }

  /// A line without the `…` of a cell that goes on; nil if it has none.
  private static func afterContinuation(_ line: Substring) -> Substring? {
    let rest = line.drop { $0 == " " }
    return rest.first == "…" ? withoutSpace(rest.dropFirst()) : nil
  }

  private static func withoutSpace(_ text: Substring) -> Substring {
    text.first == " " ? text.dropFirst() : text
  }

  /// Whether a line with line ends in it can be edited in a window as a whole.
  static func fits(_ text: String, in size: Terminal.Size, margin: Int) -> Bool {
    let width = max(1, size.columns)
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
      (line.columns + (index == 0 ? margin : 0)) / width + 1
    }
    return rows.reduce(0, +) < size.rows
  }
}
