import CReadline
import EtudeSession
import Glibc
import Synchronization

/// What readline's callbacks, which carry no context, leave for the reader that waits in `read`.
private let callback = Mutex(Callback())

private struct Callback {
  enum Event { case line(String), end }
  var event: Event?
  var wantsCompletion = false
  var pasted: String?

  mutating func take() -> Event? {
    defer { event = nil }
    return event
  }

  mutating func takePaste() -> String? {
    defer { pasted = nil }
    return pasted
  }
}

/// Reads lines from the terminal with GNU readline through its callback interface, so that signals are heard while
/// a line is edited. To be used from one thread.
public final class LineReader {
  /// What came of reading a line.
  public enum Input: Equatable, Sendable {
    /// A line; a page pasted at once comes as one line with line ends in it.
    case line(String)
    /// Ctrl-C: the line was dropped.
    case interrupted
    /// Ctrl-D, or the terminal is gone; with the lines of a pasted page that stand above, if any do.
    case end(above: String?)
  }

  private let signals: Signals
  /// The line remembered last.
  private var last: String?
  /// The prompt of the line that is read, and that of what goes on from lines above it.
  private var prompt = Prompt("", style: Style(isColored: false))
  private var continuation = Prompt("", style: Style(isColored: false))
  /// The lines of a pasted page that stand above the one that is edited.
  private var above: String?

  /// Readies readline. Standard output must be the terminal.
  public init(signals: Signals) {
    self.signals = signals
    // Readline keeps the pointer, so the name lives as long as the program.
    readline_configure(strdup("etude"))
    rl_initialize()
    for (variable, value) in [
      ("enable-bracketed-paste", Terminal.understandsControlSequences(1) ? "on" : "off"),
      ("page-completions", "off"), ("bell-style", "none"), ("blink-matching-paren", "on"),
    ] {
      rl_variable_bind(variable, value)
    }
    rl_bind_keyseq("\\e[200~") { _, _ in
      let text = Paste.read()
      callback.withLock { $0.pasted = text }
      return 0
    }
    rl_bind_key(
      9,
      { _, _ in
        callback.withLock { $0.wantsCompletion = true }
        return 0
      })
    using_history()
  }

  /// Adds a line to what the arrow keys bring back, once if it is the last one again.
  public func remember(_ line: String) {
    guard line != last else { return }
    add_history(line)
    last = line
  }

  /// Reads a line.
  ///
  /// A page pasted that is taller than the window is printed, and its last line alone is left to be edited.
  ///
  /// - Parameters:
  ///   - continuation: the prompt of that last line.
  ///   - complete: asked for what TAB offers for the text before the cursor; the second text are the lines of a pasted
  ///     page before it.
  public func read(prompt: Prompt, continuation: Prompt, complete: (String, String?) -> Offers) -> Input {
    callback.withLock { $0 = Callback() }
    self.prompt = prompt
    self.continuation = continuation
    above = nil
    // What came too late for the line before is not meant for this one.
    _ = signals.wakes()
    return signals.editing {
      install(prompt)
      defer { rl_callback_handler_remove() }
      return wait(complete: complete)
    }
  }

  private func install(_ prompt: Prompt) {
    rl_callback_handler_install(prompt.text) { line in
      // Removed at once, else readline would print the prompt again before the line has run.
      rl_callback_handler_remove()
      callback.withLock { $0.event = line.map { .line(String(cString: $0)) } ?? .end }
      free(line)
    }
  }

  private func wait(complete: (String, String?) -> Offers) -> Input {
    while true {
      var sources = [
        pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals.wakeDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&sources, 2, -1) < 0 && errno != EINTR { return .end(above: nil) }
      if sources[1].revents != 0, let input = take(signals.wakes()) { return input }
      guard sources[0].revents != 0 else { continue }
      rl_callback_read_char()
      switch callback.withLock({ $0.take() }) {
      case .line(let line): return .line(above.map { $0 + "\n" + line } ?? line)
      case .end:
        print("\n")
        return .end(above: above)
      case nil: break
      }
      let wantsCompletion = callback.withLock { state in
        defer { state.wantsCompletion = false }
        return state.wantsCompletion
      }
      if wantsCompletion { offer(complete) }
      if let pasted = callback.withLock({ $0.takePaste() }) { insert(pasted) }
    }
  }

