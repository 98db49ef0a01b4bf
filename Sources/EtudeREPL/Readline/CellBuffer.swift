import CReadline
import Glibc

/// The cell that is edited, in readline's buffer, so that its own keys, undoing and killing among them, work on it.
enum CellBuffer {
  static var text: String { readline_text().map { String(cString: $0) } ?? "" }

  /// Bytes before the cursor.
  static var cursor: Int { Int(readline_cursor()) }

  static var before: String { String(decoding: text.utf8.prefix(cursor), as: UTF8.self) }
  static var after: String { String(decoding: text.utf8.dropFirst(cursor), as: UTF8.self) }

  static func insert(_ text: String) { rl_insert_text(text) }

  static func move(to offset: Int) { readline_move_cursor(Int32(offset)) }

  static func moveToEnd() { readline_move_cursor_to_end() }

  /// Puts a text in the place of some bytes, the cursor behind it; one step to undo.
  static func replace(_ bytes: Range<Int>, with text: String) {
    rl_begin_undo_group()
    rl_delete_text(Int32(bytes.lowerBound), Int32(bytes.upperBound))
    move(to: bytes.lowerBound)
    insert(text)
    rl_end_undo_group()
  }

  /// Puts a cell in the place of all that is there.
  static func replaceAll(with text: String, cursor: Int) {
    replace(0..<ReadlineState.end, with: text)
    move(to: cursor)
  }

  /// Takes all away, with what could be undone.
  static func clear() {
    rl_replace_line("", 1)
    // A search keeps the line that it began with.
    rl_maybe_unsave_line()
    rl_replace_line("", 1)
  }

  /// Moves to the line above or below, to the same column where it has one; false if there is none.
  static func moveLine(by step: Int) -> Bool {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let place = before.split(separator: "\n", omittingEmptySubsequences: false)
    let row = place.count - 1 + step
    guard lines.indices.contains(row) else { return false }
    let start = lines[..<row].reduce(0) { $0 + $1.utf8.count + 1 }
    move(to: start + lines[row].prefix(place.last?.count ?? 0).utf8.count)
    return true
  }
}
