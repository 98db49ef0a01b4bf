/// Fields of the elements that a verb asks, for the names in its condition.
extension Completion {
  /// The names of the fields of each element, where what stands at the end of some tokens is asked for each; else none.
  static func elementFields(
    before tokens: [Token], in source: SourceText, vocabulary: Vocabulary, names: [String: ValueType]
  ) -> [String] {
    var depth = 0
    var place = tokens.count - 1
    // Back to the verb whose arguments stand here: the first word of its call.
    var found: Int?
    scan: while place >= 0 {
      switch tokens[place].kind {
      case .symbol(let symbol) where symbol.isClosing: depth += 1
      case .symbol(let symbol) where symbol.partner != nil:
        if depth == 0 { break scan }
        depth -= 1
      case .newline, .symbol(.bar), .symbol(.equals), .symbol(.semicolon):
        if depth == 0 { break scan }
      case .name(let name):
        if depth == 0, vocabulary.verbs[name]?.asksElements == true { found = place }
      default: break
      }
      place -= 1
    }
    guard let found, case .name(let name) = tokens[found].kind, let verb = vocabulary.verbs[name] else {
      return []
    }
    let isPiped = place >= 0 && tokens[place].kind == .symbol(.bar)
    let after = Array(tokens[(found + 1)...])
    guard let whole = isPiped ? piped(before: place, tokens) : firstOperand(after) else { return [] }
    let label = lastLabel(after)
    let isAsked =
      label.map(verb.asksEach)
      ?? (verb.hasEachOperand && (isPiped || after.last.map { $0.range != whole } ?? false))
    guard isAsked else { return [] }
    return fields(ofElementsOf: source.text(whole), vocabulary, names)
  }

  /// The last label outside brackets.
  private static func lastLabel(_ tokens: [Token]) -> String? {
    var depth = 0
    for token in tokens.reversed() {
      switch token.kind {
      case .symbol(let symbol) where symbol.isClosing: depth += 1
      case .symbol(let symbol) where symbol.partner != nil: depth -= 1
      case .label(let label) where depth == 0: return label
      default: break
      }
    }
    return nil
  }

  /// The text that is piped into the verb after a bar.
  private static func piped(before bar: Int, _ tokens: [Token]) -> Range<Int>? {
    var depth = 0
    var start = bar
    scan: while start > 0 {
      switch tokens[start - 1].kind {
      case .symbol(let symbol) where symbol.isClosing: depth += 1
      case .symbol(let symbol) where symbol.partner != nil:
        if depth == 0 { break scan }
        depth -= 1
      case .newline, .symbol(.equals), .symbol(.semicolon), .symbol(.comma), .label:
        if depth == 0 { break scan }
      default: break
      }
      start -= 1
    }
    return start < bar ? tokens[start].range.lowerBound..<tokens[bar - 1].range.upperBound : nil
  }

  /// The text of the first operand of these tokens: up to a space outside brackets.
  private static func firstOperand(_ tokens: [Token]) -> Range<Int>? {
    guard let first = tokens.first else { return nil }
    var depth = 0
    var end = first.range.upperBound
    for (index, token) in tokens.enumerated() {
      if index > 0, depth == 0, token.spaceBefore { break }
      if case .symbol(let symbol) = token.kind {
        if symbol.partner != nil { depth += 1 }
        if symbol.isClosing { depth -= 1 }
      }
      end = token.range.upperBound
    }
    return first.range.lowerBound..<end
  }

  private static func fields(
    ofElementsOf text: String, _ vocabulary: Vocabulary, _ names: [String: ValueType]
  ) -> [String] {
    let name = "asked"
    let known = names.mapValues { StaticValue($0) }
    let checker = Checker(
      vocabulary: vocabulary, mode: .cell, names: known, predefined: [:], cells: [:], lastCell: known["_"],
      overrides: []
    ) { _ in SourceText(name: "", text: "") }
    checker.advisor = nil
    checker.following = .trial
    _ = checker.checkFile(SourceText(name: "", text: "\(name) = \(text)"), path: [])
    guard let value = checker.names[name], let element = vocabulary.element(of: value) else { return [] }
    if case .kind = element.type { return vocabulary.allFields(of: element) }
    return element.type == .unknown ? [] : ["value"]
  }
}
