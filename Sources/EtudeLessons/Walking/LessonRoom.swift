import EtudeSession

/// Where a lesson is given: what shows its text, asks, and runs its lines. A front end is one; so is a test.
public protocol LessonRoom: AnyObject {
  /// Whether there is somebody to answer. Where nobody is, a lesson is shown whole.
  var isAnswered: Bool { get }

  /// Shows a paragraph.
  func say(_ text: String)

  /// Shows a line as if it had been typed at the prompt.
  func echo(_ line: String)

  /// Asks for a line; a statement stands behind the session's own prompt.
  func ask(_ question: LessonPrompt) -> LessonAnswer

  /// Runs a line at the prompt and shows what it gives, errors included; nil if what ran is no cell, or the room is being left.
  func run(_ line: String) -> Cell?
}

/// What is asked for.
public enum LessonPrompt: Sendable, Equatable {
  /// One of these letters.
  case guess([String])
  /// A statement; this is the lesson's own, which the arrow keys bring.
  case statement(String)
  /// Enter, to go on.
  case goingOn
}

/// What came of asking.
public enum LessonAnswer: Sendable, Equatable {
  /// A line; empty for Enter alone.
  case line(String)
  /// Ctrl-C, Ctrl-D or the end of the terminal.
  case left
}

/// How a walk through a lesson ended.
public enum LessonEnding: Sendable, Equatable {
  case done
  /// The reader left.
  case left
  /// Ctrl-C stopped a line that was running.
  case interrupted
  /// A line of the lesson failed; what was wrong has been shown.
  case failed
}
