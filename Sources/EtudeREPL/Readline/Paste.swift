import CReadline
import EtudeCore
import Glibc

/// A bracketed paste, read past readline: readline draws a line that is taller than the window wrongly.
enum Paste {
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
    return String(decoding: bytes, as: UTF8.self)
      .replacing("\r\n", with: "\n").replacing("\r", with: "\n")
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
