import EtudeLanguage

/// What a cell was and gave.
public struct Cell: Sendable {
  /// The number in its prompt; in a script, the statement's place from 1; nil for comments and help, which run nothing.
  public let number: Int?
  public let source: String
  public internal(set) var kind: Kind
  public internal(set) var outputs: [CellOutput] = []
  /// The value that it gave; nil if it gave none.
  public internal(set) var value: Value?
  /// Whether it bound a name or wrote a file, so that what follows may stand on it.
  public internal(set) var leftSomething = false
  /// How a program would end with it.
  public internal(set) var exitStatus = ProgramExit.done
  /// How long it took, in seconds.
  public internal(set) var seconds = 0.0
  /// What it mentions that was made from values which have changed since.
  public internal(set) var stale: [StaleName] = []

  public enum Kind: Sendable {
    case code
    /// Comments alone.
    case prose
    /// It asked for help.
    case help
    /// It was given up before it ran.
    case abandoned
  }

  init(number: Int?, source: String, kind: Kind = .code) {
    self.number = number
    self.source = source
    self.kind = kind
  }
}

/// A thing that a cell showed.
public enum CellOutput: Sendable {
  /// A line, or a few, of results.
  case text(String)
  /// A value that is more than its text: rows and columns, sound. The text is empty where it was only heard.
  case value(any ObjectValue, String)
  /// A value that is a picture, where it can be had as PNG.
  case picture(any PictureBytes)
  /// An error or a warning.
  case diagnostic(Diagnostic)
}
