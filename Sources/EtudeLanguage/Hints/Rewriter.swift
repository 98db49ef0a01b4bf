/// Writes what stands there as another language has it in Étude's words.
///
/// It knows names and shapes, not types: what it writes is a guess, which the checker tries before anyone sees it. Where
/// several ways are likely, `plan` says which is taken, so that they can be tried one after the other.
struct Rewriter {
  /// There is no way to write it.
  struct NoAnswer: Error {}

  /// A text and how closely it holds together.
  struct Written {
    enum Level: Int { case pipe, call, or, and, not, comparison, range, sum, product, sign, whole }
    var text: String
    var level = Level.whole

    /// The text where an operand is wanted.
    var operand: String { level.rawValue <= Level.call.rawValue ? "(\(text))" : text }

    func within(_ other: Level) -> String { level.rawValue < other.rawValue ? "(\(text))" : text }
  }

  let context: ForeignContext
  /// What is wrong with the text as it stands: the first thing that was found.
  private(set) var cause: String?
  /// For each choice, which of the ways is taken.
  private let plan: [Int]
  /// For each choice met, how many ways there are.
  private(set) var choices: [Int] = []

  /// What stands for the names of elements while they are written.
  var places: [String: String] = [:]

  var vocabulary: Vocabulary { context.vocabulary }

  init(_ context: ForeignContext, plan: [Int]) {
    self.context = context
    self.plan = plan
  }

  mutating func because(_ text: String) { if cause == nil { cause = text } }

  /// One of several ways, the likeliest first.
  mutating func pick<Way>(_ ways: [Way]) -> Way {
    let place = choices.count < plan.count ? plan[choices.count] : 0
    choices.append(ways.count)
    return ways[min(place, ways.count - 1)]
  }

  mutating func write(_ expression: ForeignExpression) throws -> Written {
    switch expression {
    case .number(let text, let cause):
      if let cause { because(cause) }
      return Written(text: text)
    case .text(let token): return Written(text: try string(token))
    case .bare(let token):
      because(token.cause ?? "")
      return Written(text: token.text)
    case .name(let name): return try self.name(name)
    case .list(let items): return try list(items)
    case .tuple(let items):
      because("a list stands in square brackets")
      return try list(items)
    case .group(let inner): return Written(text: "(\(try write(inner).text))")
    case .call(let callee, let items): return try call(callee, items)
    case .attribute(let base, let field, let isApart):
      if isApart { because("a dot touches what it follows") }
      return try attribute(base, field)
    case .index(let base, let indices, let isApart): return try index(base, indices, isApart: isApart)
    case .slice: throw NoAnswer()
    case .unary(let sign, let inner): return try unary(sign, inner)
    case .binary(let sign, let left, let right): return try binary(sign, left, right)
    case .sequence(let head, let items): return try sequence(head, items)
    case .pipe(let stages): return try pipe(stages)
    case .comprehension: throw NoAnswer()
    }
  }

  func isBound(_ name: String) -> Bool { places[name] != nil || context.isBound(name) }

  private mutating func name(_ name: String) throws -> Written {
    if let place = places[name] { return Written(text: place) }
    if isBound(name) { return Written(text: name) }
    if let word = Absences.flag(for: name), word != name {
      because("unknown name '\(name)'")
      return Written(text: word)
    }
    return Written(text: name)
  }

  private mutating func list(_ items: [ForeignExpression.Item]) throws -> Written {
    if items.count == 1, items[0].label == nil,
      case .comprehension(let value, let name, let source, let condition) = items[0].value
    {
      return try comprehension(value, of: name, in: source, where: condition)
    }
    let texts = try items.map { item in
      if item.hasEquals { because("a label is written with a colon") }
      return (item.label.map { "\($0): " } ?? "") + (try write(item.value).text)
    }
    return Written(text: "[\(texts.joined(separator: ", "))]")
  }

