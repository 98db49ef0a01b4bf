/// Writes a statement again from its tree: one form for one meaning, whatever spaces and quotes it was typed with.
public struct Printer {
  let vocabulary: Vocabulary
  let facts: Facts
  /// Whether options that were not given are written out with their defaults.
  let writesDefaults: Bool
  /// Whether what the body of a loop only shows or writes is written out, beside what it binds.
  var writesShown = true
  /// What is written for a cell's value.
  var cellName: (Int?) -> String? = { _ in nil }
  /// What is written for a string that names a file, from where the text lies.
  var path: (String) -> String? = { _ in nil }

  init(_ vocabulary: Vocabulary, _ facts: Facts, writesDefaults: Bool) {
    self.vocabulary = vocabulary
    self.facts = facts
    self.writesDefaults = writesDefaults
  }

  /// The text of a statement that has run.
  ///
  /// - Parameters:
  ///   - writesDefaults: whether every default is written out.
  ///   - writesShown: whether statements of a loop's body that bind nothing are written out.
  ///   - cellName: what stands for `_` and `_3`; as they are if nil.
  ///   - path: what stands for the name of a file; as it is if nil.
  public static func text(
    of executed: ExecutedStatement, vocabulary: Vocabulary, writesDefaults: Bool, writesShown: Bool = true,
    cellName: @escaping (Int?) -> String? = { _ in nil }, path: @escaping (String) -> String? = { _ in nil }
  ) -> String {
    var printer = Printer(vocabulary, executed.facts, writesDefaults: writesDefaults)
    printer.writesShown = writesShown
    printer.cellName = cellName
    printer.path = path
    return printer.text(executed.statement)
  }

  /// The text of what an expression statement shows, to bind it to a name; nil for other statements.
  public static func expression(
    of executed: ExecutedStatement, vocabulary: Vocabulary, writesDefaults: Bool,
    cellName: @escaping (Int?) -> String? = { _ in nil }, path: @escaping (String) -> String? = { _ in nil }
  ) -> String? {
    guard case .expression(let value) = executed.statement.kind else { return nil }
    var printer = Printer(vocabulary, executed.facts, writesDefaults: writesDefaults)
    printer.cellName = cellName
    printer.path = path
    return printer.text(value)
  }

  func text(_ statement: Statement) -> String {
    switch statement.kind {
    case .parameter(let name, let value):
      let given = facts.parameters[value.id].flatMap(ValueText.literal)
      return "param \(name.text) = \(given.map(pathed) ?? text(value))"
    case .seed(let seed): return "seed \(seed)"
    case .include(let value): return "include \(text(value))"
    case .assignment(let name, let value): return "\(name.text) = \(text(value))"
    case .expression(let value): return text(value)
    case .invalid: return statement.span.text
    case .loop(let name, let list, let body):
      let kept = writesShown ? body : body.filter { !$0.boundNames.isEmpty }
      let lines = kept.flatMap { text($0).split(separator: "\n") }.map { "  \($0)\n" }
      return "for \(name.text) in \(text(list)) {\n\(lines.joined())}"
    }
  }

  private func pathed(_ literal: String) -> String {
    guard literal.hasPrefix("\"") else { return literal }
    var parser = Parser(SourceText(name: "", text: literal))
    guard let value = try? parser.primary() else { return literal }
    return text(value)
  }

  /// An expression; where an operand should stand, a verb that has got options needs brackets.
  func text(_ expression: Expression, asOperand: Bool = false) -> String {
    switch expression.kind {
    case .number(let number): return ValueText.literal(.number(number)) ?? ""
    case .quantity(let quantity): return ValueText.literal(.quantity(quantity)) ?? ""
    case .flag(let flag): return flag ? "yes" : "no"
    case .text(let parts): return text(parts, of: expression)
    case .name(let name):
      guard writesDefaults, !facts.variables.contains(expression.id), let verb = vocabulary.verbs[name] else {
        return name
      }
      let defaults = self.defaults(of: verb, given: [])
      if defaults.isEmpty { return name }
      let call = ([name] + defaults).joined(separator: " ")
      return asOperand ? "(\(call))" : call
    case .cell(let number): return cellName(number) ?? number.map { "_\($0)" } ?? "_"
    case .list(let items):
      let texts = items.map { ($0.label.map { "\($0.text): " } ?? "") + text($0.value) }
      return "[\(texts.joined(separator: ", "))]"
    case .group(let inner): return "(\(text(inner)))"
    case .signed(let sign, let inner): return sign.rawValue + text(inner, asOperand: true)
    case .operation(let first, let steps):
      let rest = steps.map { " \($0.op.rawValue) \(text($0.right, asOperand: true))" }
      return text(first, asOperand: true) + rest.joined()
    case .field(let base, let name): return "\(text(base, asOperand: true)).\(name.text)"
    case .index(let base, let index): return "\(text(base, asOperand: true))[\(text(index))]"
    case .call:
      let stages = expression.stages
      let start = stages.first?.call.piped.map { [text($0)] } ?? []
      return (start + stages.map { text($0.call, id: $0.expression.id) }).joined(separator: " | ")
    case .invalid: return expression.span.text
    }
  }

  private func text(_ parts: [TextPart], of expression: Expression) -> String {
    if let known = facts.texts[expression.id] ?? nil, let moved = path(known) {
      return ValueText.quoted(moved)
    }
    let texts = parts.map { part in
      switch part {
      case .plain(let plain): String(ValueText.quoted(plain).dropFirst().dropLast())
      case .reference(let names, _): "{\(names.joined(separator: "."))}"
      }
    }
    return "\"\(texts.joined())\""
  }

  /// The call itself, without what is piped into it.
  private func text(_ call: CallSyntax, id: Int) -> String {
    let operands = call.operands.map { text($0, asOperand: true) }
    let options = call.options.map { "\($0.label.text): \(text($0.value, asOperand: true))" }
    var words = [call.verb.text] + operands + options
    if writesDefaults, let verb = vocabulary.verbs[call.verb.text] {
      let said = call.options.map(\.label.text) + (facts.bareMainOptions[id].map { [$0] } ?? [])
      words += defaults(of: verb, given: said + (facts.settledOptions[id] ?? []))
    }
    return words.joined(separator: " ")
  }

  private func defaults(of verb: Verb, given: [String]) -> [String] {
    verb.options.compactMap { option in
      guard !given.contains(option.label), let standard = option.standard else { return nil }
      return ValueText.literal(standard).map { "\(option.label): \($0)" }
    }
  }
}
