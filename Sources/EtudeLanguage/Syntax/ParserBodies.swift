/// Bodies in braces, and the statements that choose among them.
extension Parser {
  private static let ifForm = "if x > 3 { … } else { … }"

  /// `if operand { … } else if operand { … } else { … }`
  mutating func branch(_ start: Int) throws -> Statement {
    advance()
    var arms = [try arm("if")]
    var otherwise: [Statement]?
    while otherwise == nil, takeElse() {
      if current.kind == .name("if") {
        advance()
        arms.append(try arm("else if"))
      } else {
        otherwise = try body(of: "if", form: Self.ifForm, "} else {")
      }
    }
    if case .name(let word) = current.kind, ["elif", "elseif", "elsif"].contains(word) {
      throw failure(
        current, "there is no '\(word)'", fix: "the form is: } else if x > 3 { … }",
        [Replacement(span(current), "else if")])
    }
    return Statement(span: span(from: start), kind: .branch(arms, otherwise: otherwise))
  }

  private mutating func arm(_ word: String) throws -> Statement.Arm {
    let condition = try operand()
    return Statement.Arm(
      condition: condition, body: try body(of: "if", form: Self.ifForm, "\(word) … {"))
  }

  /// Goes past an `else`; one on a later line than the brace before it is told where it belongs.
  private mutating func takeElse() -> Bool {
    var ahead = 0
    while peek(ahead).kind == .newline || peek(ahead).kind == .symbol(.semicolon) { ahead += 1 }
    guard peek(ahead).kind == .name("else"), peek(ahead + 1).kind != .symbol(.equals) else { return false }
    if ahead > 0, position > 0 {
      let word = peek(ahead)
      let apart = Span(source, tokens[position - 1].range.upperBound..<word.range.upperBound)
      report(
        word, "'else' does not stand on the line of the '}' before it", fix: "the form is: } else {",
        apart.text.allSatisfy { $0.isWhitespace || $0 == ";" || "else".contains($0) }
          ? [Replacement(apart, " else", words: "write '} else' on one line")] : [])
    }
    position += ahead + 1
    return true
  }

  /// `{ … }`
  ///
  /// - Parameters:
  ///   - word: the statement that it belongs to.
  ///   - form: how that is written.
  ///   - line: the line that the brace stands on.
  mutating func body(of word: String, form: String, _ line: String) throws -> [Statement] {
    leaveLineBeforeBody(of: word, line)
    guard current.kind == .symbol(.openBrace) else {
      if current.kind == .invalid { throw Abandoned() }
      if current.kind == .name("then"), word == "if" {
        throw failure(
          current, "there is no 'then'", fix: "the form is: \(form)",
          peek(1).kind == .symbol(.openBrace)
            ? [
              Replacement(
                Span(source, current.range.lowerBound..<peek(1).range.lowerBound), "", words: "take it out")
            ] : [])
      }
      if current.kind == .symbol(.equals), word == "if" {
        throw failure(
          current, "'=' binds a name, and the condition of an 'if' is yes or no", fix: "'==' compares",
          [.sign("==", at: span(current))])
      }
      if word == "if", let bracketed = try bracketed() { throw bracketed }
      throw failure(current, "'{' should stand here", fix: "the form is: \(form)")
    }
    let brace = advance()
    guard openBodies.count < Self.deepest else {
      throw failure(brace, "bodies within more than \(Self.deepest) bodies")
    }
    openBodies.append(word)
    defer { openBodies.removeLast() }
    var body: [Statement] = []
    while current.kind != .end && current.kind != .symbol(.closeBrace) {
      if let statement = self.line() { body.append(statement) }
    }
    _ = take(.closeBrace)
    return body
  }

  /// `if max [1, 2] > 1 {`: a verb and its operand in a condition; nil where no name stands before an operand.
  private mutating func bracketed() throws -> Abandoned? {
    guard position > 0, case .name(let verb) = tokens[position - 1].kind, !Reserved.words.contains(verb),
      startsOperand(current)
    else { return nil }
    let (name, here) = (span(tokens[position - 1]), current)
    let call = name.through(try primary().span)
    // `if x print 3`: what stands there is rather the body.
    guard current.kind == .symbol(.openBrace) || goesOn else {
      return failure(here, "the body of an 'if' stands in braces", fix: "the form is: \(Self.ifForm)")
    }
    return failure(
      here, "a verb with an operand stands in brackets in a condition", fix: "write (\(verb) …)",
      [Replacement(call, "(\(call.text))")])
  }

  /// Goes on to a '{' that stands on a line of its own, after saying where it belongs.
  private mutating func leaveLineBeforeBody(of word: String, _ line: String) {
    var ahead = 0
    while peek(ahead).kind == .newline || peek(ahead).kind == .symbol(.semicolon) { ahead += 1 }
    guard ahead > 0, peek(ahead).kind == .symbol(.openBrace), !peek(ahead).isUnclosed else { return }
    report(
      peek(ahead), "'{' does not stand on the line of its '\(word)'", fix: "the form is: \(line)")
    position += ahead
  }
}
