import CReadline
import EtudeCore
import Glibc
import Synchronization

/// What the keys that the line reader takes over are to do. Readline's callbacks carry no context, so they leave it
/// here for the reader, which waits for keys.
enum Key: Equatable {
  /// Readline has seen the end of its input.
  case end
  /// A line of readline's own, where cells are not edited whole.
  case line(String)
  case enter, newLine, up, down, complete, edit, clearWindow, endOrDelete
  case closingBracket(Int32)
  case pasted(String)

  private static let pressed = Mutex<[Key]>([])

  /// The keys since the last time.
  static func take() -> [Key] {
    pressed.withLock { keys in
      defer { keys = [] }
      return keys
    }
  }

  static func leave(_ key: Key) { pressed.withLock { $0.append(key) } }

  /// The maps of keys that a user may have chosen.
  private static let maps = ["emacs", "vi-insert", "vi-move"]

  /// Binds what both ways of editing need: pastes and TAB.
  static func bind() {
    for map in maps {
      ReadlineState.bind(
        "\\e[200~",
        { _, _ in
          Key.leave(.pasted(Paste.read()))
          return 0
        }, in: map)
      for command in ["complete", "possible-completions", "menu-complete"] {
        ReadlineState.replace(command, { _, _ in Key.press(.complete) }, in: map)
      }
      ReadlineState.bind("\\t", { _, _ in Key.press(.complete) }, in: map)
      // They would complete names of files.
      for command in ["insert-completions", "menu-complete-backward"] {
        ReadlineState.replace(command, { _, _ in 0 }, in: map)
      }
    }
  }

  /// Binds the keys that edit a cell of several lines, whatever sequences the user's own settings give them.
  static func bindForCells() {
    for map in maps {
      for command in ["previous-history", "history-search-backward", "previous-screen-line"] {
        ReadlineState.replace(command, { _, _ in Key.press(.up) }, in: map)
      }
      for command in ["next-history", "history-search-forward", "next-screen-line"] {
        ReadlineState.replace(command, { _, _ in Key.press(.down) }, in: map)
      }
      ReadlineState.replace("accept-line", { _, _ in Key.press(.enter) }, in: map)
      ReadlineState.replace("clear-screen", { _, _ in Key.press(.clearWindow) }, in: map)
      ReadlineState.replace("delete-char", { _, _ in Key.press(.endOrDelete) }, in: map)
      ReadlineState.replace(
        "beginning-of-line", { _, _ in Key.move(to: LineOfCell.current().start) }, in: map)
      ReadlineState.replace("end-of-line", { _, _ in Key.move(to: LineOfCell.current().end) }, in: map)
      ReadlineState.replace(
        "kill-line",
        { _, _ in
          let line = LineOfCell.current()
          // At its end, the line joins with the next one.
          let end = line.end == line.cursor ? min(line.end + 1, ReadlineState.end) : line.end
          return rl_kill_text(Int32(line.cursor), Int32(end))
        }, in: map)
      ReadlineState.replace(
        "unix-line-discard",
        { _, _ in
          let line = LineOfCell.current()
          _ = rl_kill_text(Int32(line.start), Int32(line.cursor))
          return Key.move(to: line.start)
        }, in: map)
    }
    for map in maps.dropLast() {
      ReadlineState.bind("\\e\\C-m", { _, _ in Key.press(.newLine) }, in: map)
      ReadlineState.bind("\\C-x\\C-e", { _, _ in Key.press(.edit) }, in: map)
      for bracket in [")", "]", "}"] {
        ReadlineState.bind(bracket, { _, key in Key.press(.closingBracket(key)) }, in: map)
      }
    }
  }

  static func press(_ key: Key) -> Int32 {
    leave(key)
    return 0
  }

  static func move(to offset: Int) -> Int32 {
    readline_move_cursor(Int32(offset))
    return 0
  }
}

/// The line of a cell in readline's buffer in which its cursor is: offsets of bytes.
struct LineOfCell {
  var start: Int
  var end: Int
  var cursor: Int

  static func current() -> LineOfCell {
    let end = ReadlineState.end
    let cursor = Int(readline_cursor())
    guard let text = readline_text() else { return LineOfCell(start: 0, end: 0, cursor: 0) }
    let bytes = UnsafeRawBufferPointer(start: text, count: end)
    let start = bytes[..<cursor].lastIndex(of: 10).map { $0 + 1 } ?? 0
    return LineOfCell(start: start, end: bytes[cursor...].firstIndex(of: 10) ?? end, cursor: cursor)
  }
}