  /// Puts a pasted text at the cursor.
  private func insert(_ pasted: String) {
    let line = readline_text().map { String(cString: $0) } ?? ""
    let margin = above == nil ? prompt.columns : continuation.columns
    guard pasted.contains("\n"), !Paste.fits(line + pasted, in: Terminal.size(1), margin: margin) else {
      rl_insert_text(pasted)
      rl_redisplay()
      return
    }
    let before = textBeforeCursor()
    let after = String(decoding: line.utf8.dropFirst(before.utf8.count), as: UTF8.self)
    var lines = (before + pasted).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let rest = lines.removeLast()
    // Readline takes the line it has drawn away; then the page stands where that was.
    rl_replace_line("", 1)
    rl_redisplay()
    var heading = above == nil ? prompt.shown : continuation.shown
    var page = "\r\u{1B}[K"
    for line in lines {
      page += heading + line + "\n"
      heading = continuation.shown
    }
    print(page)
    above = ((above.map { [$0] } ?? []) + lines).joined(separator: "\n")
    rl_set_prompt(continuation.text)
    rl_on_new_line()
    rl_insert_text(rest + after)
    readline_move_cursor(Int32(rest.utf8.count))
    rl_redisplay()
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
        rl_redisplay()
        // Before the handler goes, since that moves the cursor to the line's beginning.
        print("^C\n")
        rl_replace_line("", 1)
        rl_callback_handler_remove()
        return .interrupted
      case .resize: rl_resize_terminal()
      case .suspend:
        rl_deprep_terminal()
        Signals.suspend()
        readline_prepare_terminal(1)
        rl_forced_update_display()
      case .end:
        rl_callback_handler_remove()
        print("\n")
        return .end(above: nil)
      }
    }
    return nil
  }

  private func offer(_ complete: (String, String?) -> Offers) {
    let before = textBeforeCursor()
    if before.allSatisfy(\.isWhitespace) {
      rl_insert_text("  ")
      rl_redisplay()
      return
    }
    let offers = complete(before, above)
    guard !offers.candidates.isEmpty, offers.replaced.upperBound == before.utf8.count else { return }
    let typed = String(decoding: before.utf8.dropFirst(offers.replaced.lowerBound), as: UTF8.self)
    let common = offers.commonPrefix
    if common.utf8.count > typed.utf8.count || (offers.candidates.count == 1 && common != typed) {
      rl_begin_undo_group()
      rl_delete_text(Int32(offers.replaced.lowerBound), Int32(offers.replaced.upperBound))
      readline_move_cursor(Int32(offers.replaced.lowerBound))
      rl_insert_text(common)
      rl_end_undo_group()
    } else if offers.candidates.count > 1 {
      show(offers.candidates.map(\.shown), prefix: common)
      rl_forced_update_display()
    }
    rl_redisplay()
  }

  private func textBeforeCursor() -> String {
    guard let text = readline_text() else { return "" }
    let bytes = UnsafeRawBufferPointer(start: text, count: Int(readline_cursor()))
    return String(decoding: bytes, as: UTF8.self)
  }

  private func show(_ candidates: [String], prefix: String) {
    var matches: [UnsafeMutablePointer<CChar>?] = ([prefix] + candidates).map { strdup($0) }
    defer { for match in matches { free(match) } }
    let longest = candidates.map(\.utf8.count).max() ?? 0
    matches.append(nil)
    matches.withUnsafeMutableBufferPointer {
      rl_display_match_list($0.baseAddress, Int32(candidates.count), Int32(longest))
    }
  }

  /// Writes to the terminal past readline, whose own output goes through C's buffered stream.
  private func print(_ text: String) {
    fflush(nil)
    Stream(descriptor: 1).write(text)
  }
}

/// A prompt in readline's form, its colours marked as taking no room.
public struct Prompt: Sendable {
  package let text: String
  /// The prompt as it is printed without readline.
  var shown: String { text.filter { $0 != "\u{1}" && $0 != "\u{2}" } }
  /// Columns that it takes.
  var columns: Int { Wrapping.columns(shown) }

  /// `text` in the colour of a role.
  public init(_ text: String, style: Style, role: Style.Role = .prompt) {
    guard style.isColored else {
      self.text = text + " "
      return
    }
    let parts = style.text("\u{0}", role).split(separator: "\u{0}", omittingEmptySubsequences: false)
    self.text = "\u{1}\(parts.first ?? "")\u{2}\(text)\u{1}\(parts.last ?? "")\u{2} "
  }
}
