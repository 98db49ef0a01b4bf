/// The call to which the last of some tokens belong, as far as it is written.
struct CallBefore {
  let verb: Verb
  /// The text of what is piped into it, if anything is, then of its operands so far.
  private(set) var operands: [Range<Int>] = []
  let isPiped: Bool
  /// The labels of its options so far.
  private(set) var labels: [String] = []
  /// Whether the last token is an operand's, and so complete where a space follows.
  private(set) var endsBehindOperand = false
  private let endsInLabel: Bool

  /// Nil if the tokens do not end in a call.
  init?(_ tokens: [Token], _ vocabulary: Vocabulary) {
    var depth = 0
    var place = tokens.count - 1
    var found: (place: Int, verb: Verb)?
    scan: while place >= 0 {
      switch tokens[place].kind {
      case .symbol(let symbol) where symbol.isClosing: depth += 1
      case .symbol(let symbol) where symbol.partner != nil:
        if depth == 0 { break scan }
        depth -= 1
      case .newline, .symbol(.bar), .symbol(.equals), .symbol(.semicolon), .symbol(.comma):
        if depth == 0 { break scan }
      case .name(let name):
        if depth == 0, let verb = vocabulary.verbs[name] { found = (place, verb) }
      default: break
      }
      place -= 1
    }
    guard let found else { return nil }
    verb = found.verb
    let bar = place
    isPiped = bar >= 0 && tokens[bar].kind == .symbol(.bar)
    if isPiped, let piped = Self.piped(before: bar, tokens) { operands.append(piped) }
    if case .label? = tokens.last?.kind { endsInLabel = true } else { endsInLabel = false }
    read(tokens[(found.place + 1)...])
  }

  /// The call of whose option a list is being written at the end of some tokens: `genres: ["blues",`.
  static func aroundList(_ tokens: [Token], _ vocabulary: Vocabulary) -> CallBefore? {
    var depth = 0
    for place in tokens.indices.reversed() {
      guard case .symbol(let symbol) = tokens[place].kind else { continue }
      if symbol.isClosing { depth += 1 }
      guard symbol.partner != nil else { continue }
      if depth == 0 {
        let call = symbol == .openBracket ? CallBefore(Array(tokens[..<place]), vocabulary) : nil
        return call?.endsInLabel == true ? call : nil
      }
      depth -= 1
    }
    return nil
  }

  /// The option whose value is to be written next.
  var optionAtEnd: Option? {
    endsInLabel ? labels.last.flatMap { label in verb.options.first { $0.label == label } } : nil
  }

  /// Takes operands and labels from the tokens behind the verb: operands end at a space outside brackets.
  private mutating func read(_ tokens: ArraySlice<Token>) {
    var depth = 0
    var isValue = false
    for token in tokens {
      let isInside = depth > 0
      if case .symbol(let symbol) = token.kind {
        if symbol.isClosing { depth -= 1 }
        if symbol.partner != nil { depth += 1 }
      }
      if case .label(let label) = token.kind, !isInside {
        labels.append(label)
        isValue = true
      } else if labels.isEmpty {
        let goesOn = endsBehindOperand && (isInside || !token.spaceBefore)
        if goesOn, let last = operands.popLast() {
          operands.append(last.lowerBound..<token.range.upperBound)
        } else {
          operands.append(token.range)
        }
      }
      endsBehindOperand = !isValue
    }
  }

  /// The text that is piped into the verb after a bar.
  static func piped(before bar: Int, _ tokens: [Token]) -> Range<Int>? {
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

  /// Where the bracket opens that closes at a token.
  static func opening(of closing: Int, in tokens: [Token]) -> Int? {
    var depth = 0
    for index in stride(from: closing, through: 0, by: -1) {
      guard case .symbol(let symbol) = tokens[index].kind else { continue }
      if symbol.isClosing { depth += 1 }
      if symbol.partner != nil { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}
