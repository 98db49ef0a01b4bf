import EtudeCore

/// Reads tokens into statements. An error ends its statement only; all errors are reported.
struct Parser {
  /// Levels of brackets in one expression, and of loops in one another.
  static let deepest = 200
  /// Verbs that one pipe may join; their tree is freed level by level.
  static let longestPipe = 1000

  let source: SourceText
  var tokens: [Token]
  var position = 0
  private(set) var problems: FoundProblems
  var nextID: Int
  /// Expressions that are being read now, one within another.
  var openExpressions = 0
  /// The words of the statements whose bodies are open here, `for` or `if`.
  var openBodies: [String] = []
  /// Lists that are being read now, where commas part items.
  var insideList = 0

  /// Raised to leave a statement whose error is reported.
  struct Abandoned: Error {}

  /// Looked at before each token; nil if the text is short.
  private let cancellation: Cancellation?

  init(_ source: SourceText, firstID: Int = 0, stopping cancellation: Cancellation? = nil) {
    self.source = source
    self.cancellation = cancellation
    (tokens, problems) = Scanner.scan(source, stopping: cancellation)
    nextID = firstID
  }

  /// All statements of the text, or those before it was told to stop.
  mutating func program() -> [Statement] {
    var statements: [Statement] = []
    while current.kind != .end {
      if current.kind == .symbol(.closeBrace) {
        report(current, "unexpected '}'", fix: "take it out, or open the body with '{'")
        advance()
      } else if let statement = line() {
        statements.append(statement)
      }
    }
    return statements
  }

  /// A statement and what ends it; nil for an empty line.
  mutating func line() -> Statement? {
    if current.kind == .newline || current.kind == .symbol(.semicolon) {
      advance()
      return nil
    }
    let start = position
    let bound = nameThatWouldBeBound()
    do {
      let statement = try statement()
      try endOfStatement()
      return statement
    } catch {
      // From its start, for brackets that are open where the error is.
      position = start
      skipStatement()
      return Statement(span: spanWithColon(from: start), kind: .invalid(binds: bound))
    }
  }

  private mutating func endOfStatement() throws {
    switch current.kind {
    case .newline, .symbol(.semicolon): advance()
    case .end, .symbol(.closeBrace): break
    default: throw unexpected()
    }
  }

  /// Goes to the next line, or to the brace that ends the body, past balanced brackets.
  private mutating func skipStatement() {
    var depth = 0
    while current.kind != .end {
      switch current.kind {
      case .newline where depth == 0, .symbol(.semicolon) where depth == 0:
        advance()
        return
      case .symbol(.closeBrace) where depth == 0: return
      case .symbol(let symbol) where symbol.partner != nil && !current.isUnclosed: depth += 1
      case .symbol(let symbol) where symbol.isClosing: depth = max(0, depth - 1)
      default: break
      }
      advance()
    }
  }

  private func nameThatWouldBeBound() -> String? {
    func name(_ ahead: Int) -> String? {
      if case .name(let name) = peek(ahead).kind { name } else { nil }
    }
    guard let first = name(0) else { return nil }
    if first == "param" { return name(1) }
    return peek(1).kind == .symbol(.equals) ? first : nil
  }
}

/// Tokens, spans and reports.
extension Parser {
  var current: Token { tokens[position] }

  func peek(_ ahead: Int) -> Token { tokens[min(position + ahead, tokens.count - 1)] }

