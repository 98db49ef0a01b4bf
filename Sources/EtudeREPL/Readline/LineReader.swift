import CReadline
import EtudeCore
import EtudeLanguage
import EtudeSession
import Glibc

/// Reads cells from the terminal with GNU readline through its callback interface, so that signals are heard while
/// a cell is edited. To be used from one thread.
///
/// A cell of several lines is edited whole: readline keeps its text, `CellScreen` draws it. A dumb terminal, and one that
/// is read aloud, shows a line at a time, drawn by readline.
public final class LineReader {
  /// What came of reading a cell.
  public enum Input: Equatable, Sendable {
    /// A cell; a page pasted at once comes with line ends in it.
    case cell(String)
    /// Ctrl-C: the text was dropped.
    case interrupted(String)
    /// Ctrl-D, or the terminal is gone; with the unfinished cell that stands there, if one does.
    case end(unfinished: String?)
  }

  private let signals: Signals
  private let history: PromptHistory
  private let isPlain: Bool
  /// The lines above the one that is edited, where a line at a time is.
  private var above: String?
  private var prompt = Prompt("", style: TerminalStyle(isColored: false))
  private var continuation = Prompt("", style: TerminalStyle(isColored: false))

  /// Readies readline. Standard output must be the terminal.
  ///
  /// - Parameter isPlain: whether a line at a time is edited, without moving about in the window.
  public init(signals: Signals, history: HistoryFile? = nil, isPlain: Bool = false) {
    self.signals = signals
    self.isPlain = isPlain || !Terminal.understandsControlSequences(1)
    // Readline keeps the pointer, so the name lives as long as the program.
    readline_configure(strdup("etude"))
    rl_initialize()
    for (variable, value) in [
      ("enable-bracketed-paste", self.isPlain ? "off" : "on"),
      ("page-completions", "off"), ("bell-style", "none"),
      ("blink-matching-paren", self.isPlain ? "off" : "on"),
    ] {
      rl_variable_bind(variable, value)
    }
    self.history = PromptHistory(history)
    Key.bind()
    if !self.isPlain {
      Key.bindForCells()
      ReadlineState.draw { CellScreen.draw() }
    }
  }

  /// Adds a cell to what the arrow keys bring back, once if it is the last one again.
  public func remember(_ cell: String) { history.remember(cell) }

  /// Reads a cell.
  ///
  /// - Parameters:
  ///   - continuation: the prompt of its further lines.
  ///   - text: what stands there already.
  ///   - complete: asked for what TAB offers for the text before the cursor.
  public func read(
    prompt: Prompt, continuation: Prompt, text: String? = nil, complete: (String) -> Offers
  ) -> Input {
    _ = Key.take()
    self.prompt = prompt
    self.continuation = continuation
    above = nil
    history.leave()
    // What came too late for the cell before is not meant for this one.
    _ = signals.wakes()
    return signals.editing {
      CellScreen.begin(continuation: continuation.text)
      install(prompt)
      defer { rl_callback_handler_remove() }
      if let text { start(with: text) }
      return wait(complete: complete)
    }
  }

  private func install(_ prompt: Prompt) {
    rl_callback_handler_install(prompt.text) { line in
      // Removed at once, else readline would print the prompt again before the line has run.
      rl_callback_handler_remove()
      Key.leave(line.map { .line(String(cString: $0)) } ?? .end)
      free(line)
    }
  }

  private func start(with text: String) {
    if isPlain {
      goOn(below: text)
    } else {
      CellBuffer.insert(text)
      redraw()
    }
  }

