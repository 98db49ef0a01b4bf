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
    let before = source.text(start..<span.range.lowerBound).split(separator: "\n").compactMap { line in
      let text = line.drop { $0 == " " || $0 == "\t" }
      return text.first == "#" ? text.hasSuffix("\r") ? String(text.dropLast()) : String(text) : nil
    }
    let line = source.lineRange(at: max(span.range.lowerBound, span.range.upperBound - 1))
    let rest = source.text(span.range.upperBound..<max(span.range.upperBound, line.upperBound))
    let isCommented = rest.drop { $0 == " " || $0 == "\t" }.first == "#"
    ends[source.name] = isCommented ? line.upperBound : span.range.upperBound
    return (before + [span.text + (isCommented ? rest : "")]).joined(separator: "\n")
  }
}
