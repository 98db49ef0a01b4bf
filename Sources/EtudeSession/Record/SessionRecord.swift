import EtudeLanguage

/// A session as it was at a moment: what saving, export and the kind `session` are made from.
public struct SessionRecord: Sendable {
  public let vocabulary: Vocabulary
  /// The cells that have ended.
  public let cells: [Cell]
  /// Every statement that ran to its end, in order.
  public let statements: [ExecutedStatement]
  /// Names with their values and makers.
  public let bindings: [String: Binding]
  /// The file in which runs are recorded; nil if none are.
  public let runs: String?
  /// The name of the script, or nil in the REPL.
  public let script: String?
  /// Processor threads that it ran with.
  public let threads: Int
}
