/// A cell that asks for help: `?verb`, `verb?`, `help verb`, `help transfer learning`, `help`, `?`.
public struct HelpRequest: Sendable, Equatable {
  /// What it asks about; nil for the overview.
  public let topic: String?

  /// Reads a cell's text; nil if it asks for nothing.
  public init?(_ text: String) {
    // `help(crossval)` is what those write who come from Python.
    var text = text[...]
    if text.hasPrefix("help("), text.hasSuffix(")") { text = "help " + text.dropFirst(5).dropLast() }
    let words = text.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }.map(String.init)
    let joined = words.joined(separator: " ")
    // `??fit` and `fit??` are what those write who come from IPython.
    let asked = joined.drop { $0 == "?" }
    let ended = joined.prefix(joined.count - joined.reversed().prefix { $0 == "?" }.count)
    if joined == "?" || joined == "help" {
      topic = nil
    } else if words.count > 1, words[0] == "help", words.dropFirst().allSatisfy(HelpRequest.isWord) {
      topic = words.dropFirst().joined(separator: " ")
    } else if joined.hasPrefix("?"), HelpRequest.isTopic(HelpRequest.trimmed(asked)) {
      topic = HelpRequest.trimmed(asked)
    } else if joined.hasSuffix("?"), HelpRequest.isTopic(HelpRequest.trimmed(ended)) {
      topic = HelpRequest.trimmed(ended)
    } else {
      return nil
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    text.split(separator: " ").joined(separator: " ")
  }

  /// A word of a concept's name, which may have a hyphen: `cross-validation`.
  private static func isWord(_ text: String) -> Bool {
    text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { isTopic(String($0)) }
  }

  private static func isTopic(_ text: String) -> Bool { Scanner.isName(text) }
}
