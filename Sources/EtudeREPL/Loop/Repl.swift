import EtudeCore
import Glibc

/// The loop of cells: a prompt, a cell, what it gives; until Ctrl-D.
public final class Repl {
  private let notebook: any Notebook
  private let screen: Screen
  private let signals: Signals
  private let reader: LineReader
  private let history: HistoryFile?
  private var tellsTime = false

  /// A loop over a notebook; cells are kept in `history` if there is one.
  public init(notebook: any Notebook, screen: Screen, signals: Signals, history: HistoryFile? = .standard()) {
    self.notebook = notebook
    self.screen = screen
    self.signals = signals
    self.history = history
    reader = LineReader(signals: signals)
  }

  /// Runs until the user leaves; gives the program's exit code.
  public func run() -> Int32 {
    screen.show("Étude \(Etude.version), a notebook for music-genre recognition")
    screen.show(
      screen.outputStyle.text("Type help for the verbs, .help for the commands; Ctrl-D leaves.", .faint))
    for cell in history?.load() ?? [] { reader.remember(cell) }
    var unfinished: String?
    while true {
      let before = unfinished
      switch reader.read(
        prompt: prompt(isContinued: before != nil), complete: { self.completion($0, after: before) })
      {
      case .interrupted: unfinished = nil
      case .end: return signals.ending.map { 128 + $0 } ?? 0
      case .line(let line):
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
      let outcome = cell.hasPrefix(".") ? obey(cell) : evaluate(cell)
      guard case .done = outcome else { return outcome }
    }
    return .done
  }

  private func evaluate(_ cell: String) -> Outcome {
    signals.cancellation.clear()
    let began = Screen.now()
    let result = screen.working { notebook.run(cell) }
    if !result.messages.isEmpty { screen.report(result.messages) }
    if tellsTime {
      let seconds = Screen.now() - began
      screen.show(screen.outputStyle.text(Repl.time(seconds), .faint))
    }
    if let number = signals.ending { return .quit(128 + number) }
    if screen.output.failure != nil { return .quit(70) }
    return result.isInterrupted ? .interrupted : .done
  }

  private func obey(_ line: String) -> Outcome {
    do {
      switch try SessionCommand(line) {
      case .quit: return .quit(0)
      case .time(let tells): tellsTime = tells
      case .help:
        screen.show(notebook.overview)
        let width = SessionCommand.summaries.map(\.usage.count).max() ?? 0
        for (usage, summary) in SessionCommand.summaries {
          screen.show("  " + usage + String(repeating: " ", count: width - usage.count + 2) + summary)
        }
      case .history:
        for (number, cell) in notebook.cells {
          screen.show(indented(cell, heading: "[\(number)] "))
        }
      case .variables: screen.show(notebook.variables)
      case .runs: screen.show(notebook.runs)
      case .open(let path): return try open(path)
      }
    } catch {
      let failure = error as? Failure ?? Failure("\(error)")
      screen.report(
        screen.errorStyle.text("error:", .error) + " " + failure.cause
          + (failure.fix.map { "\n  " + $0 } ?? ""))
    }
    return .done
  }

  /// Runs a script cell by cell, as if it had been pasted.
  private func open(_ path: String) throws -> Outcome {
    let text = String(decoding: try WholeFile.read(path), as: UTF8.self)
    let page = CellText.cells(in: text)
    for cell in page.whole + (page.rest.map { [$0] } ?? []) {
      echo(cell)
      let outcome = evaluate(cell)
      guard case .done = outcome else { return outcome }
    }
    return .done
  }

  private func echo(_ cell: String) {
    screen.show(indented(cell, heading: "[\(notebook.nextNumber)] › ", role: .prompt))
  }

  private func prompt(isContinued: Bool) -> Prompt {
    let heading = "[\(notebook.nextNumber)] ›"
    if !isContinued { return Prompt(heading, style: screen.outputStyle) }
    return Prompt(
      String(repeating: " ", count: heading.count - 1) + "…", style: screen.outputStyle, role: .faint)
  }

  private func indented(_ cell: String, heading: String, role: Style.Role = .faint) -> String {
    let margin = "\n" + String(repeating: " ", count: heading.count)
    let lines = cell.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return screen.outputStyle.text(heading, role) + lines.joined(separator: margin)
  }

  private func completion(_ text: String, after before: String?) -> Completion {
    guard before == nil, text.hasPrefix(".") else {
      return PathCompletion.offers(in: text)
        ?? notebook.completion(of: text, after: before.map { $0 + "\n" } ?? "")
    }
    return Completion(
      replaced: 0..<text.utf8.count,
      candidates: SessionCommand.names.filter { $0.hasPrefix(text) }.map { .init($0) })
  }

  private static func time(_ seconds: Double) -> String {
    if seconds < 0.9995 { return "\(Int((seconds * 1000).rounded())) ms" }
    if seconds < 60 { return "\((seconds * 100).rounded() / 100) s" }
    return ProgressBar.duration(seconds)
  }
}