  private func wait(complete: (String) -> Offers) -> Input {
    while true {
      var sources = [
        pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals.wakeDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      // The first moment in which nobody types is used to read the history.
      let count = poll(&sources, 2, history.isRead ? -1 : 20)
      if count < 0 && errno != EINTR { return .end(unfinished: nil) }
      if count == 0 {
        history.read()
        continue
      }
      if sources[1].revents != 0, let input = take(signals.wakes()) { return input }
      guard sources[0].revents != 0 else { continue }
      history.read()
      rl_callback_read_char()
      for key in Key.take() {
        if let input = obey(key, complete: complete) { return input }
      }
    }
  }

  private func obey(_ key: Key, complete: (String) -> Offers) -> Input? {
    switch key {
    case .end:
      print("\n")
      return .end(unfinished: above)
    case .line(let line):
      let text = above.map { $0 + "\n" + line } ?? line
      guard CellText.isUnfinished(text) else { return .cell(text) }
      install(continuation)
      above = text
    case .enter:
      guard let cell = enter() else { break }
      return .cell(cell)
    case .newLine: addLine()
    case .up: step(-1)
    case .down: step(1)
    case .complete: offer(complete)
    case .pasted(let text):
      // The line end behind a page is no line of its cell.
      CellBuffer.insert(String(text.dropLast(text.last == "\n" ? 1 : 0)))
    case .closingBracket(let bracket): close(bracket)
    case .edit: edit()
    case .clearWindow: CellScreen.clearWindow()
    case .endOrDelete:
      guard CellBuffer.after.isEmpty else {
        rl_delete(1, 0)
        break
      }
      guard CellText.isUnfinished(CellBuffer.text) else { break }
      return .end(unfinished: done())
    }
    redraw()
    return nil
  }

  /// Enter: the cell, if it is whole and its last line is edited; else it gets another line.
  private func enter() -> String? {
    guard !CellText.isUnfinished(CellBuffer.text), !CellBuffer.after.contains("\n") else {
      addLine()
      return nil
    }
    return done()
  }

  /// Leaves the cell in the terminal as it is.
  private func done() -> String {
    let text = CellBuffer.text
    CellScreen.finish()
    CellBuffer.clear()
    return text
  }

  private func addLine() {
    let indentation = Indentation.after(CellBuffer.before)
    CellBuffer.insert("\n" + String(repeating: " ", count: indentation))
  }

  private func close(_ bracket: Int32) {
    let line = LineOfCell.current()
    let blank = CellBuffer.before.utf8.dropFirst(line.start)
    if line.start > 0, !blank.isEmpty, blank.allSatisfy({ $0 == 32 }) {
      let kept = Indentation.closing(String(decoding: blank, as: UTF8.self))
      CellBuffer.replace(line.start..<line.cursor, with: String(repeating: " ", count: kept))
    }
    redraw()
    rl_insert_close(1, bracket)
  }

  private func step(_ step: Int) {
    if CellBuffer.moveLine(by: step) { return }
    let first = CellBuffer.before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    guard let found = history.step(step, from: CellBuffer.text, before: String(first)) else { return }
    CellBuffer.replaceAll(with: found.text, cursor: found.cursor)
  }

  /// Lets the user's editor have the cell.
  private func edit() {
    CellScreen.leave()
    rl_deprep_terminal()
    defer { readline_prepare_terminal(1) }
    do {
      let text = try Editor.edit(CellBuffer.text)
      CellBuffer.replaceAll(with: text, cursor: text.utf8.count)
    } catch {
      print(Diagnostic(error as? Failure ?? Failure("\(error)"), at: nil).rendered(in: .plain) + "\n")
    }
  }

  /// Goes on below lines that are printed, where a line at a time is edited.
  private func goOn(below lines: String) {
    above = lines
    rl_set_prompt(continuation.text)
    redraw()
  }

  private func take(_ wakes: [Signals.Wake]) -> Input? {
    for wake in wakes {
      switch wake {
      case .interrupt:
        // Keys typed before Ctrl-C that have not been read are meant for the line that goes.
        tcflush(0, TCIFLUSH)
        // A search of the history ends first: its own prompt goes, and the line found stands there to be left.
        rl_free_line_state()
        rl_callback_sigcleanup()
        readline_move_cursor_to_end()
        redraw()
        let text = [above, CellBuffer.text].compactMap { $0 }.joined(separator: "\n")
        // Before the handler goes, since that moves the cursor to the line's beginning.
        if isPlain { print("^C\n") } else { CellScreen.finish(ending: "^C") }
        CellBuffer.clear()
        rl_callback_handler_remove()
        return .interrupted(text)
      case .resize: rl_resize_terminal()
      case .suspend:
        CellScreen.leave()
        rl_deprep_terminal()
        Signals.suspend()
        readline_prepare_terminal(1)
        rl_forced_update_display()
      case .end:
        rl_callback_handler_remove()
        print("\n")
        return .end(unfinished: nil)
      }
    }
    return nil
  }

  private func offer(_ complete: (String) -> Offers) {
    let before = [above, CellBuffer.before].compactMap { $0 }.joined(separator: "\n")
    let line = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    if line.allSatisfy(\.isWhitespace) { return CellBuffer.insert("  ") }
    let offers = complete(before)
    guard !offers.candidates.isEmpty, offers.replaced.upperBound == before.utf8.count else { return }
    let typed = String(decoding: before.utf8.dropFirst(offers.replaced.lowerBound), as: UTF8.self)
    let common = offers.commonPrefix
    if common.utf8.count > typed.utf8.count || (offers.candidates.count == 1 && common != typed) {
      CellBuffer.replace(CellBuffer.cursor - typed.utf8.count..<CellBuffer.cursor, with: common)
    } else if offers.candidates.count > 1 {
      let list = OfferList.lines(offers.candidates, size: Terminal.size(1)).joined(separator: "\n") + "\n"
      if isPlain {
        print("\n" + list)
        rl_on_new_line()
      } else {
        CellScreen.leave()
        print(list)
      }
    }
  }

  private func print(_ text: String) { CellScreen.write(text) }

  private func redraw() { if isPlain { rl_redisplay() } else { CellScreen.draw() } }
}
