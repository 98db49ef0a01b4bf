/// Reads words into an expression, tolerant of how it is written.
struct ForeignParser {
  struct NotRead: Error {}

  let tokens: [ForeignToken]
  var position = 0
  private var level = 0

  init(_ tokens: [ForeignToken]) { self.tokens = tokens }

  /// The whole of the words as one expression; nil if they are not one.
  static func parse(_ tokens: [ForeignToken]) -> ForeignExpression? {
    var parser = ForeignParser(tokens)
    guard let value = try? parser.pipe() else { return nil }
    if parser.current?.text == ";" { parser.position += 1 }
    return parser.position == tokens.count ? value : nil
  }

  private var current: ForeignToken? { position < tokens.count ? tokens[position] : nil }
  private var next: ForeignToken? { position + 1 < tokens.count ? tokens[position + 1] : nil }

  private func isHere(_ symbol: String) -> Bool { current?.kind == .symbol && current?.text == symbol }

  private mutating func take(_ symbol: String) -> Bool {
    guard isHere(symbol) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ symbol: String) throws { guard take(symbol) else { throw NotRead() } }

  private mutating func pipe() throws -> ForeignExpression {
    level += 1
    defer { level -= 1 }
    guard level < 60 else { throw NotRead() }
    var stages = [try sequence()]
    while isHere("|") || isHere("%>%") || isHere("|>") {
      position += 1
      stages.append(try sequence())
    }
    return stages.count == 1 ? stages[0] : .pipe(stages)
  }

  /// `verb operand operand label: value`, with commas or without, or an operand alone.
  private mutating func sequence() throws -> ForeignExpression {
    guard let first = current, first.kind == .name, let after = next, startsItem(after) else {
      return try operand()
    }
    if after.kind == .symbol, after.text == "(" || after.text == "[", !after.spaceBefore {
      return try joined()
    }
    position += 1
    return .sequence(first.text, try items())
  }

  /// A call in brackets and what follows it: `print(x) y`, `plot songs[0] "a.png"` start with such.
  private mutating func joined() throws -> ForeignExpression { try operand() }

  private mutating func items() throws -> [ForeignExpression.Item] {
    var items: [ForeignExpression.Item] = []
    var comma = false
    while let token = current {
      if let label = takeLabel() {
        items.append(
          .init(label: label.name, hasEquals: label.hasEquals, followsComma: comma, value: try operand()))
      } else if startsItem(token) {
        items.append(.init(followsComma: comma, value: try operand()))
      } else {
        break
      }
      comma = take(",")
    }
    if comma || items.isEmpty { throw NotRead() }
    return items
  }

  private mutating func takeLabel() -> (name: String, hasEquals: Bool)? {
    guard let name = current, name.kind == .name, let sign = next, sign.kind == .symbol,
      sign.text == ":" && !sign.spaceBefore || sign.text == "="
    else { return nil }
    position += 2
    return (name.text, sign.text == "=")
  }

  private func startsItem(_ token: ForeignToken) -> Bool {
    switch token.kind {
    case .name: !["and", "or", "is", "in", "if", "else", "for"].contains(token.text)
    case .number, .text, .bare: true
    case .symbol:
      switch token.text {
      case "(": true
      case "[": true
      case "-", "+": token.spaceBefore && !token.spaceAfter
      default: false
      }
    }
  }
}

/// Operands, from operators down to literals.
extension ForeignParser {
  private static let levels: [[String]] = [
    ["||", "or"], ["&&", "and", "&"],
    ["==", "!=", "<", ">", "<=", ">=", "===", "!==", "<>", "~=", "is"],
    [".."],
    ["+", "-", "."], ["*", "/", "//", "%", "@"],
  ]

  private mutating func operand() throws -> ForeignExpression { try binary(0) }

  private mutating func binary(_ rank: Int) throws -> ForeignExpression {
    guard rank < Self.levels.count else { return try unary() }
    if rank == 2, isHere("!") || current?.kind == .name && current?.text == "not" {
      position += 1
      return .unary("not", try binary(2))
    }
    var left = try binary(rank + 1)
    while let token = current, token.kind == .symbol || token.kind == .name,
      Self.levels[rank].contains(token.text),
      !isSign(token)
    {
      position += 1
      left = .binary(token.text, left, try binary(rank + 1))
    }
    return left
  }

  private func isSign(_ token: ForeignToken) -> Bool {
    (token.text == "-" || token.text == "+") && token.spaceBefore && !token.spaceAfter
  }

