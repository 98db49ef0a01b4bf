/// A change of a text that a diagnostic proposes: what stands in a span gives way to another text.
public struct Replacement: Sendable {
  public let span: Span
  public let text: String
  /// The fix as the message says it: `write 'fit net mels'`, `did you mean 'folds'?`.
  public let words: String
  /// Whether it is the same word, spelt right or as it is called here.
  var isSpelling = false
  /// Whether it puts a verb's name in place of another word, so that what follows may have to be mended for that verb.
  var namesVerb = false

  public init(_ span: Span, _ text: String, words: String? = nil) {
    self.span = span
    self.text = text
    // A string has quotes of its own.
    self.words = words ?? (text.hasPrefix("\"") ? "write \(text)" : "write '\(text)'")
  }

  /// The whole text with the change made.
  public var applied: SourceText {
    let source = span.source
    return SourceText(name: source.name, text: text(of: 0..<source.bytes.count))
  }

  /// A part of the text around the span, with the change made in it.
  func text(of part: Range<Int>) -> String {
    let source = span.source
    return source.text(part.lowerBound..<max(part.lowerBound, span.range.lowerBound)) + text
      + source.text(min(part.upperBound, span.range.upperBound)..<part.upperBound)
  }
}

extension Replacement {
  /// `did you mean 'folds'?`, or nil where no candidate is near.
  static func nearest(to word: String, at span: Span, among candidates: some Sequence<String>) -> Replacement?
  {
    Suggestion.nearest(to: word, among: candidates).map { meant($0, at: span) }
  }

  /// A sign in place of another.
  static func sign(_ sign: String, at span: Span) -> Replacement {
    var change = Replacement(span, sign)
    change.isSpelling = true
    return change
  }

  static func meant(_ word: String, at span: Span) -> Replacement {
    var meant = Replacement(span, word, words: "did you mean '\(word)'?")
    meant.isSpelling = true
    return meant
  }
}
