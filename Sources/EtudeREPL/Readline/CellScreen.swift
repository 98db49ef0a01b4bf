import CReadline
import Glibc
import Synchronization

/// The cell in readline's buffer as it stands in the terminal. Readline asks for it to be drawn by a function without
/// context, so it is one for the program.
enum CellScreen {
  private static let state = Mutex((painter: CellPainter(), continuation: ""))

  /// Begins a cell on the row where the cursor is.
  static func begin(continuation: String) {
    state.withLock { $0 = (CellPainter(), continuation) }
  }

  /// Draws the cell as it is now, under the prompt of readline's own: that of a search, while one goes on.
  static func draw() {
    change { $0.paint($1, height: $2) }
  }

  /// Leaves all of the cell in the terminal, and goes to the row below.
  static func finish(ending: String = "") {
    CellBuffer.moveToEnd()
    change { $0.finish($1, height: $2, ending: ending) }
  }

  /// The same, to draw it again below what is written next.
  static func leave() {
    let cursor = CellBuffer.cursor
    finish()
    CellBuffer.move(to: cursor)
  }

  /// Empties the window; the cell is drawn at its top next.
  static func clearWindow() {
    state.withLock { $0.painter.leave() }
    write("\u{1B}[H\u{1B}[2J")
  }

  /// Writes to the terminal past readline, whose own output goes through C's buffered stream.
  static func write(_ text: String) {
    fflush(nil)
    Stream(descriptor: 1).write(text)
  }

  private static func change(_ draw: (inout CellPainter, CellLayout, Int) -> String) {
    let size = Terminal.size(1)
    let output = state.withLock { state in
      let layout = CellLayout(
        heading: ReadlineState.prompt, continuation: state.continuation,
        before: CellBuffer.before, after: CellBuffer.after, width: size.columns)
      return draw(&state.painter, layout, size.rows)
    }
    if !output.isEmpty { write(output) }
  }
}
