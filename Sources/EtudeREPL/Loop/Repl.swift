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
  private var tellsTime = false

  /// A loop over a session; cells are kept in `history` if there is one.
  public init(session: Session, screen: Screen, signals: Signals, history: HistoryFile? = .standard()) {
    self.session = session
    self.screen = screen
    self.signals = signals
    self.history = history
    reader = LineReader(signals: signals)
  }

  /// Runs until the user leaves; gives the program's exit code.
  public func run() -> Int32 {
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
        unfinished = nil
        hasAsked = false
      case .end(let above):
        if let number = signals.ending { return 128 + number }
        if above != nil { unfinished = [before, above].compactMap { $0 }.joined(separator: "\n") }
        guard !hasAsked, let question = leavingQuestion(unfinished) else { return 0 }
        hasAsked = true
        screen.report(question.rendered(in: screen.errorStyle.isColored ? .coloured : .plain))
      case .line(let line):
        hasAsked = false
        let page = CellText.cells(in: before.map { $0 + "\n" + line } ?? line)
        unfinished = page.rest
        switch run(page.whole) {
        case .done: break
        case .interrupted: unfinished = nil
        case .quit(let code): return code
        }
      }
    }
  }

  /// What to say before the user leaves something behind; nil if there is nothing.
  private func leavingQuestion(_ unfinished: String?) -> Diagnostic? {
    if unfinished != nil {
      return Diagnostic(
        .warning, at: nil, "this cell is not finished", fix: "Ctrl-C drops it, Ctrl-D again leaves")
    }
    let names = session.unsaved
    guard let first = names.first else { return nil }
    let list = names.prefix(5).map { "'\($0)'" }.joined(separator: ", ") + (names.count > 5 ? " …" : "")
    return Diagnostic(
      .warning, at: nil, "\(list) \(names.count == 1 ? "is" : "are") in no file",
      fix: "save \(first) to: \"net.safetensors\", or leave without: Ctrl-D again")
  }

  private enum Outcome {
    case done
    /// Ctrl-C: the rest of a pasted page is not run.
    case interrupted
    case quit(Int32)
  }

  private func run(_ cells: [String]) -> Outcome {
    for (index, cell) in cells.enumerated() {
      if index > 0 { echo(cell) }
      reader.remember(cell)
      history?.append(cell)
      let outcome = CellText.isCommand(cell) ? obey(cell) : evaluate { session.execute(cell) }
      guard case .done = outcome else { return outcome }
    }
    return .done
  }

  private func evaluate(_ execute: () -> Cell) -> Outcome {
    let ended = screen.working(execute)
    if tellsTime { screen.show(screen.outputStyle.text(Repl.time(ended.seconds), .faint)) }
    if let number = signals.ending { return .quit(128 + number) }
    if screen.output.failure != nil { return .quit(70) }
    return ended.exitCode == 130 ? .interrupted : .done
  }

  private func obey(_ line: String) -> Outcome {
    do {
      switch try SessionCommand(line) {
      case .quit: return .quit(0)
      case .time(let tells): tellsTime = tells
      case .help:
        screen.show(Help.overview(session.vocabulary))
        let width = SessionCommand.summaries.map(\.usage.count).max() ?? 0
        for (usage, summary) in SessionCommand.summaries {
          screen.show("  " + usage + String(repeating: " ", count: width - usage.count + 2) + summary)
        }
      case .history:
        for (number, cell) in session.history {
          screen.show(indented(cell, heading: number.map { "[\($0)] " } ?? ""))
        }
      case .variables: showVariables()
      case .runs: try showRuns()
      case .open(let path): return open(path)
      }
    } catch {
      screen.report(Diagnostic(error as? Failure ?? Failure("\(error)"), at: nil))
    }
    return .done
  }

  /// Runs a script statement by statement, each as a cell, until one fails.
  private func open(_ path: String) -> Outcome {
    for opened in session.open(file: path)?.cells ?? [] {
      echo(opened.source)
      var failed = false
      let outcome = evaluate {
        let cell = session.execute(opened)
        failed = cell.exitCode != 0
        return cell
      }
      guard case .done = outcome, !failed else { return outcome }
    }
    return .done
  }

  private func echo(_ cell: String) {
    screen.show(indented(cell, heading: "[\(session.promptNumber)] › ", role: .prompt))
  }

  private func prompt(isContinued: Bool) -> Prompt {
    let heading = "[\(session.promptNumber)] ›"
    if !isContinued { return Prompt(heading, style: screen.outputStyle) }
    return Prompt(
      String(repeating: " ", count: heading.count - 1) + "…", style: screen.outputStyle, role: .faint)
  }

  private func indented(_ cell: String, heading: String, role: Style.Role = .faint) -> String {
    let margin = "\n" + String(repeating: " ", count: heading.count)
    let lines = cell.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return screen.outputStyle.text(heading, role) + lines.joined(separator: margin)
  }

  private static func time(_ seconds: Double) -> String {
    if seconds < 0.9995 { return "\(Int((seconds * 1000).rounded())) ms" }
    if seconds < 60 { return "\((seconds * 100).rounded() / 100) s" }
    return ProgressBar.duration(seconds)
  }
}