  private mutating func unary() throws -> ForeignExpression {
    level += 1
    defer { level -= 1 }
    guard level < 60 else { throw NotRead() }
    for sign in ["-", "+", "~"] where isHere(sign) {
      position += 1
      return .unary(sign, try unary())
    }
    let base = try postfix()
    for sign in ["**", "^"] where isHere(sign) {
      position += 1
      return .binary("**", base, try unary())
    }
    return base
  }

  private mutating func postfix() throws -> ForeignExpression {
    var value = try primary()
    while let token = current, token.kind == .symbol {
      if token.text == "." || token.text == "$", let name = next, name.kind == .name, !name.spaceBefore {
        position += 2
        value = .attribute(value, name.text, isApart: token.spaceBefore || token.text == "$")
      } else if token.text == "(", !token.spaceBefore, value.isCallable {
        position += 1
        value = .call(value, try list(until: ")"))
      } else if token.text == "[", !token.spaceBefore || isIndexApart {
        position += 1
        value = .index(value, try indices(), isApart: token.spaceBefore)
      } else {
        break
      }
    }
    return value
  }

  /// `songs [0]` at the start of what is read.
  private var isIndexApart: Bool { false }

  private mutating func indices() throws -> [ForeignExpression] {
    var indices: [ForeignExpression] = []
    repeat {
      var low: ForeignExpression?
      if !isHere(":") { low = try operand() }
      if take(":") {
        var high: ForeignExpression?
        if !isHere("]"), !isHere(","), !isHere(":") { high = try operand() }
        indices.append(.slice(low, high))
      } else if let low {
        indices.append(low)
      }
    } while take(",")
    try expect("]")
    return indices
  }

  private mutating func list(until close: String) throws -> [ForeignExpression.Item] {
    var items: [ForeignExpression.Item] = []
    while !isHere(close) {
      let label = takeLabel()
      let value = try comprehended(try pipe())
      items.append(
        .init(label: label?.name, hasEquals: label?.hasEquals ?? false, followsComma: true, value: value))
      guard take(",") || take(";") || isHere(close) else { throw NotRead() }
    }
    try expect(close)
    return items
  }

  /// `for x in xs if x > 1` behind what it makes of each.
  private mutating func comprehended(_ value: ForeignExpression) throws -> ForeignExpression {
    guard current?.kind == .name, current?.text == "for" else { return value }
    position += 1
    guard let name = current, name.kind == .name, next?.text == "in" else { throw NotRead() }
    position += 2
    let source = try operand()
    guard current?.kind == .name, current?.text == "if" else {
      return .comprehension(value, of: name.text, in: source, where: nil)
    }
    position += 1
    return .comprehension(value, of: name.text, in: source, where: try operand())
  }

  private mutating func primary() throws -> ForeignExpression {
    guard let token = current else { throw NotRead() }
    position += 1
    switch (token.kind, token.text) {
    case (.number, _):
      // `3 s`
      if Double(token.text) != nil, let unit = current, unit.kind == .name, Unit(rawValue: unit.text) != nil,
        unit.range.lowerBound == token.range.upperBound + 1
      {
        position += 1
        return .number(token.text + unit.text, cause: "a unit touches its number")
      }
      return .number(token.text, cause: token.cause)
    case (.text, _): return .text(token)
    case (.bare, _): return .bare(token)
    case (.name, _): return .name(token.text)
    case (.symbol, "["): return .list(try list(until: "]"))
    case (.symbol, "("):
      let hasComma = position < tokens.count && commaInside()
      let items = try list(until: ")")
      if !hasComma, items.count == 1, items[0].label == nil { return .group(items[0].value) }
      return .tuple(items)
    default: throw NotRead()
    }
  }

  /// Whether a comma stands in the bracket that is open here, not in one within it.
  private func commaInside() -> Bool {
    var depth = 0
    for token in tokens[position...] where token.kind == .symbol {
      if token.text == ",", depth == 0 { return true }
      if "([{".contains(token.text) { depth += 1 }
      if ")]}".contains(token.text) {
        if depth == 0 { return false }
        depth -= 1
      }
    }
    return false
  }
}

extension ForeignExpression {
  /// Whether a bracket that touches it calls it.
  fileprivate var isCallable: Bool {
    switch self {
    case .name, .attribute, .call, .index, .group, .text: true
    default: false
    }
  }
}
