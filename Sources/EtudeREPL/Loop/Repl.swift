import EtudeCore
import EtudeLanguage
import EtudeLessons
import EtudeSession

/// The loop of cells: a prompt, a cell, what it gives; until Ctrl-D.
public final class Repl: CommandHost {
  public let session: Session
  let screen: Screen
  let signals: Signals
  private let reader: LineReader
  private let history: HistoryFile?
  public var showsTime = false
  public var commands: [SessionCommand] { SessionCommand.all }
  /// The command that was asked about, since it would lose something; the same once more goes ahead.
  private var asked: String?

  /// A loop over a session; cells are kept in `history` if there is one.
  public init(session: Session, screen: Screen, signals: Signals, history: HistoryFile? = .standard()) {
    self.session = session
    self.screen = screen
    self.signals = signals
    self.history = history
    reader = LineReader(signals: signals, history: history, isPlain: screen.isPlain)
    session.showsHelp = false
  }

  public var columns: Int? { screen.outputColumns }

  public func show(_ text: String) { screen.show(text) }

  public func page(_ text: String) { screen.page(text) }

  public func faint(_ text: String) -> String { screen.outputStyle.text(text, .faint) }

  public var earlierCells: [String] { history?.load() ?? session.history.map(\.source) }

  /// Runs until the user leaves; gives how the program ends.
  public func run() -> ProgramExit {
    screen.show("Étude \(Etude.version), a session for music-genre recognition")
    screen.show(
      screen.outputStyle.text(
        "Type help for the verbs, lesson to learn, .help for the commands; Ctrl-D leaves.", .faint))
    var unfinished: String?
    var hasAsked = false
    while true {
      switch readCell(from: unfinished) {
      case .interrupted(let text):
        if !text.allSatisfy(\.isWhitespace) {
          // It stays at hand, as any cell that was typed.
          reader.remember(text)
          session.abandon(text)
        }
        unfinished = nil
        hasAsked = false
      case .end(let text):
        if let number = signals.ending { return .ended(by: number) }
        unfinished = text
        guard !hasAsked, let question = leavingQuestion(unfinished) else { return .done }
        hasAsked = true
        screen.report(screen.rendered(question))
      case .cell(let text):
        hasAsked = false
        unfinished = nil
        let page = CellText.cells(in: text)
        if case .quit(let status) = run(page.whole + [page.rest].compactMap { $0 }) { return status }
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

  public func mayLose(before command: String) -> Bool {
    guard asked != command, let question = leavingQuestion(nil, again: command) else { return true }
    asked = command
    screen.report(screen.rendered(question))
    return false
  }

  /// Runs cells one after another, until one is interrupted; after one that goes wrong it asks.
  ///
  /// - Parameter echoesAll: whether the first is echoed too, since it was not typed at the prompt.
  func run(_ cells: [String], echoesAll: Bool = false) -> CommandOutcome {
    for (index, cell) in cells.enumerated() {
      if index > 0 || echoesAll { echo(cell) }
      reader.remember(cell)
      history?.append(cell)
      let outcome =
        SessionCommand.isCommand(cell) || isForLessons(cell)
        ? obey(cell)
        : evaluate {
          asked = nil
          return session.execute(cell)
        }
      switch outcome {
      case .done: break
      case .failed:
        let rest = cells[(index + 1)...]
        if !rest.isEmpty, !goesOn(with: rest.count) {
          // What was not run is at hand, as one cell.
          reader.remember(rest.joined(separator: "\n"))
          return outcome
        }
      case .interrupted, .quit: return outcome
      }
    }
    return .done
  }

  /// Asks whether the cells after one that went wrong are run all the same.
  private func goesOn(with count: Int) -> Bool {
    let question = "run the \(count == 1 ? "cell" : "\(count) cells") after it all the same? [y/N]"
    let prompt = Prompt(question, style: screen.outputStyle, role: .faint)
    let answer = reader.read(prompt: prompt, continuation: prompt) { _ in
      Offers(replaced: 0..<0, candidates: [])
    }
    guard case .cell(let text) = answer else { return false }
    return text.drop(while: \.isWhitespace).lowercased().hasPrefix("y")
  }

  public func evaluate(_ execute: () -> Cell?) -> CommandOutcome {
    guard let ended = screen.working(execute) else { return .done }
    if ended.kind == .help, case .text(let page)? = ended.outputs.first { screen.page(page) }
    for stale in ended.stale {
      screen.show(screen.outputStyle.text(stale.note + "; .refresh makes it again", .faint))
    }
    if showsTime { screen.show(screen.outputStyle.text(Elapsed.text(ended.seconds), .faint)) }
    if let number = signals.ending { return .quit(.ended(by: number)) }
    if screen.output.failure != nil { return .quit(.failed) }
    return ended.exitStatus == .interrupted ? .interrupted : ended.exitStatus == .done ? .done : .failed
  }

  /// Whether a cell asks for lessons, as it does unless a name of that spelling is bound.
  private func isForLessons(_ cell: String) -> Bool {
    LessonRequest(cell) != nil && session.interpreter.bindings["lesson"] == nil
  }

  private func obey(_ line: String) -> CommandOutcome {
    do {
      let line =
        SessionCommand.isCommand(line) ? line : SessionCommand.lesson.name + line.drop { !$0.isWhitespace }
      let (command, argument) = try SessionCommand.read(line, among: commands)
      if asked != command.name { asked = nil }
      return try command.obey(self, argument)
    } catch {
      screen.report(Diagnostic(error as? Failure ?? Failure("\(error)"), at: nil))
      return .failed
    }
  }

  public func echo(_ cell: String) {
    let (prompt, rest) = Paste.withPrompts(cell, number: session.promptNumber)
    screen.show(screen.outputStyle.text(prompt, .prompt) + rest)
  }

  /// Asks for a line that is no cell.
  func ask(_ question: String) -> LessonAnswer {
    let prompt = Prompt(question, style: screen.outputStyle)
    let none = Offers(replaced: 0..<0, candidates: [])
    guard case .cell(let line) = reader.read(prompt: prompt, continuation: prompt, complete: { _ in none })
    else {
      return .left
    }
    return .line(line)
  }

  /// Asks for a whole cell; `line` is what the arrow keys bring first.
  func askForStatement(recalling line: String) -> LessonAnswer {
    if !line.isEmpty { reader.remember(line) }
    guard case .cell(let text) = readCell() else { return .left }
    return .line(text)
  }

  private func readCell(from text: String? = nil) -> LineReader.Input {
    reader.read(
      prompt: prompt(isContinued: false), continuation: prompt(isContinued: true), text: text,
      complete: { Offers.lessons(endOf: $0) ?? Offers.at(endOf: $0, in: session, commands: commands) })
  }

  private func prompt(isContinued: Bool) -> Prompt {
    let heading = "[\(session.promptNumber)] ›"
    if !isContinued { return Prompt(heading, style: screen.outputStyle) }
    return Prompt(
      String(repeating: " ", count: heading.count - 1) + "…", style: screen.outputStyle, role: .faint)
  }
}
