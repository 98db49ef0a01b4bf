import EtudeCore

/// Strings with values in them.
extension Checker {
  func check(_ parts: [Expression.TextPart], of expression: Expression) -> StaticValue {
    /// The texts that it may come to; nil where they are not known.
    var texts: [String]? = [""]
    for part in parts {
      switch part {
      case .plain(let plain): texts = texts?.map { $0 + plain }
      case .value(let inner, let format):
        let value = check(inner)
        if value.type == .nothing {
          report(inner.span, "this gives no value to put into a string", fix: "take it out")
        }
        if let format { checkFormat(format, of: value, at: inner.span) }
        let values = value.alternatives.flatMap { $0.contains { $0.weight > Following.longest } ? nil : $0 }
        texts = Self.joined(texts, values?.map { ValueText.of($0, in: format) })
      }
      if texts?.contains(where: { $0.utf8.count > Following.longest }) ?? false { texts = nil }
    }
    if let made = texts, parts.contains(where: { if case .value = $0 { true } else { false } }),
      !following.follows(bytes: made.reduce(0) { $0 + $1.utf8.count })
    {
      texts = nil
    }
    let known = texts?.count == 1 ? texts?.first : nil
    facts.note(known, ofText: expression.id)
    var text = StaticValue(.text, known: known.map { .text($0) })
    if known == nil { text.possible = (texts ?? []).map { .text($0) } }
    return text
  }

  /// All beginnings with all ends; nil where one of them is not known, or they are too many.
  private static func joined(_ beginnings: [String]?, _ ends: [String]?) -> [String]? {
    guard let beginnings, let ends, beginnings.count * ends.count <= StaticValue.mostPossible else {
      return nil
    }
    return beginnings.flatMap { beginning in ends.map { beginning + $0 } }
  }

  private func checkFormat(_ format: TextFormat, of value: StaticValue, at span: Span) {
    switch value.type {
    case .number, .unknown: break
    case .quantity where !format.isPercentage: break
    default:
      let whole = Span(
        span.source, span.range.lowerBound..<span.range.upperBound + 1 + format.text.utf8.count)
      report(
        span, "a format is for a number, not \(value.type.described)", fix: "take the format out",
        [Replacement(whole, span.text, words: "take the format out")])
    }
  }
}
