import EtudeCore
import EtudeLanguage
import EtudeSession

/// The loop of cells: a prompt, a cell, what it gives; until Ctrl-D.
public final class Repl {
  let session: Session
  let screen: Screen
  private let signals: Signals
  private let reader: LineReader
  private let history: HistoryFile?
  /// Whether each cell is followed by how long it took.
  var tellsTime = false
  /// The command that was asked about, since it would lose something; the same once more goes ahead.
  private var asked: String?

  /// A loop over a session; cells are kept in `history` if there is one.
  public init(session: Session, screen: Screen, signals: Signals, history: HistoryFile? = .standard()) {
    self.session = session
    self.screen = screen
    self.signals = signals
    self.history = history
    reader = LineReader(signals: signals)
    session.showsHelp = false
  }

  /// Runs until the user leaves; gives how the program ends.
  public func run() -> ProgramExit {
    screen.show("Étude \(Etude.version), a session for music-genre recognition")
    screen.show(
      screen.outputStyle.text("Type help for the verbs, .help for the commands; Ctrl-D leaves.", .faint))
    for cell in history?.load() ?? [] { reader.remember(cell) }
    var unfinished: String?
    var hasAsked = false
    while true {
      let before = unfinished
      switch reader.read(
        prompt: prompt(isContinued: before != nil), continuation: prompt(isContinued: true),
        complete: { line, above in
          let lines = [before, above].compactMap { $0 }
          return Offers.at(
            endOf: line, after: lines.isEmpty ? nil : lines.joined(separator: "\n"), in: session)
        })
      {
      case .interrupted:
        if let before {
          // It stays at hand, as any cell that was typed.
          reader.remember(before)
          session.abandon(before)
        }
        unfinished = nil
        hasAsked = false
      case .end(let above):
        if let number = signals.ending { return .ended(by: number) }
        if above != nil { unfinished = [before, above].compactMap { $0 }.joined(separator: "\n") }
        guard !hasAsked, let question = leavingQuestion(unfinished) else { return .done }
        hasAsked = true
        screen.report(question.rendered(in: screen.errorStyle.isColored ? .coloured : .plain))
      case .line(let line):
        hasAsked = false
        let page = CellText.cells(in: before.map { $0 + "\n" + line } ?? line)
        unfinished = page.rest
        switch run(page.whole) {
        case .done: break
        case .interrupted: unfinished = nil
        case .quit(let status): return status
        }
      }
    }
  }

  /// What to say before the user leaves something behind; nil if there is nothing.
  private func leavingQuestion(_ unfinished: String?, again: String = "Ctrl-D") -> Diagnostic? {
    if unfinished != nil {
      return Diagnostic(
        .warning, at: nil, "this cell is not finished", fix: "Ctrl-C drops it, Ctrl-D again leaves")
    }
    let names = session.unsaved
    guard let first = names.first else { return nil }
    let list = names.prefix(5).map { "'\($0)'" }.joined(separator: ", ") + (names.count > 5 ? " …" : "")
    return Diagnostic(
      .warning, at: nil, "\(list) \(names.count == 1 ? "is" : "are") in no file",
      fix: "save \(first) to: \"net.safetensors\", or leave without: \(again) again")
  }

  /// Whether a command that would lose costly values may go ahead: it asks once.
  func mayLose(before command: String) -> Bool {
    guard asked != command, let question = leavingQuestion(nil, again: command) else { return true }
    asked = command
    screen.report(question.rendered(in: screen.errorStyle.isColored ? .coloured : .plain))
    return false
  }

  enum Outcome {
    case done
    /// Ctrl-C: the rest of a pasted page is not run.
    case interrupted
    case quit(ProgramExit)
  }

  /// Runs cells one after another, until one is interrupted.
  ///
  /// - Parameter echoesAll: whether the first is echoed too, since it was not typed at the prompt.
  func run(_ cells: [String], echoesAll: Bool = false) -> Outcome {
    for (index, cell) in cells.enumerated() {
      if index > 0 || echoesAll { echo(cell) }
      reader.remember(cell)
      history?.append(cell)
      let outcome =
        CellText.isCommand(cell)
        ? obey(cell)
        : evaluate {
          asked = nil
          return session.execute(cell)
        }
      guard case .done = outcome else { return outcome }
    }
    return .done
  }

  /// Runs a cell, and says what belongs below it.
  func evaluate(_ execute: () -> Cell?) -> Outcome {
    guard let ended = screen.working(execute) else { return .done }
    if ended.kind == .help, case .text(let page)? = ended.outputs.first { screen.page(page) }
    for stale in ended.stale {
      screen.show(screen.outputStyle.text(stale.note + "; .refresh makes it again", .faint))
    }
    if tellsTime { screen.show(screen.outputStyle.text(Elapsed.text(ended.seconds), .faint)) }
    if let number = signals.ending { return .quit(.ended(by: number)) }
    if screen.output.failure != nil { return .quit(.failed) }
    return ended.exitStatus == .interrupted ? .interrupted : .done
  }

  private func obey(_ line: String) -> Outcome {
    do {
      let (command, argument) = try SessionCommand.read(line)
      if asked != command.name { asked = nil }
      return try command.obey(self, argument)
    } catch {
      screen.report(Diagnostic(error as? Failure ?? Failure("\(error)"), at: nil))
    }
    return .done
  }

  func echo(_ cell: String) {
    screen.show(indented(cell, heading: "[\(session.promptNumber)] › ", role: .prompt))
  }

  private func prompt(isContinued: Bool) -> Prompt {
    let heading = "[\(session.promptNumber)] ›"
    if !isContinued { return Prompt(heading, style: screen.outputStyle) }
    return Prompt(
      String(repeating: " ", count: heading.count - 1) + "…", style: screen.outputStyle, role: .faint)
  }

  func indented(_ cell: String, heading: String, role: Style.Role = .faint) -> String {
    let margin = "\n" + String(repeating: " ", count: heading.count)
    let lines = cell.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return screen.outputStyle.text(heading, role) + lines.joined(separator: margin)
  }
}
