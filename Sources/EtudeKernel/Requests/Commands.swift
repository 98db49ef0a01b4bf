import EtudeCore
import EtudeLanguage
import EtudeSession

/// Session commands in a notebook's cells: what they show is the cell's.
final class NotebookCommands: CommandHost {
  let session: Session
  private let history: KernelHistory
  private let outlet: Outlet
  var showsTime = false
  /// The command that was asked about, since it would lose something; the same once more goes ahead.
  private var asked: String?

  init(_ session: Session, _ history: KernelHistory, _ outlet: Outlet) {
    self.session = session
    self.history = history
    self.outlet = outlet
  }

  let commands = SessionCommand.common
  let columns: Int? = nil
  var earlierCells: [String] { history.cells }

  func show(_ text: String) { outlet.current?.show(text) }
  func page(_ text: String) { show(text) }
  func faint(_ text: String) -> String { text }
  func echo(_ cell: String) { show(indented(cell, heading: "[\(session.promptNumber)] › ")) }

  func evaluate(_ execute: () -> Cell?) -> CommandOutcome {
    guard let cell = execute() else { return .done }
    if showsTime { show(Elapsed.text(cell.seconds)) }
    return cell.exitStatus == .done ? .done : cell.exitStatus == .interrupted ? .interrupted : .failed
  }

  func mayLose(before command: String) -> Bool {
    guard asked != command, let first = session.unsaved.first else { return true }
    asked = command
    show("'\(first)' is in no file: save it, or write \(command) once more")
    return false
  }

  /// Obeys a cell; what is wrong with it goes to the display.
  func obey(_ line: String) {
    do {
      let (command, argument) = try SessionCommand.read(line, among: commands)
      if asked != command.name { asked = nil }
      _ = try command.obey(self, argument)
    } catch {
      outlet.current?.report(Diagnostic(error as? Failure ?? Failure("\(error)"), at: nil))
    }
  }
}
