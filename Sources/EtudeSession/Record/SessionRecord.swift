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
  /// Where relative paths were read from.
  public let readingFolder: String
  /// The name of the script, or nil in the REPL.
  public let script: String?
}