  private mutating func pipe(_ stages: [ForeignExpression]) throws -> Written {
    // `(x > 3) | (y < 2)`
    if stages.allSatisfy(\.isComparison) {
      because("'|' hands on what is before it; yes and no are joined by 'or'")
      return Written(
        text: try stages.map { try write($0).within(.and) }.joined(separator: " or "), level: .or)
    }
    var texts: [String] = []
    for (index, stage) in stages.enumerated() {
      // `x | plot confusion`: the second verb of a stage works on what the first one gives.
      if index > 0, case .sequence(let head, let items) = stage, items.count == 1,
        case .name(let inner) = items[0].value, let verb = vocabulary.verbs[inner], !isBound(inner),
        !verb.standsAlone, vocabulary.verbs[head] != nil
      {
        because("\(inner) is a verb and works on what is piped to it")
        texts += [inner, head]
      } else {
        texts.append(try write(stage).text)
      }
    }
    return Written(text: texts.joined(separator: " | "), level: .pipe)
  }

  private mutating func attribute(_ base: ForeignExpression, _ field: String) throws -> Written {
    if let path = base.path, !isBound(path[0]), vocabulary.verbs[path[0]] == nil {
      // `np.pi`, `torch.nn`: a module's name.
      throw NoAnswer()
    }
    let base = try write(base)
    return Written(text: "\(base.within(.whole)).\(field)")
  }

  private mutating func index(_ base: ForeignExpression, _ indices: [ForeignExpression], isApart: Bool) throws
    -> Written
  {
    if indices.count == 1, indices[0].isCondition, let name = base.path?.first, base.path?.count == 1 {
      because("elements are chosen by 'where'")
      let condition = try write(indices[0].asked(of: name))
      return Written(text: "\(name) | where \(condition.text)", level: .pipe)
    }
    let base = try write(base)
    guard indices.count == 1, case .slice(let low, let high) = indices[0] else {
      if indices.count > 1 { because("an index is one number or name") }
      let texts = try indices.map { "[\(try write($0).text)]" }
      return Written(text: base.within(.whole) + texts.joined())
    }
    because("an index has no colon")
    guard case .number(let end, _)? = high, let end = Int(end), end > 0 else { throw NoAnswer() }
    let start = try low.map { try write($0).text } ?? "0"
    return Written(text: "\(base.within(.whole))[\(start)..\(end - 1)]")
  }

  private mutating func unary(_ sign: String, _ inner: ForeignExpression) throws -> Written {
    if sign == "not" || sign == "~" {
      because("'\(sign == "not" ? "!" : sign)' is not an operator")
      return Written(text: "not \(try write(inner).within(.not))", level: .not)
    }
    return Written(text: sign + (try write(inner).within(.sign)), level: .sign)
  }

  private mutating func binary(_ sign: String, _ left: ForeignExpression, _ right: ForeignExpression) throws
    -> Written
  {
    if sign == "%", case .text(let token) = left { return try formatted(token, right) }
    if let joined = try joined(sign, left, right) { return joined }
    if sign == ".", case .name(let field) = right {
      because("a dot touches what it follows")
      return try attribute(left, field)
    }
    if sign == "**" { return try power(left, right) }
    let known: [String: (String, Written.Level)] = [
      "||": ("or", .or), "or": ("or", .or), "&&": ("and", .and), "&": ("and", .and), "and": ("and", .and),
      "===": ("==", .comparison),
      "==": ("==", .comparison), "is": ("==", .comparison), "!=": ("!=", .comparison),
      "!==": ("!=", .comparison),
      "<>": ("!=", .comparison), "~=": ("!=", .comparison), "<": ("<", .comparison), ">": (">", .comparison),
      "<=": ("<=", .comparison), ">=": (">=", .comparison), "..": ("..", .range), "+": ("+", .sum),
      "-": ("-", .sum), "*": ("*", .product), "/": ("/", .product),
    ]
    guard let (here, level) = known[sign] else { throw NoAnswer() }
    if here != sign { because("'\(sign)' is not an operator") }
    let a = try write(left)
    let b = try write(right)
    let isApart = here != ".."
    let next = Written.Level(rawValue: level.rawValue + 1) ?? .whole
    return Written(
      text: a.within(level) + (isApart ? " \(here) " : here) + b.within(next), level: level)
  }

  private mutating func power(_ base: ForeignExpression, _ exponent: ForeignExpression) throws -> Written {
    because("there is no power")
    guard case .number(let text, _) = exponent, let count = Int(text), (2...4).contains(count) else {
      throw NoAnswer()
    }
    let factor = try write(base).within(.sign)
    return Written(
      text: [String](repeating: factor, count: count).joined(separator: " * "), level: .product)
  }
}
