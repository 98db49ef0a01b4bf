/// Expressions, from pipes down to literals.
extension Parser {
  /// `( call | operand ) { "|" call }`
  mutating func expression() throws -> Expression {
    guard openExpressions < Self.deepest else {
      throw failure(current, Self.tooDeep, fix: "give parts of it names of their own")
    }
    openExpressions += 1
    defer { openExpressions -= 1 }
    let start = position
    var value = startsCall ? try call(piped: nil) : try operand()
    var stages = 0
    while current.kind == .symbol(.bar) {
      advance()
      stages += 1
      guard stages <= Self.longestPipe else {
        throw failure(
          current, "the pipe has more than \(Self.longestPipe) verbs",
          fix: "give parts of it names of their own")
      }
      guard case .name = current.kind else {
        if case .invalid = current.kind { throw Abandoned() }
        throw failure(current, "a verb should follow '|'", fix: "name one, or take the '|' out")
      }
      value = try call(piped: value, start: start)
    }
    if case .symbol(let sign) = current.kind, sign == .minus || sign == .plus {
      throw strayedSign(sign, after: value)
    }
    return value
  }

  private mutating func strayedSign(_ sign: Symbol, after value: Expression) -> Abandoned {
    let next = span(peek(1)).text
    return failure(
      current, "a sign where no operand may start", fix: "a sign that joins has space around it",
      [Replacement(value.span.through(span(peek(1))), "\(value.span.text) \(sign.rawValue) \(next)")])
  }

  /// Whether a name stands here with an operand or a label next to it.
  private var startsCall: Bool { startsCall(at: position) }

  func startsCall(at place: Int) -> Bool {
    guard case .name(let name) = tokens[place].kind, !Reserved.words.contains(name) else { return false }
    let next = tokens[min(place + 1, tokens.count - 1)]
    if case .label = next.kind { return true }
    return startsOperand(next)
  }

  /// Reserved words that an operand may start with.
  private static let valueWords = ["yes", "no", "not"]

  /// Whether a token, standing after a verb or another operand, starts one.
  func startsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .name(let name): !Reserved.words.contains(name) || Self.valueWords.contains(name)
    case .cell, .number, .whole, .quantity, .text, .symbol(.openParenthesis): true
    case .symbol(.openBracket): token.spaceBefore
    case .symbol(.minus), .symbol(.plus): token.spaceBefore && !token.spaceAfter
    default: false
    }
  }

  /// What is bound to a verb is checked at once, so there is only so much of it.
  private static let mostOperands = 10_000

  /// `VERB { operand } { option }`
  private mutating func call(piped: Expression?, start: Int? = nil) throws -> Expression {
    let first = start ?? position
    guard case .name(let name) = current.kind else { throw unexpected() }
    guard !Reserved.words.contains(name) else { throw unexpected() }
    let verb = Word(text: name, span: span(advance()))
    var operands: [Expression] = []
    var options: [OptionSyntax] = []
    while startsOperand(current) {
      guard operands.count < Self.mostOperands else {
        throw failure(
          current, "more than \(Self.mostOperands) operands of one verb",
          fix: "put them into a list: [a, b, c]")
      }
      try refuseBrackets()
      operands.append(try operand())
    }
    while case .label(let label) = current.kind {
      let word = Word(text: label, span: span(advance()))
      if current.kind == .newline || current.kind == .end || current.kind == .symbol(.semicolon) {
        throw failure(tokens[position - 1], "'\(label):' has no value", fix: "write it after the colon")
      }
      options.append(OptionSyntax(label: word, value: try operand()))
    }
    if !options.isEmpty, startsOperand(current) {
      throw failure(
        current, "an operand after an option",
        fix: "operands come first; a call in an option stands in brackets")
    }
    if current.kind == .symbol(.comma), insideList == 0 {
      throw failure(current, "a comma between operands", fix: "no commas: operands are parted by spaces")
    }
    return try node(
      .call(CallSyntax(verb: verb, piped: piped, operands: operands, options: options)), span(from: first))
  }

  /// `both { "or" both }`
  mutating func operand() throws -> Expression {
    try joined(by: .or) { parser in try parser.joined(by: .and) { try $0.test() } }
  }

  private mutating func joined(
    by op: Operator, _ read: (inout Parser) throws -> Expression
  ) throws -> Expression {
    let first = try read(&self)
    var steps: [Expression.Step] = []
    while current.kind == .name(op.rawValue) {
      advance()
      steps.append(Expression.Step(op: op, right: try read(&self)))
    }
    return try operation(first, steps)
  }

  /// `[ "not" ] comparison`
  private mutating func test() throws -> Expression {
    guard current.kind == .name("not") else { return try comparison() }
    let start = position
    advance()
    return try node(.negated(try comparison()), span(from: start))
  }

  /// `range [ comparison range ]`
  private mutating func comparison() throws -> Expression {
    let left = try range()
    guard let comparison = operatorHere, comparison.isComparison else { return left }
    advance()
    let both = try operation(left, [Expression.Step(op: comparison, right: try range())])
    if let second = operatorHere, second.isComparison {
      throw failure(current, "two comparisons in a row", fix: "put one of them in brackets")
    }
    return both
  }

  /// `sum [ ".." sum ]`
  private mutating func range() throws -> Expression {
    let first = try sum()
    guard take(.range) else { return first }
    let both = try operation(first, [Expression.Step(op: .range, right: try sum())])
    guard current.kind != .symbol(.range) else {
      throw failure(current, "two ranges in a row", fix: "a range has two ends: 1..10")
    }
    return both
  }

  private mutating func sum() throws -> Expression {
    let first = try product()
    var steps: [Expression.Step] = []
    while let sign = operatorHere, sign == .plus || sign == .minus, !isSign(current) {
      advance()
      steps.append(Expression.Step(op: sign, right: try product()))
    }
    return try operation(first, steps)
  }

  private mutating func product() throws -> Expression {
    let first = try factor()
    var steps: [Expression.Step] = []
    while let sign = operatorHere, sign == .times || sign == .divided {
      advance()
      steps.append(Expression.Step(op: sign, right: try factor()))
    }
    return try operation(first, steps)
  }

  private mutating func operation(_ first: Expression, _ steps: [Expression.Step]) throws -> Expression {
    if steps.isEmpty { return first }
    return try node(.operation(first, steps), first.span.through(span(tokens[position - 1])))
  }

  private mutating func factor() throws -> Expression {
    guard let sign = operatorHere, sign == .minus || sign == .plus else { return try primary() }
    let start = position
    advance()
    return try node(.signed(sign, try primary()), span(from: start))
  }

  /// `+` and `-` with a space before and none after are a sign.
  private func isSign(_ token: Token) -> Bool { token.spaceBefore && !token.spaceAfter }

  /// Whether what stands here goes on with the operand before it.
  var goesOn: Bool {
    operatorHere != nil || current.kind == .symbol(.range) || current.kind == .name("and")
      || current.kind == .name("or")
  }

  private var operatorHere: Operator? {
    if case .symbol(let symbol) = current.kind { Operator(rawValue: symbol.rawValue) } else { nil }
  }
}
