/// A statement as other languages write it: what it binds, and the value.
struct ForeignStatement {
  /// The part that stays as it is, in Étude's words: `x = `; empty for a value alone.
  var lead = ""
  /// What is wrong with how it binds; nil if nothing is.
  var cause: String?
  /// The words of the value.
  var value: [ForeignToken]
  /// What stands in front of the value once more: `x + ` for `x += 1`.
  var operation = ""
  /// A loop's body, where it stands on the same line.
  var body: [ForeignToken]?

  init(_ tokens: [ForeignToken]) {
    var tokens = tokens
    let text = tokens.map(\.text)
    value = tokens
    if tokens.count > 2, ["let", "var", "const", "val", "auto", "my", "set", "local"].contains(text[0]),
      tokens[1].kind == .name
    {
      tokens.removeFirst()
      cause = "a name is bound without '\(text[0])'"
    }
    if let loop = Self.loop(tokens) {
      self = loop
      return
    }
    value = tokens
    guard tokens.count > 1, tokens[0].kind == .name else { return }
    let name = tokens[0].text
    let sign = tokens[1].text
    let isSymbol = tokens[1].kind == .symbol
    if isSymbol, name == "seed", tokens.count == 3, tokens[2].kind == .number, sign == "=" || sign == ":" {
      lead = "seed \(tokens[2].text)"
      cause = "the seed is not a variable"
      value = []
    } else if isSymbol, sign == "=" {
      lead = "\(name) = "
      value = Array(tokens[2...])
    } else if isSymbol, tokens.count > 2, [":=", "<-", "<<-"].contains(sign),
      tokens[1].spaceBefore || sign == ":="
    {
      lead = "\(name) = "
      cause = cause ?? "a name is bound with '='"
      value = Array(tokens[2...])
    } else if isSymbol, tokens.count > 2, ["+=", "-=", "*=", "/="].contains(sign) {
      lead = "\(name) = "
      operation = "\(name) \(sign.prefix(1)) "
      cause = "'\(sign)' is not an operator"
      value = Array(tokens[2...])
    } else if isSymbol, tokens.count == 2, sign == "++" || sign == "--" {
      lead = "\(name) = \(name) \(sign.prefix(1)) 1"
      cause = "'\(sign)' is not an operator"
      value = []
    } else if isSymbol, sign == ":", tokens.count > 4, tokens[2].kind == .name, tokens[3].text == "=" {
      lead = "\(name) = "
      cause = "a name has no type written after it"
      value = Array(tokens[4...])
    }
  }

  private init(value: [ForeignToken]) { self.value = value }

  /// `for x in xs:`, `for (x in xs) {`, with a body on its line or none.
  private static func loop(_ tokens: [ForeignToken]) -> ForeignStatement? {
    guard tokens.count > 3, tokens[0].text == "for" || tokens[0].text == "foreach" else { return nil }
    var inner = Array(tokens.dropFirst())
    var closing: [ForeignToken] = []
    var cause: String?
    if inner[0].text == "(", let close = matching(inner), inner.count > 3, inner[2].text == "in" {
      closing = Array(inner[(close + 1)...])
      inner = Array(inner[1..<close])
      cause = "a 'for' has no brackets"
    }
    guard inner.count > 2, inner[0].kind == .name, inner[1].text == "in" else { return nil }
    var rest = Array(inner.dropFirst(2))
    var depth = 0
    var end = rest.endIndex
    for (index, token) in rest.enumerated() where token.kind == .symbol {
      if "([".contains(token.text) { depth += 1 }
      if ")]".contains(token.text) { depth -= 1 }
      if depth == 0, token.text == ":" || token.text == "{" {
        end = index
        break
      }
    }
    if end < rest.endIndex {
      closing = Array(rest[end...])
      rest = Array(rest[..<end])
    }
    guard let mark = closing.first else { return nil }
    if mark.text == ":" { cause = cause ?? "the body of a 'for' stands in braces" }
    var statement = ForeignStatement(value: rest)
    statement.lead = "for \(inner[0].text) in "
    statement.cause = cause
    var body = Array(closing.dropFirst())
    if mark.text == "{" {
      guard body.last?.text == "}" else { return nil }
      body.removeLast()
    }
    statement.body = body
    return statement
  }

  private static func matching(_ tokens: [ForeignToken]) -> Int? {
    var depth = 0
    for (index, token) in tokens.enumerated() where token.kind == .symbol {
      if token.text == "(" { depth += 1 }
      if token.text == ")" {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }
}

extension ForeignStatement {
  /// The statement in Étude's words, by a plan of choices.
  func written(by rewriter: inout Rewriter, body lines: [[ForeignToken]] = []) throws -> String {
    if let cause { rewriter.because(cause) }
    if value.isEmpty { return lead }
    guard let expression = ForeignParser.parse(value) else { throw Rewriter.NoAnswer() }
    var text = try rewriter.write(expression)
    if !operation.isEmpty { text.text = operation + text.within(operation.contains("+") ? .sum : .product) }
    guard let body else { return lead + text.text }
    var statements: [String] = []
    for line in (body.isEmpty ? [] : body.split { $0.text == ";" }.map(Array.init)) + lines {
      statements.append(try ForeignStatement(line).written(by: &rewriter))
    }
    guard !statements.isEmpty else { throw Rewriter.NoAnswer() }
    return "\(lead)\(text.text) { \(statements.joined(separator: "; ")) }"
  }
}
