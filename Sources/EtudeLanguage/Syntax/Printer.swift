/// Writes a statement again from its tree: one form for one meaning, whatever spaces and quotes it was typed with.
public struct Printer {
  let vocabulary: Vocabulary
  let facts: Facts
  /// Whether options that were not given are written out with their defaults.
  let writesDefaults: Bool
  /// Whether what the body of a loop only shows or writes is written out, beside what it binds.
  var writesShown = true
  /// What is written in place of what was typed.
  var rewriting = Rewriting()
  /// What strings came to whose text is not known before they run, by their numbers.
  var texts: [Int: Set<String>] = [:]
  /// What options came to that follow from others, by the number of the call.
  var derived: [Int: [String: String?]] = [:]

  init(_ vocabulary: Vocabulary, _ facts: Facts, writesDefaults: Bool) {
    self.vocabulary = vocabulary
    self.facts = facts
    self.writesDefaults = writesDefaults
  }

  /// What is written in place of what was typed, so that a statement means the same where it is written again.
  public struct Rewriting {
    /// What stands for the value of a cell, `_` (nil) or `_3`; as it is if nil.
    public var cellName: (Int?) -> String? = { _ in nil }
    /// What stands for a string that names a file; as it is if nil.
    public var path: (String) -> String? = { _ in nil }
    /// What stands for a variable.
    public var rename: (String) -> String = { $0 }
    /// A name that nothing else has, from a beginning.
    public var freshName: (String) -> String = { $0 }
    /// What stands for a call, by the number of its expression.
    public var calls: [Int: String] = [:]
    /// What is not written, since it never ran.
    public var leftOut = LeftOut()

    public init() {}
  }

  /// The text of a statement that has run; of a loop that broke off, as far as it came.
  ///
  /// - Parameters:
  ///   - writesDefaults: whether every default is written out.
  ///   - writesShown: whether statements of a loop's body that bind nothing are written out.
  public static func text(
    of executed: ExecutedStatement, vocabulary: Vocabulary, writesDefaults: Bool, writesShown: Bool = true,
    rewriting: Rewriting = Rewriting()
  ) -> String {
    var printer = Printer(vocabulary, executed.facts, writesDefaults: writesDefaults)
    printer.writesShown = writesShown
    printer.rewriting = rewriting
    printer.texts = executed.texts
    printer.derived = executed.derived
    guard executed.isCutShort else { return printer.text(executed.statement) }
    return printer.lines(of: executed.statement, upTo: executed.finishedRounds[...]).joined(separator: "\n")
  }

  /// The text of what an expression statement shows, to bind it to a name; nil for other statements.
  public static func expression(
    of executed: ExecutedStatement, vocabulary: Vocabulary, writesDefaults: Bool,
    rewriting: Rewriting = Rewriting()
  ) -> String? {
    guard case .expression(let value) = executed.statement.kind else { return nil }
    var printer = Printer(vocabulary, executed.facts, writesDefaults: writesDefaults)
    printer.rewriting = rewriting
    printer.texts = executed.texts
    printer.derived = executed.derived
    return printer.text(value)
  }

  func text(_ statement: Statement) -> String {
    switch statement.kind {
    case .parameter(let name, let value):
      let given = facts.parameters[value.id].flatMap(ValueText.literal)
      return "param \(rewriting.rename(name.text)) = \(given.map(pathed) ?? text(value))"
    case .seed(let seed): return "seed \(seed)"
    case .include(let value): return "include \(text(value))"
    case .assignment(let name, let value): return "\(rewriting.rename(name.text)) = \(text(value))"
    case .expression(let value): return text(value)
    case .invalid: return statement.span.text
    case .loop(let name, let list, let body):
      return loop(name, over: text(list), body)
    case .branch(let arms, let otherwise):
      let asked = rewriting.leftOut.asked(arms)
      let written = asked.map { "if \(text($0.condition)) \(braces($0.body))" }
      let last = asked.count == arms.count ? otherwise : nil
      return written.joined(separator: " else ") + (last.map { " else \(braces($0))" } ?? "")
    }
  }

  func loop(_ name: Word, over list: String, _ body: [Statement]) -> String {
    "for \(rewriting.rename(name.text)) in \(list) \(braces(body))"
  }

  /// A body in braces, a statement a line.
  private func braces(_ body: [Statement]) -> String {
    let lines = written(body).flatMap { text($0).split(separator: "\n") }.map { "  \($0)\n" }
    return "{\n\(lines.joined())}"
  }

