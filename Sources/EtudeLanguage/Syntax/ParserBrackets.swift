/// Calls as other languages write them: `fit(net, mels, epochs: 1)`.
extension Parser {
  /// Refuses a call with commas or labels in brackets, if one stands here: a bracket that touches a
  /// name, which is the verb of the statement's call or else one of its operands.
  mutating func refuseBrackets() throws {
    guard current.kind == .symbol(.openParenthesis), !current.spaceBefore, position > 0,
      case .name(let verb) = tokens[position - 1].kind,
      position < 2 || tokens[position - 2].kind != .symbol(.dot)
    else { return }
    var depth = 0
    var hasComma = false
    for token in tokens[position...] {
      if case .symbol(let symbol) = token.kind {
        if symbol.partner != nil { depth += 1 }
        if symbol.isClosing { depth -= 1 }
        if symbol == .comma, depth == 1 { hasComma = true }
      }
      if token.kind == .newline || token.kind == .end { return }
      if depth == 0 { break }
    }
    if hasComma {
      throw failure(
        current, "'\(verb)' takes no brackets and commas", fix: "operands are parted by spaces")
    }
    if case .label = peek(1).kind {
      throw failure(current, "options need no brackets", fix: "options follow the operands")
    }
  }
}
