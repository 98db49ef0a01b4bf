/// Literals, names, lists and brackets, with the fields and indices that touch them.
extension Parser {
  mutating func primary() throws -> Expression {
    var value = try start()
    while case .symbol(let symbol) = current.kind, !current.spaceBefore {
      if symbol == .dot {
        advance()
        guard let name = fieldName, !current.spaceBefore else {
          throw failure(
            current, "a field's name should follow the dot",
            fix: "the name touches the dot")
        }
        let word = Word(text: name, span: span(advance()))
        value = try node(.field(value, word), value.span.through(word.span))
      } else if symbol == .openBracket {
        if current.isUnclosed { throw Abandoned() }
        advance()
        let index = try expression()
        if current.kind == .symbol(.comma) { throw try severalIndices(after: index) }
        try close(.closeBracket)
        value = try node(.index(value, index), value.span.through(span(tokens[position - 1])))
      } else {
        break
      }
    }
    return value
  }

  /// `xs[1, 2]`: elements are chosen by a list.
  private mutating func severalIndices(after first: Expression) throws -> Abandoned {
    let comma = current
    var last = first
    while take(.comma) { last = try expression() }
    let inside = first.span.through(last.span)
    return failure(
      comma, "several elements are chosen by a list", fix: "a list within the brackets: x[[0, 2]]",
      [Replacement(inside, "[\(inside.text)]", words: "write '[[\(inside.text)]]'")])
  }

  private var fieldName: String? {
    if case .name(let name) = current.kind { name } else { nil }
  }

  private mutating func close(_ symbol: Symbol) throws {
    guard take(symbol) else { throw unexpected() }
  }

  private mutating func start() throws -> Expression {
    let first = position
    let token = current
    switch token.kind {
    case .number(let number):
      advance()
      return try node(.number(number), span(token))
    case .whole(let whole):
      advance()
      return try node(.whole(whole), span(token))
    case .quantity(let number, let unit):
      advance()
      return try node(.quantity(Quantity(written: number, unit)), span(token))
    case .text(let pieces):
      let parts = try pieces.map { piece in try part(piece) }
      advance()
      return try node(.text(parts), span(token))
    case .cell(let number):
      advance()
      return try node(.cell(number), span(token))
    case .name("yes"), .name("no"):
      advance()
      return try node(.flag(token.kind == .name("yes")), span(token))
    case .name(let name) where !Reserved.words.contains(name):
      advance()
      return try node(.name(name), span(token))
    case .symbol(.openBracket) where !token.isUnclosed: return try list(first)
    case .symbol(.openParenthesis) where !token.isUnclosed:
      advance()
      if current.kind == .symbol(.closeParenthesis) {
        throw failure(token, "empty brackets", fix: "take them out: a verb needs none")
      }
      let inner = try outsideList { try $0.expression() }
      try close(.closeParenthesis)
      return try node(.group(inner), span(from: first))
    default: throw unexpected()
    }
  }

  /// A piece of a string; a value's tokens are read as an operand.
  private mutating func part(_ piece: TextPiece) throws -> Expression.TextPart {
    guard case .value(let inner, let format) = piece else {
      if case .plain(let plain) = piece { return .plain(plain) }
      throw Abandoned()
    }
    guard openExpressions < Self.deepest else {
      throw failure(current, Self.tooDeep, fix: "give parts of it names of their own")
    }
    openExpressions += 1
    let outer = (tokens, position)
    (tokens, position) = (inner, 0)
    defer {
      (tokens, position) = outer
      openExpressions -= 1
    }
    let value = try outsideList { try $0.expression() }
    guard current.kind == .end else { throw unexpected() }
    if case .call = value.kind {
      throw failure(
        inner[0], "a call in a string stands in round brackets", fix: "put it in brackets",
        [Replacement(value.span, "(\(value.span.text))")])
    }
    return .value(value, format)
  }

  /// `[ item, item ]`
  private mutating func list(_ first: Int) throws -> Expression {
    advance()
    var items: [Expression.Item] = []
    insideList += 1
    defer { insideList -= 1 }
    while current.kind != .symbol(.closeBracket) {
      var label: Word?
      if case .label(let text) = current.kind { label = Word(text: text, span: span(advance())) }
      items.append(Expression.Item(label: label, value: try expression()))
      if take(.comma) { continue }
      guard current.kind == .symbol(.closeBracket) else {
        if current.kind == .invalid { throw Abandoned() }
        if current.kind == .name("for") {
          throw failure(
            current, "a list is not made by a 'for' within it",
            fix: "arithmetic goes over a list (xs * 2), and so do most verbs; 'for' is a statement")
        }
        throw failure(
          current, "items of a list are parted by commas", fix: "write a comma before this",
          current.kind == .symbol(.semicolon) ? [Replacement(span(current), ",")] : [])
      }
    }
    advance()
    return try node(.list(items), span(from: first))
  }

  /// Reads what stands in round brackets, where a comma parts no items.
  private mutating func outsideList(_ read: (inout Parser) throws -> Expression) rethrows -> Expression {
    let lists = insideList
    insideList = 0
    defer { insideList = lists }
    return try read(&self)
  }
}
