/// Mentions of other cells' values, `_` and `_3`, written as names: for the cells of a notebook that runs as a script.
public enum CellMentions {
  /// The numbers that a text mentions, nil for `_`, in order.
  public static func numbers(in text: String) -> [Int?] {
    tokens(of: SourceText(name: "", text: text)).compactMap { token in
      if case .cell(let number) = token.kind { .some(number) } else { nil }
    }
  }

  /// The text with each mention written as the name that stands for it; as it is where there is none.
  public static func named(_ text: String, by name: (Int?) -> String?) -> String {
    let source = SourceText(name: "", text: text)
    var result = ""
    var end = 0
    for token in tokens(of: source) {
      guard case .cell(let number) = token.kind, let name = name(number) else { continue }
      result += source.text(end..<token.range.lowerBound) + name
      end = token.range.upperBound
    }
    return result + source.text(end..<source.bytes.count)
  }

  /// All tokens, those of values in strings among them.
  private static func tokens(of source: SourceText) -> [Token] {
    var waiting: [Token] = Scanner.scan(source).tokens.reversed()
    var tokens: [Token] = []
    while let token = waiting.popLast() {
      tokens.append(token)
      guard case .text(let pieces) = token.kind else { continue }
      for case .value(let inner, _) in pieces.reversed() { waiting += inner.reversed() }
    }
    return tokens
  }

  /// The text with a name for the value that its last statement gives, which is shown as before; nil where the last
  /// statement is no value and binds none.
  public static func binding(_ name: String, in text: String, _ vocabulary: Vocabulary) -> String? {
    let source = SourceText(name: "", text: text)
    var parser = Parser(source)
    guard let last = parser.program().last else { return nil }
    let range = last.span.range
    let (before, after) = (
      source.text(0..<range.lowerBound), source.text(range.upperBound..<source.bytes.count)
    )
    switch last.kind {
    case .expression(let value) where givesNothing(value, vocabulary): return nil
    case .expression: return "\(before)\(name) = \(last.span.text); \(name)\(after)"
    case .assignment(let bound, _): return "\(before)\(last.span.text); \(name) = \(bound.text)\(after)"
    default: return nil
    }
  }

  /// `print 3`, `songs | save to: "a.csv"`
  private static func givesNothing(_ value: Expression, _ vocabulary: Vocabulary) -> Bool {
    guard case .call(let call) = value.ungrouped.kind,
      case .type(.nothing)? = vocabulary.verbs[call.verb.text]?.result
    else { return false }
    return true
  }
}
