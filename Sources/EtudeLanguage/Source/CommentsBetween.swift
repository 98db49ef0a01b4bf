/// The comments that stand outside a script's statements: each goes with the statement on its line, or else with the
/// one that follows.
public struct CommentsBetween {
  /// Where the last statement of each source ended, its comment included.
  private var ends: [String: Int] = [:]

  public init() {}

  /// A statement's text with its comments.
  public mutating func text(of span: Span) -> String {
    let source = span.source
    let start = min(ends[source.name] ?? 0, span.range.lowerBound)
    let before = Self.comments(in: source.text(start..<span.range.lowerBound))
    let line = source.lineRange(at: max(span.range.lowerBound, span.range.upperBound - 1))
    let rest = source.text(span.range.upperBound..<max(span.range.upperBound, line.upperBound))
    let isCommented = rest.drop { $0 == " " || $0 == "\t" }.first == "#"
    ends[source.name] = isCommented ? line.upperBound : span.range.upperBound
    return (before + [span.text + (isCommented ? rest : "")]).joined(separator: "\n")
  }

  /// The comments after a source's last statement; empty if there are none.
  public func rest(of source: SourceText) -> String {
    Self.comments(in: source.text((ends[source.name] ?? 0)..<source.bytes.count)).joined(separator: "\n")
  }

  /// The lines that are comments, with a blank line where blank lines part two of them.
  private static func comments(in text: String) -> [String] {
    var comments: [String] = []
    var isParted = false
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let text = line.drop { $0 == " " || $0 == "\t" }
      if text.isEmpty {
        isParted = !comments.isEmpty
      } else if text.first == "#" {
        comments += (isParted ? [""] : []) + [String(text)]
        isParted = false
      }
    }
    return comments
  }
}
