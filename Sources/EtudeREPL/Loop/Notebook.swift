/// What the loop asks of the session behind it.
public protocol Notebook: AnyObject {
  /// The number that the next cell gets.
  var nextNumber: Int { get }
  /// Runs a cell, whatever is wrong with it; results are shown while it runs.
  func run(_ cell: String) -> CellOutcome
  /// What fits at the end of `text`, a line that follows the unfinished lines `before`.
  func completion(of text: String, after before: String) -> Completion
  /// The cells run so far, with their numbers.
  var cells: [(number: Int, text: String)] { get }
  /// The names bound so far, a line each.
  var variables: String { get }
  /// The results of this session, a line each.
  var runs: String { get }
  /// The verbs, a line each.
  var overview: String { get }
}

/// How a cell ended.
public struct CellOutcome: Sendable {
  /// Errors and warnings, rendered; empty if there are none.
  public var messages: String
  /// Whether Ctrl-C ended it.
  public var isInterrupted: Bool

  public init(messages: String = "", isInterrupted: Bool = false) {
    self.messages = messages
    self.isInterrupted = isInterrupted
  }
}
