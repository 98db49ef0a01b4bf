/// Colours of text in a terminal; without colour, text stays as it is.
public struct Style: Sendable {
  public let isColored: Bool

  public init(isColored: Bool) { self.isColored = isColored }

  /// Colours for what is written to a descriptor: in a terminal, unless `NO_COLOR` is set.
  public static func standard(for descriptor: Int32) -> Style {
    Style(
      isColored: Variables.value("NO_COLOR") == nil && Terminal.understandsControlSequences(descriptor))
  }

  /// What a piece of text is, and so its colour.
  public enum Role: String, Sendable {
    case prompt = "1;36"
    case faint = "2"
    case strong = "1"
    case error = "1;31"
    case warning = "1;33"
    case fix = "32"
  }

  /// `text` in the colour of its role.
  public func text(_ text: String, _ role: Role) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Diagnostics as the language renders them, with `error:`, `warning:`, the carets and the fix coloured.
  public func diagnostics(_ rendered: String) -> String {
    guard isColored else { return rendered }
    return rendered.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      diagnostic(line: String(line))
    }.joined(separator: "\n")
  }

  private func diagnostic(line: String) -> String {
    for (word, role) in [("error:", Role.error), ("warning:", Role.warning)] {
      guard let found = range(of: word, in: line), isHeading(line, before: found.lowerBound) else { continue }
      return text(String(line[..<found.lowerBound]), .faint) + text(word, role)
        + text(String(line[found.upperBound...]), .strong)
    }
    let bar = line.drop { $0 == " " }
    if bar.hasPrefix("|"), let caret = bar.firstIndex(of: "^"),
      bar[bar.index(after: bar.startIndex)..<caret].allSatisfy({ $0 == " " || $0 == "\t" })
    {
      let fix = bar[caret...].drop { $0 == "^" }
      return String(line[..<caret]) + text(String(bar[caret..<fix.startIndex]), .error)
        + text(String(fix), .fix)
    }
    return line
  }

  /// A heading is `error: …` or `FILE:LINE:COLUMN: error: …`; a line of source has a bar before such words.
  private func isHeading(_ line: String, before index: String.Index) -> Bool {
    let before = line[..<index]
    return before.isEmpty || (before.hasSuffix(": ") && !before.contains(" | "))
  }

  private func range(of word: String, in line: String) -> Range<String.Index>? {
    line.firstRange(of: word)
  }
}