  @discardableResult
  mutating func advance() -> Token {
    let token = current
    if cancellation?.isRequested ?? false {
      // As if the text ended here.
      position = tokens.count - 1
    } else if position < tokens.count - 1 {
      position += 1
    }
    return token
  }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard current.kind == .symbol(symbol) else { return false }
    advance()
    return true
  }

  func span(_ token: Token) -> Span { Span(source, token.range) }

  /// From a token to the one before the current.
  func span(from start: Int) -> Span {
    let last = tokens[max(start, position - 1)]
    return Span(
      source, tokens[start].range.lowerBound..<max(tokens[start].range.lowerBound, last.range.upperBound))
  }

  /// The same with the colon of a label that stands last.
  private func spanWithColon(from start: Int) -> Span {
    let whole = span(from: start)
    guard case .label = tokens[max(start, position - 1)].kind else { return whole }
    return Span(source, whole.range.lowerBound..<whole.range.upperBound + 1)
  }

  mutating func report(_ token: Token, _ cause: String, fix: String? = nil, _ proposals: [Replacement] = []) {
    let span = span(token)
    problems.add(error: Diagnostic(at: span, cause, fix: fix, proposals))
  }

  mutating func failure(
    _ token: Token, _ cause: String, fix: String? = nil, _ proposals: [Replacement] = []
  ) -> Abandoned {
    report(token, cause, fix: fix, proposals)
    return Abandoned()
  }

  mutating func node(_ kind: Expression.Kind, _ span: Span) throws -> Expression {
    nextID += 1
    let bare = Expression(id: nextID, span: span, depth: 0, kind: kind)
    var inner = bare.children
    var depth = 0
    // A pipe's stages are gone through one after another: they are no levels.
    if case .call(let call) = kind, call.piped != nil { depth = inner.removeFirst().depth }
    depth = max(depth, 1 + (inner.map(\.depth).max() ?? 0))
    guard depth <= Self.deepest else {
      problems.add(error: Diagnostic(at: span, Self.tooDeep, fix: "give parts of it names of their own"))
      throw Abandoned()
    }
    return Expression(id: nextID, span: span, depth: depth, kind: kind)
  }

  /// Whether the current token touches a name behind a dot, as a method's bracket does elsewhere.
  private var followsField: Bool {
    guard position >= 2, case .name = tokens[position - 1].kind, tokens[position - 2].kind == .symbol(.dot)
    else {
      return false
    }
    return tokens[position - 1].range.upperBound == current.range.lowerBound
  }

  static let tooDeep = "the expression has more than \(deepest) levels"

  /// The report for a token that cannot stand here.
  mutating func unexpected() -> Abandoned {
    let token = current
    if let foreign = foreignOperator() { return foreign }
    switch token.kind {
    case .invalid: return Abandoned()
    case .end, .newline:
      return failure(token, "the line ends where a value should follow", fix: "write a value")
    case .symbol(.comma):
      return failure(
        token, "a comma between operands", fix: "no commas: operands are parted by spaces",
        [Replacement(span(token), " |")])
    case .symbol(.equals):
      return optionWithEquals(since: 0) ?? failure(token, "unexpected '='", fix: "'==' compares")
    case .symbol(.openBrace) where !token.isUnclosed:
      return failure(token, "unexpected '{'", fix: "braces hold the body of a 'for' or an 'if'")
    case .symbol(.bar):
      let isBehindEquals = position > 0 && tokens[position - 1].kind == .symbol(.equals)
      return failure(
        token, "a '|' without a value before it",
        fix: isBehindEquals ? "take it out" : "put the '|' at the end of the line before",
        isBehindEquals ? [Replacement(span(token), "", words: "take it out")] : [])
    case .symbol(let symbol) where symbol.isClosing:
      return failure(token, "unexpected '\(symbol.rawValue)'", fix: "take it out")
    case .symbol(.openParenthesis) where followsField:
      return failure(
        token, "a name behind a dot is a field, and takes no brackets",
        fix: "a verb comes first, then what it works on")
    case .symbol where token.isUnclosed: return Abandoned()
    case .symbol(.dot) where startsLine:
      return failure(token, "session commands stand in the REPL only, alone on a line", fix: "take it out")
    case .symbol(.openBracket) where position > 0 && token.spaceBefore:
      let apart = Span(source, tokens[position - 1].range.upperBound..<token.range.lowerBound)
      return failure(
        token, "an index touches what it follows", fix: "a list alone is no statement's continuation",
        [Replacement(apart, "", words: "take out the space")])
    case .symbol(.dot): return failure(token, "a dot touches what it follows", fix: "take out the space")
    case .name(let name) where Reserved.words.contains(name) && name != "yes" && name != "no":
      return failure(token, "'\(name)' cannot stand here", fix: Self.hint(of: name))
    case .label(let label): return unexpected(label: label)
    default:
      return failure(
        token, "unexpected '\(span(token).text)'", fix: "end the line before it, or join it with an operator")
    }
  }

  /// Operators of elsewhere, by the two of here that they are read as, and what stands in their place.
  private static let foreignOperators: [(first: Symbol, second: Symbol, meant: [String], words: String)] = [
    (.divided, .divided, ["/", "#"], "'/' divides, '#' starts a comment"), (.bar, .bar, ["or"], "'or' joins"),
    (.range, .dot, [".."], "a range is first..last"), (.equals, .greater, [">="], "'>=' compares"),
    (.equals, .less, ["<="], "'<=' compares"),
  ]

  /// The report for an operator of elsewhere that the token here begins or ends; nil if it does neither.
  private mutating func foreignOperator() -> Abandoned? {
    for place in [position - 1, position] where place >= 0 && place + 1 < tokens.count {
      let (first, second) = (tokens[place], tokens[place + 1])
      let found = Self.foreignOperators.first {
        first.kind == .symbol($0.first) && second.kind == .symbol($0.second)
      }
      guard let found, !second.spaceBefore else { continue }
      let sign = Span(source, first.range.lowerBound..<second.range.upperBound)
      return failure(
        first, "'\(sign.text)' is not an operator", fix: found.words,
        found.meant.map { Replacement(sign, $0) })
    }
    return nil
  }

  /// `epochs=3`, as others write options: the name before the `=` that is here, unless it starts the statement.
  mutating func optionWithEquals(since start: Int) -> Abandoned? {
    if let foreign = foreignOperator() { return foreign }
    let place = position - 1
    guard place > start, case .name(let name) = tokens[place].kind, tokens[place - 1].kind != .symbol(.dot),
      !Self.endsStatement(tokens[place - 1])
    else { return nil }
    let sign = Span(source, tokens[place].range.lowerBound..<current.range.upperBound)
    if current.spaceBefore, current.spaceAfter {
      return failure(
        current, "'=' binds a name, where a statement starts",
        fix: "an option has a colon, and '==' compares",
        [.sign("==", at: span(current)), Replacement(sign, "\(name):")])
    }
    return failure(
      tokens[place], "an option is written with a colon", fix: "the colon touches the option's name",
      [Replacement(sign, "\(name): "), Replacement(sign, "\(name) == ")])
  }

  /// A label where none can stand: what people write who come from Python, or else that options follow a verb.
  private mutating func unexpected(label: String) -> Abandoned {
    let token = current
    if position > 1, tokens[position - 1].kind == .name("in") {
      return failure(
        token, "the body of a 'for' stands in braces", fix: "a loop is: for x in \(label) { … }")
    }
    if position > 0, tokens[position - 1].kind == .name("if") {
      return failure(
        token, "the body of an 'if' stands in braces", fix: "the form is: if \(label) { … }")
    }
    return failure(token, "'\(label):' cannot stand here", fix: "options follow a verb")
  }

  /// Whether the current token is the first of its line or statement.
  private var startsLine: Bool {
    guard position > 0 else { return true }
    return tokens[position - 1].kind == .newline || tokens[position - 1].kind == .symbol(.semicolon)
  }

  /// Whether a statement starts behind a token.
  private static func endsStatement(_ token: Token) -> Bool {
    switch token.kind {
    case .newline, .symbol(.semicolon), .symbol(.openBrace), .symbol(.closeBrace): true
    default: false
    }
  }

  private static func hint(of reserved: String) -> String {
    switch reserved {
    case "seed": "a seed stands on a line of its own, or as the option seed:"
    case "param": "a param stands on a line of its own"
    case "include": "an include stands on a line of its own"
    case "for": "a loop is: for x in list { … }"
    case "in": "a loop is: for x in list { … }; one of several is: x == a or x == b"
    case "if", "else": "the form is: if x > 3 { … } else { … }"
    case "and", "or": "'\(reserved)' stands between yes and no"
    case "not": "'not' stands before a comparison, or yes and no, once"
    default: "'\(reserved)' is a reserved word"
    }
  }
}
