/// Statements.
extension Parser {
  mutating func statement() throws -> Statement {
    let start = position
    if case .name(let word) = current.kind {
      switch word {
      case "param" where peek(1).kind != .symbol(.equals): return try parameter(start)
      case "seed": return try seed(start)
      case "include" where peek(1).kind != .symbol(.equals): return try include(start)
      case "for" where peek(1).kind != .symbol(.equals): return try loop(start)
      case "if" where peek(1).kind != .symbol(.equals): return try branch(start)
      default:
        if peek(1).kind == .symbol(.equals) { return try assignment(start) }
        if let arrow = arrow() { throw arrow }
      }
    }
    if case .label(let name) = current.kind {
      let colon = Span(source, current.range.lowerBound..<current.range.upperBound + 1)
      throw failure(
        current, "'\(name):' cannot start a line", fix: "a name is bound with '='",
        [Replacement(colon, name == "seed" ? "seed" : "\(name) =")])
    }
    let value = try expression()
    if current.kind == .symbol(.comma), case .name = value.kind, case .name = peek(1).kind,
      peek(2).kind == .symbol(.equals) || peek(2).kind == .symbol(.comma)
    {
      throw failure(
        tokens[start], "one name is bound at a time", fix: "bind a list, and take its items: x[0], x[1]")
    }
    if current.kind == .symbol(.equals) {
      if let option = optionWithEquals(since: start) { throw option }
      throw failure(
        tokens[start], "only a name can be bound", fix: "a name stands before '='; '==' compares")
    }
    return Statement(span: span(from: start), kind: .expression(value))
  }

  /// `x <- 5`, which would compare.
  private mutating func arrow() -> Abandoned? {
    guard peek(1).kind == .symbol(.less), peek(1).spaceBefore, peek(2).kind == .symbol(.minus),
      !peek(2).spaceBefore, peek(3).spaceBefore
    else { return nil }
    let sign = Span(source, peek(1).range.lowerBound..<peek(2).range.upperBound)
    return failure(peek(1), "a name is bound with '='", fix: "write '='", [Replacement(sign, "=")])
  }

  /// A name that may be bound.
  mutating func newName(_ example: String) throws -> Word {
    guard case .name(let name) = current.kind else {
      if case .cell = current.kind {
        throw failure(current, "a cell's value cannot be replaced", fix: "bind a name of its own")
      }
      if current.kind == .invalid { throw Abandoned() }
      throw failure(current, "a name should stand here", fix: "the form is: \(example)")
    }
    guard !Reserved.words.contains(name) else {
      throw failure(current, "'\(name)' is a reserved word", fix: "choose another name")
    }
    return Word(text: name, span: span(advance()))
  }

  private mutating func expect(_ symbol: Symbol, _ example: String) throws {
    if current.kind == .invalid { throw Abandoned() }
    guard current.kind == .symbol(symbol) else {
      throw failure(current, "'\(symbol.rawValue)' should stand here", fix: "the form is: \(example)")
    }
    advance()
  }

  private mutating func assignment(_ start: Int) throws -> Statement {
    let name = try newName("name = …")
    try expect(.equals, "\(name.text) = …")
    let value = try expression()
    return Statement(span: span(from: start), kind: .assignment(name, value))
  }

  private mutating func requireTopLevel(_ word: String) throws {
    guard let body = openBodies.first else { return }
    throw failure(
      current, "'\(word)' cannot stand in the body of \(body == "if" ? "an 'if'" : "a 'for'")",
      fix: body == "if" ? "put it before the 'if'" : "put it before the loop")
  }

  /// `param NAME = [-] literal`
  private mutating func parameter(_ start: Int) throws -> Statement {
    try requireTopLevel("param")
    advance()
    let name = try newName("param name = 3")
    try expect(.equals, "param \(name.text) = 3")
    let token = current
    let value = try operand()
    guard value.isLiteral else {
      throw failure(
        token, "a param's value is a number, a quantity, a string, yes or no",
        fix: "the form is: param \(name.text) = 3")
    }
    return Statement(span: span(from: start), kind: .parameter(name, value))
  }

  /// `seed INTEGER`
  private mutating func seed(_ start: Int) throws -> Statement {
    try requireTopLevel("seed")
    let word = advance()
    if current.kind == .symbol(.equals) {
      let whole = Span(source, word.range.lowerBound..<peek(1).range.upperBound)
      throw failure(
        word, "the seed is not a variable", fix: "the form is: seed 3",
        [Replacement(whole, "seed \(span(peek(1)).text)")])
    }
    guard let seed = current.seed else {
      if current.kind == .invalid { throw Abandoned() }
      throw failure(
        current, "a seed is a whole number from 0 to 18446744073709551615", fix: "the form is: seed 3")
    }
    advance()
    return Statement(span: span(from: start), kind: .seed(seed))
  }

  /// `include STRING`
  private mutating func include(_ start: Int) throws -> Statement {
    try requireTopLevel("include")
    advance()
    guard case .text = current.kind else {
      if current.kind == .invalid { throw Abandoned() }
      throw failure(current, "include takes a string", fix: "a file's name stands in quotes")
    }
    return Statement(span: span(from: start), kind: .include(try operand()))
  }

  /// `for NAME in expr { … }`
  private mutating func loop(_ start: Int) throws -> Statement {
    advance()
    let example = "for x in list { … }"
    let name = try newName(example)
    if current.kind == .invalid { throw Abandoned() }
    guard current.kind == .name("in") else {
      throw failure(current, "'in' should stand here", fix: "the form is: \(example)")
    }
    advance()
    let list = try expression()
    let body = try self.body(of: "for", form: example, "for \(name.text) in … {")
    return Statement(span: span(from: start), kind: .loop(name, list, body))
  }
}

extension Expression {
  /// A number, quantity, string, yes or no, with a sign or without.
  fileprivate var isLiteral: Bool {
    switch kind {
    case .number, .whole, .quantity, .text, .flag: true
    case .signed(_, let inner):
      switch inner.kind {
      case .number, .whole, .quantity: true
      default: false
      }
    default: false
    }
  }
}
