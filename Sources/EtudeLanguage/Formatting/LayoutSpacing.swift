/// Which tokens have a space between them, on one line. Where a space means something, it stays as it was.
enum LayoutSpacing {
  /// For each token whether it is a sign: `-` or `+` of one operand.
  static func signs(of tokens: [LayoutToken]) -> [Bool] {
    tokens.indices.map { place in
      let token = tokens[place]
      guard token.symbol == .minus || token.symbol == .plus else { return false }
      if token.startsStatement || !endsOperand(tokens, before: place) { return true }
      return token.token.spaceBefore && !token.token.spaceAfter
    }
  }

  /// Whether a space stands before a token that is not the first of its line.
  static func standsApart(_ tokens: [LayoutToken], _ signs: [Bool], _ place: Int) -> Bool {
    let (before, token) = (tokens[place - 1], tokens[place])
    if before.opensBracket || signs[place - 1] { return false }
    switch token.symbol {
    case .closeParenthesis, .closeBracket, .comma, .dot, .range: return false
    case .openBracket where endsOperand(tokens, before: place): return token.token.spaceBefore
    default: return before.symbol != .dot && before.symbol != .range
    }
  }

  /// Whether an operand may end before a token.
  private static func endsOperand(_ tokens: [LayoutToken], before place: Int) -> Bool {
    guard place > 0 else { return false }
    switch tokens[place - 1].token.kind {
    case .name(let name):
      let isField = place > 1 && tokens[place - 2].symbol == .dot
      return isField || name == "yes" || name == "no" || !Reserved.words.contains(name)
    case .cell, .number, .whole, .quantity, .text: return true
    case .symbol(let symbol): return symbol == .closeParenthesis || symbol == .closeBracket
    case .label, .newline, .end, .invalid: return false
    }
  }
}
