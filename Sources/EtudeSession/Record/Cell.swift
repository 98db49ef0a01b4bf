import EtudeLanguage

/// What a cell was and gave.
public struct Cell: Sendable {
  /// The number in its prompt; in a script, the statement's place from 1; nil for comments alone, which run nothing.
  public let number: Int?
  public let source: String
  public internal(set) var outputs: [CellOutput] = []
  /// The value that it gave; nil if it gave none.
  public internal(set) var value: Value?
  /// The exit code that a program would end with: 0 if all went well.
  public internal(set) var exitCode: Int32 = 0
  /// How long it took, in seconds; never exported.
  public internal(set) var seconds = 0.0

  /// The text of a cell that is comments alone, without their signs.
  var prose: String {
    let lines = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      let text = line.drop(while: \.isWhitespace).drop { $0 == "#" }
      return text.first == " " ? text.dropFirst() : text
    }
    return lines.joined(separator: "\n")
  }
}

/// A thing that a cell showed.
public enum CellOutput: Sendable {
  /// A line, or a few, of results.
  case text(String)
  /// A value that is a picture, where it can be had as PNG.
  case picture(any PictureBytes)
  /// An error or a warning.
  case diagnostic(Diagnostic)
}
