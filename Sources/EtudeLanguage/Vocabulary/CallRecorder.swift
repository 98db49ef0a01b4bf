/// Told of the calls whose verbs are kept in a record of runs, around their work.
public protocol CallRecorder: AnyObject {
  /// Does the work of a call by `body`; gives its value, or throws what it throws.
  func run(_ call: RecordedCall, _ body: () throws -> Value) throws -> Value
}

/// A call with its place among all that runs.
public struct RecordedCall {
  public let call: Call
  /// The statement that it stands in, as far as that has run.
  public let executed: ExecutedStatement
  /// Its place among the recorded calls of the statement, from 0; the calls that a list spreads into share one.
  public let place: Int
  /// Its place among the calls that a list spreads into, from 0.
  public let turn: Int
  /// What the list calls its item: `0.01`, or the name given to it; nil if the call goes over no list.
  public let label: String?
  /// The statement that it stands in, or the one of a loop's body.
  let statement: Statement

  /// The statement with every default written out.
  public func resolved(_ vocabulary: Vocabulary) -> String {
    var printer = Printer(vocabulary, executed.facts, writesDefaults: true)
    printer.derived = executed.derived
    return printer.text(statement)
  }
}
