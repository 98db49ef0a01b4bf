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
  /// `x = a ? b : c`, where it is that.
  private var choice: Choice?
  /// Whether it is an `if`, whose lines may hold an `elif` or an `else` of its own.
  var isBranch = false
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
    if let file = Self.takenIn(tokens) {
      lead = "include \(file)"
      cause = "a script is taken in by 'include'"
      value = []
      return
    }
    if let statement = Self.loop(tokens) ?? Self.branch(tokens) {
      self = statement
      return
    }
    // `5 -> x`, as R has it.
    if let arrow = tokens.indices.dropFirst().first(where: { place in
      tokens[place].text == "-" && place + 2 == tokens.count - 1 && tokens[place + 1].text == ">"
        && tokens[place].range.upperBound == tokens[place + 1].range.lowerBound
    }), let name = tokens.last, name.kind == .name {
      lead = "\(name.text) = "
      cause = "a name is bound with '='"
      value = Array(tokens[..<arrow])
      return
    }
    value = tokens
    guard tokens.count > 1, tokens[0].kind == .name else { return }
    if let choice = Choice(tokens) {
      self.choice = choice
      cause = "an 'if' is a statement"
      return
    }
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

  /// The script of `import "more.etude"`, `source("more.etude")`; nil for anything else.
  private static func takenIn(_ tokens: [ForeignToken]) -> String? {
    var tokens = tokens[...]
    guard let word = tokens.popFirst(), ["import", "source", "require", "using", "load"].contains(word.text)
    else { return nil }
    if tokens.count == 3, tokens.first?.text == "(", tokens.last?.text == ")" {
      tokens = tokens.dropFirst().dropLast()
    }
    guard tokens.count == 1, let file = tokens.first, file.kind == .text || file.kind == .bare,
      file.text.dropLast().hasSuffix(".etude"), file.text.hasPrefix("\"")
    else { return nil }
    return file.text
  }

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

  /// `if x > 3:`, `if (x > 3) {`, `elif`, `else:`, with a body on its line or none.
  private static func branch(_ tokens: [ForeignToken]) -> ForeignStatement? {
    guard tokens.count > 1, tokens[0].text == "if" else { return nil }
    var depth = 0
    guard
      let end = tokens.indices.first(where: { place in
        let token = tokens[place]
        guard token.kind == .symbol else { return false }
        if "([".contains(token.text) { depth += 1 }
        if ")]".contains(token.text) { depth -= 1 }
        return depth == 0 && (token.text == ":" || token.text == "{")
      }) ?? tokens.firstIndex(where: { $0.kind == .name && $0.text == "then" })
    else { return nil }
    let then = tokens[..<end].firstIndex { $0.kind == .name && $0.text == "then" }
    guard then.map({ $0 == end - 1 }) ?? true else { return nil }
    var statement = ForeignStatement(value: Array(tokens[1..<(then ?? end)]))
    statement.lead = "if "
    statement.isBranch = true
    if tokens[end].text == ":" { statement.cause = "the body of an 'if' stands in braces" }
    if tokens[end].text == "then" || then != nil { statement.cause = "there is no 'then'" }
    var body = Array(tokens[(end + 1)...])
    if tokens[end].text == "then", body.last?.text == "end" || body.last?.text == "fi" { body.removeLast() }
    if tokens[end].text == "{" {
      guard body.last?.text == "}" else { return nil }
      body.removeLast()
      // An `else` in braces of its own.
      guard !body.contains(where: { $0.text == "{" || $0.text == "}" }) else { return nil }
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
    if let choice { return try choice.written(by: &rewriter) }
    if value.isEmpty { return lead }
    guard let expression = ForeignParser.parse(value) else { throw Rewriter.NoAnswer() }
    var text = try rewriter.write(expression)
    if !operation.isEmpty { text.text = operation + text.within(operation.contains("+") ? .sum : .product) }
    guard let body else { return lead + text.text }
    if isBranch { return try branch(text.text, body, lines, by: &rewriter) }
    var statements: [String] = []
    for line in (body.isEmpty ? [] : body.split { $0.text == ";" }.map(Array.init)) + lines {
      statements.append(try ForeignStatement(line).written(by: &rewriter))
    }
    guard !statements.isEmpty else { throw Rewriter.NoAnswer() }
    return "\(lead)\(text.text) { \(statements.joined(separator: "; ")) }"
  }

  /// An `if` with the lines of its body, `elif` and `else` among them.
  private func branch(
    _ condition: String, _ body: [ForeignToken], _ lines: [[ForeignToken]], by rewriter: inout Rewriter
  ) throws -> String {
    var text = "if \(condition) { "
    var statements: [String] = []
    func isElse(_ line: [ForeignToken]) -> Bool {
      ["elif", "else", "elseif"].contains(line.first?.text) && line.contains { $0.text == ":" }
    }
    for line in (body.isEmpty ? [] : body.split { $0.text == ";" }.map(Array.init)) + lines {
      guard isElse(line), let colon = line.firstIndex(where: { $0.text == ":" }) else {
        statements.append(try ForeignStatement(line).written(by: &rewriter))
        continue
      }
      text += statements.joined(separator: "; ") + " } else "
      statements = []
      var condition = Array(line[1..<colon])
      if condition.first?.text == "if" { condition.removeFirst() }
      if !condition.isEmpty {
        guard let expression = ForeignParser.parse(condition) else { throw Rewriter.NoAnswer() }
        text += "if \(try rewriter.write(expression).text) "
      }
      text += "{ "
      let rest = Array(line[(colon + 1)...])
      if !rest.isEmpty { statements.append(try ForeignStatement(rest).written(by: &rewriter)) }
    }
    guard !statements.isEmpty else { throw Rewriter.NoAnswer() }
    return text + statements.joined(separator: "; ") + " }"
  }
}

/// A value that is one of two, as others choose it: `x = a ? b : c`, `x = b if a else c`.
private struct Choice {
  let name: String
  let condition: [ForeignToken]
  let first: [ForeignToken]
  let second: [ForeignToken]

  init?(_ tokens: [ForeignToken]) {
    guard tokens.count > 6, tokens[0].kind == .name, tokens[1].text == "=" else { return nil }
    let value = Array(tokens[2...])
    func parts(_ one: String, _ other: String) -> [[ForeignToken]]? {
      guard let place = value.firstIndex(where: { $0.text == one }),
        let end = value.lastIndex(where: { $0.text == other }), place > 0, end > place + 1,
        end < value.count - 1
      else { return nil }
      return [Array(value[..<place]), Array(value[(place + 1)..<end]), Array(value[(end + 1)...])]
    }
    name = tokens[0].text
    if let parts = parts("?", ":") {
      (condition, first, second) = (parts[0], parts[1], parts[2])
    } else if let parts = parts("if", "else") {
      (condition, first, second) = (parts[1], parts[0], parts[2])
    } else {
      return nil
    }
  }

  func written(by rewriter: inout Rewriter) throws -> String {
    func text(_ tokens: [ForeignToken]) throws -> String {
      guard let expression = ForeignParser.parse(tokens) else { throw Rewriter.NoAnswer() }
      return try rewriter.write(expression).text
    }
    let condition = try text(condition)
    return "if \(condition) { \(name) = \(try text(first)) } else { \(name) = \(try text(second)) }"
  }
}