  /// The statements of a body that are written out.
  func written(_ body: some Sequence<Statement>) -> [Statement] {
    let body = body.filter { writesShown || !$0.boundNames.isEmpty }
    return rewriting.leftOut.holds(body) ? [] : body
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
    case .whole(let whole): return ValueText.literal(.whole(whole)) ?? ""
    case .quantity(let quantity): return ValueText.literal(.quantity(quantity)) ?? ""
    case .flag(let flag): return flag ? "yes" : "no"
    case .text(let parts): return text(parts, of: expression)
    case .name(let name):
      if facts.elementNames[expression.id] != nil { return name }
      if facts.variables.contains(expression.id) { return rewriting.rename(name) }
      if let call = rewriting.calls[expression.id] { return call }
      guard writesDefaults, let verb = vocabulary.verbs[name] else { return name }
      let defaults = self.defaults(of: verb, given: [], id: expression.id)
      if defaults.isEmpty { return name }
      let call = ([name] + defaults).joined(separator: " ")
      return asOperand ? "(\(call))" : call
    case .cell(let number): return rewriting.cellName(number) ?? number.map { "_\($0)" } ?? "_"
    case .list(let items):
      let texts = items.map { ($0.label.map { "\($0.text): " } ?? "") + text($0.value) }
      return "[\(texts.joined(separator: ", "))]"
    case .group(let inner): return "(\(text(inner)))"
    case .signed(let sign, let inner): return sign.rawValue + text(inner, asOperand: true)
    case .negated(let inner): return "not " + text(inner, asOperand: true)
    case .operation(let first, let steps):
      // What was settled without a part of it is settled so again.
      let ran = steps.filter { !$0.op.isLogical || !rewriting.leftOut.holds(anywhereIn: $0.right) }
      let rest = ran.map { step in
        let right = text(step.right, asOperand: true)
        return step.op == .range ? "\(step.op.rawValue)\(right)" : " \(step.op.rawValue) \(right)"
      }
      return text(first, asOperand: true) + rest.joined()
    case .field(let base, let name): return "\(text(base, asOperand: true)).\(name.text)"
    case .index(let base, let index): return "\(text(base, asOperand: true))[\(text(index))]"
    case .call:
      let stages = expression.stages
      var texts = stages.first?.call.piped.map { [text($0)] } ?? []
      for stage in stages {
        if let call = rewriting.calls[stage.expression.id] {
          texts = [call]
        } else {
          texts.append(text(stage.call, id: stage.expression.id))
        }
      }
      return texts.joined(separator: " | ")
    case .invalid: return expression.span.text
    }
  }

  private func text(_ parts: [Expression.TextPart], of expression: Expression) -> String {
    if let known = facts.texts[expression.id] ?? nil, let moved = rewriting.path(known) {
      return ValueText.quoted(moved)
    }
    let texts = parts.map { part in
      switch part {
      case .plain(let plain): String(ValueText.quoted(plain).dropFirst().dropLast())
      case .value(let value, let format):
        "{\(text(value, asOperand: true))\(format.map { ":\($0.text)" } ?? "")}"
      }
    }
    return "\"\(way(to: expression))\(texts.joined())\""
  }

  /// The way to the files that a string names whose text differs from round to round: what stands before all of them.
  private func way(to expression: Expression) -> String {
    let ways = (texts[expression.id] ?? []).map { name -> String? in
      rewriting.path(name).flatMap { $0.hasSuffix(name) ? String($0.dropLast(name.count)) : nil }
    }
    guard let way = ways.first ?? nil, ways.allSatisfy({ $0 == way }) else { return "" }
    return String(ValueText.quoted(way).dropFirst().dropLast())
  }

  /// The call itself, without what is piped into it.
  private func text(_ call: CallSyntax, id: Int) -> String {
    let operands = call.operands.map { text($0, asOperand: true) }
    let options = call.options.map { option in
      "\(option.label.text): \(text(option, of: vocabulary.verbs[call.verb.text]))"
    }
    var words = [call.verb.text] + operands + options
    if writesDefaults, let verb = vocabulary.verbs[call.verb.text] {
      let said = call.options.map(\.label.text) + (facts.bareMainOptions[id].map { [$0] } ?? [])
      words += defaults(of: verb, given: said + (facts.impliedOptions[id] ?? []), id: id)
    }
    return words.joined(separator: " ")
  }

  /// An option's value; a word to choose among others is no path, whatever files there are.
  private func text(_ option: OptionSyntax, of verb: Verb?) -> String {
    let accepts = verb?.options.first { $0.label == option.label.text }?.accepts ?? []
    guard accepts.contains(where: { if case .choice = $0 { true } else { false } }) else {
      return text(option.value, asOperand: true)
    }
    var printer = self
    printer.rewriting.path = { _ in nil }
    return printer.text(option.value, asOperand: true)
  }

  private func defaults(of verb: Verb, given: [String], id: Int) -> [String] {
    verb.options.compactMap { option in
      guard !given.contains(option.label) else { return nil }
      let value = option.default.flatMap(ValueText.literal) ?? (derived[id]?[option.label] ?? nil)
      return value.map { "\(option.label): \($0)" }
    }
  }
}
