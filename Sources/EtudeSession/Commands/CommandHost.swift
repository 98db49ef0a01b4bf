import EtudeLanguage

/// What session commands work on: a session, where its cells run, and where lines are shown.
public protocol CommandHost: AnyObject {
  var session: Session { get }
  /// The commands that there are here.
  var commands: [SessionCommand] { get }
  /// Whether each cell is followed by how long it took.
  var showsTime: Bool { get set }
  /// Columns that a line may have; nil where that does not matter.
  var columns: Int? { get }
  /// The cells of all sessions, oldest first.
  var earlierCells: [String] { get }
  /// Shows a line, or several.
  func show(_ text: String)
  /// Shows a text that may be long.
  func page(_ text: String)
  /// A text as what is beside the point is shown.
  func faint(_ text: String) -> String
  /// Shows a cell that was not typed.
  func echo(_ cell: String)
  /// Runs a cell, and says what belongs below it.
  func evaluate(_ execute: () -> Cell?) -> CommandOutcome
  /// Whether a command that would lose costly values may go ahead: it asks once.
  func mayLose(before command: String) -> Bool
}

/// What came of a command, or of a cell.
public enum CommandOutcome {
  case done
  /// A cell went wrong: what follows it is asked about.
  case failed
  /// Ctrl-C: the rest of a pasted page is not run.
  case interrupted
  case quit(ProgramExit)
}

extension CommandHost {
  /// A cell under a heading, its further lines below its first.
  public func indented(_ cell: String, heading: String) -> String {
    let margin = "\n" + String(repeating: " ", count: heading.count)
    let lines = cell.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return faint(heading) + lines.joined(separator: margin)
  }
}
