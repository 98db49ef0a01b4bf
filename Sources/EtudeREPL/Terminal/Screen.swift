import EtudeCore
import EtudeLanguage
import EtudeSession
import Glibc
import Synchronization

/// The one place that writes while statements run: results on standard output, warnings, errors and the progress
/// bar on standard error, never on top of each other.
///
/// The bar is drawn by a timer, at most ten times a second and not before half a second of work, so that work may
/// tell of itself as often as it likes. There is none where standard error is not a terminal.
public final class Screen: Sendable {
  public let output: Stream
  public let errors: Stream
  public let outputStyle: TerminalStyle
  public let errorStyle: TerminalStyle
  private let drawsBar: Bool
  private let isQuiet: Bool
  /// Whether it is read aloud: no colours, no bars, no pictures, nothing drawn twice.
  let isPlain: Bool
  let pictures: PictureChoice
  private let state = Mutex(State())

  private struct State {
    var stages = Stages()
    var isWorking = false
    var workBegan = 0.0
    var barIsDrawn = false
    var ticker: Ticker?
  }

  /// Seconds of work before a bar is drawn.
  static let patience = 0.5

  /// A quiet screen draws no bar, prints no warnings, and does not say which files were written.
  ///
  /// - Parameters:
  ///   - isPlain: whether it is read aloud, as a screen reader does: lines of text, one after another.
  ///   - pictures: how pictures are shown.
  ///   - onFailure: told once, when results can no longer be written.
  public init(
    output: Int32 = 1, errors: Int32 = 2, isQuiet: Bool = false, isPlain: Bool = false,
    pictures: PictureChoice = .auto, onFailure: @escaping @Sendable () -> Void = {}
  ) {
    self.output = Stream(descriptor: output, onFailure: onFailure)
    self.errors = Stream(descriptor: errors)
    self.isQuiet = isQuiet
    self.isPlain = isPlain
    self.pictures = isPlain ? min(pictures, .text) : pictures
    outputStyle = isPlain ? TerminalStyle(isColored: false) : .standard(for: output)
    errorStyle = isPlain ? TerminalStyle(isColored: false) : .standard(for: errors)
    drawsBar = !isQuiet && !isPlain && Terminal.understandsControlSequences(errors)
  }

  /// Writes a result and a line end to standard output; in a terminal, lines longer than its width break at spaces.
  public func show(_ text: String) {
    write((outputColumns.map { Wrapping.wrapped(text, width: $0) } ?? text) + "\n", to: output)
  }

  /// Writes a value as a text stands for it; in a terminal too narrow for a table's lines, the table is laid out anew.
  func show(_ value: Value, as text: String) {
    guard let width = outputColumns, case .object(let object as any TabularValue) = value,
      let layout = object.shownTable?.layout
    else { return show(text) }
    let (lines, fitting) = (layout.lines(), layout.lines(fitting: width))
    show(
      lines == fitting
        ? text
        : text.replacing(
          lines.joined(separator: "\n"), with: fitting.joined(separator: "\n"), maxReplacements: 1))
  }

  /// Columns of the terminal that results go to; nil if they go elsewhere.
  var outputColumns: Int? {
    Terminal.isTerminal(output.descriptor) ? Terminal.size(output.descriptor).columns : nil
  }

  /// Writes text as it is to standard output.
  public func write(_ text: String) { write(text, to: output) }

  /// Writes a message and a line end to standard error.
  public func report(_ text: String) { write(text + "\n", to: errors) }

  /// Writes an error or a warning to standard error; a quiet screen keeps warnings to itself.
  public func report(_ diagnostic: Diagnostic) {
    if isQuiet && diagnostic.severity == .warning { return }
    report(rendered(diagnostic))
  }

  /// An error or a warning as it stands on standard error: in a terminal, what is said breaks at spaces; the line of the
  /// text that it points into does not.
  func rendered(_ diagnostic: Diagnostic) -> String {
    let text = diagnostic.rendered(in: errorStyle.isColored ? .coloured : .plain)
    guard Terminal.isTerminal(errors.descriptor) else { return text }
    return Wrapping.wrapped(
      message: text, fix: diagnostic.fix, width: Terminal.size(errors.descriptor).columns)
  }

  /// Says on standard error what was done; a quiet screen does not.
  public func tell(_ text: String) {
    if !isQuiet { report(errorStyle.text(text, .faint)) }
  }

  /// Takes what work says of itself: for `Work.listener`.
  public func take(_ event: WorkEvent) {
    switch event {
    case .warning(let message):
      report(Diagnostic(.warning, at: nil, message))
    case .progress(let stage, let done, let total, let note):
      state.withLock { state in
        state.stages.take(stage, done: done, total: total, note: note, now: SteadyClock.seconds())
      }
    }
  }

  /// Draws a bar while `body` runs, if it runs long; leaves none behind.
  public func working<Value>(_ body: () throws -> Value) rethrows -> Value {
    begin()
    defer { end() }
    return try body()
  }

  /// Empties the window, what scrolled away included, where results go to a terminal that can.
  public func clearWindow() {
    if !isPlain, Terminal.understandsControlSequences(output.descriptor) {
      write("\u{1B}[H\u{1B}[2J\u{1B}[3J", to: output)
    }
  }

  /// Takes the bar away; for a program that is ended in the middle of work.
  public func clear() { state.withLock { erase(&$0) } }

  private func begin() {
    guard drawsBar else { return }
    state.withLock { state in
      state.stages = Stages()
      state.isWorking = true
      state.workBegan = SteadyClock.seconds()
      // Where the system gives no thread for it, there is no bar.
      state.ticker = try? Ticker(after: Screen.patience, every: 0.1) { [weak self] in self?.draw() }
    }
  }

  private func end() {
    state.withLock { state in
      state.ticker?.stop()
      state.ticker = nil
      state.isWorking = false
      erase(&state)
    }
  }

  private func draw() {
    state.withLock { state in
      guard state.isWorking, let line = line(state, now: SteadyClock.seconds()) else { return erase(&state) }
      errors.write("\r" + errorStyle.text(line, .faint) + "\u{1B}[K")
      state.barIsDrawn = true
    }
  }

  private func line(_ state: State, now: Double) -> String? {
    // Room for the ^C that the terminal echoes, so that no bar goes over the end of its line.
    let width = Terminal.size(errors.descriptor).columns - 3
    let stages = state.stages
    if stages.stages.isEmpty {
      return now - state.workBegan < 1 ? nil : ProgressBar.line(width: width, elapsed: now - state.workBegan)
    }
    return ProgressBar.line(
      width: width, stages: stages.stages.map { .init($0.name, done: $0.done, total: $0.total) },
      share: stages.share, remaining: stages.remaining(now: now),
      note: stages.stages.last { !$0.note.isEmpty }?.note ?? "")
  }

  private func write(_ text: String, to stream: Stream) {
    state.withLock { state in
      erase(&state)
      stream.write(text)
    }
  }

  private func erase(_ state: inout State) {
    guard state.barIsDrawn else { return }
    errors.write("\r\u{1B}[K")
    state.barIsDrawn = false
  }
}
