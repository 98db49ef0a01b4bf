import EtudeCore

/// Expressions other than calls.
extension Checker {
  /// The type of an expression, and its value where it follows from the text.
  func check(_ expression: Expression) -> StaticValue {
    switch expression.kind {
    case .number(let number): return StaticValue(.number, known: .number(number))
    case .quantity(let quantity):
      return StaticValue(.quantity(quantity.dimension), known: .quantity(quantity))
    case .flag(let flag): return StaticValue(.flag, known: .flag(flag))
    case .text(let parts): return check(parts, of: expression)
    case .name(let name): return check(name, of: expression)
    case .cell(let number): return checkCell(number, at: expression.span)
    case .list(let items): return check(items)
    case .group(let inner):
      let value = check(inner)
      if sweptNodes.contains(inner.id) { sweptNodes.insert(expression.id) }
      return value
    case .signed(let sign, let inner): return checkSign(sign, inner, at: expression.span)
    case .operation(let first, let steps): return check(first, steps)
    case .field(let base, let name): return checkField(name, of: check(base))
    case .index(let base, let index): return checkIndex(index, of: check(base), at: base.span)
    case .call: return check(pipe: expression)
    case .invalid: return StaticValue(.unknown)
    }
  }

  private func check(_ parts: [TextPart], of expression: Expression) -> StaticValue {
    var text: String? = ""
    for part in parts {
      switch part {
      case .plain(let plain): text? += plain
      case .reference(let path, let range):
        let span = Span(expression.span.source, range)
        var value = variable(path[0], at: span)
        for field in path.dropFirst() { value = checkField(Word(text: field, span: span), of: value) }
        if value.type == .nothing { report(span, "'\(path[0])' has no value") }
        if let known = value.known { text? += ValueText.of(known) } else { text = nil }
      }
    }
    facts.note(text, ofText: expression.id)
    return StaticValue(.text, known: text.map { .text($0) })
  }

  /// A name in a string: always a variable.
  private func variable(_ name: String, at span: Span) -> StaticValue {
    if let value = names[name] ?? predefined[name] { return value }
    reportUnknown(name, at: span, among: names.keys)
    return StaticValue(.unknown)
  }

  private func check(_ name: String, of expression: Expression) -> StaticValue {
    if let value = names[name] ?? predefined[name] {
      facts.variables.insert(expression.id)
      return value
    }
    if let verb = vocabulary.verbs[name] {
      return check(verb, bare: Word(text: name, span: expression.span), of: expression)
    }
    reportUnknown(name, at: expression.span, among: Array(names.keys) + vocabulary.verbs.keys)
    return StaticValue(.unknown)
  }

  func reportUnknown(
    _ name: String, at span: Span, among candidates: some Sequence<String>, isVerb: Bool = false
  ) {
    if hasGaps { return }
    let what = isVerb ? "unknown verb '\(name)'" : "unknown name '\(name)'"
    let bindFirst = "bind it first: \(name) = …"
    if let habit = vocabulary.habits[name] ?? Self.habits[name] {
      let isForVerb = !isVerb && vocabulary.verbs[habit] != nil
      let fix = habit.contains(" ") ? habit : "write '\(habit)'"
      return report(span, what, fix: isForVerb ? "\(bindFirst); the verb is '\(habit)'" : fix)
    }
    let fallback = isVerb ? "'help' lists the verbs" : bindFirst
    report(span, what, fix: Suggestion.question(name, among: candidates) ?? fallback)
  }

  /// What people write who come from Python, whatever the vocabulary is.
  private static let habits: [String: String] = [
    "True": "yes", "true": "yes", "False": "no", "false": "no",
    "None": "leave the option out", "import": "nothing is imported: all verbs are there",
    "help": "write 'help' or 'help verb' alone on a line of the REPL",
    "exit": "end the session with .quit or Ctrl-D", "quit": "end the session with .quit or Ctrl-D",
  ]

  private func checkCell(_ number: Int?, at span: Span) -> StaticValue {
    let text = number.map { "_\($0)" } ?? "_"
    guard mode == .cell else {
      report(span, "'\(text)' stands for a cell's value in the REPL only", fix: "give the value a name")
      return StaticValue(.unknown)
    }
    guard let value = number.map({ cells[$0] }) ?? lastCell else {
      report(
        span, number.map { "cell \($0) has no value" } ?? "there is no value before this cell",
        fix: "'.history' lists the cells")
      return StaticValue(.unknown)
    }
    return value
  }

  private func check(_ items: [Expression.Item]) -> StaticValue {
    let values = items.map { check($0.value) }
    var labels: Set<String> = []
    for item in items {
      if let label = item.label, !labels.insert(label.text).inserted {
        report(label.span, "the label '\(label.text)' is there twice", fix: "give it another name")
      }
    }
    let element = values.first { $0.type != .unknown }?.type ?? .unknown
    for (item, value) in zip(items, values) {
      if value.type == .nothing {
        report(item.value.span, "this gives no value", fix: "take it out of the list")
      } else if !value.type.agrees(with: element) {
        report(
          item.value.span, "\(value.type.described) in \(ValueType.list(of: element, labels: nil).described)",
          fix: "one type a list")
        return StaticValue(.list(of: .unknown, labels: nil))
      }
    }
    let known = values.compactMap(\.known)
    let names = labels.isEmpty ? nil : items.map { $0.label?.text ?? "" }
    let list = ListValue(of: element, zip(items, known).map { ($0.label?.text, $1) })
    return StaticValue(
      .list(of: element, labels: names), known: known.count == items.count ? .list(list) : nil)
  }

  private func checkSign(_ sign: Operator, _ inner: Expression, at span: Span) -> StaticValue {
    let value = check(inner)
    return attempt(at: span) {
      StaticValue(
        try Arithmetic.signedType(sign, value.type),
        known: try value.known.map { try Arithmetic.signed(sign, $0) })
    }
  }

  private func check(_ first: Expression, _ steps: [Expression.Step]) -> StaticValue {
    if let step = steps.first, refusesSign(step, after: first) {
      for step in steps { _ = check(step.right) }
      return StaticValue(.unknown)
    }
    var left = check(first)
    for step in steps {
      let right = check(step.right)
      left = attempt(at: first.span.through(step.right.span)) {
        let type = try Arithmetic.type(step.op, left.type, right.type)
        guard let a = left.known, let b = right.known else { return StaticValue(type) }
        return StaticValue(type, known: try? Arithmetic.value(step.op, a, b))
      }
    }
    return left
  }

  /// `print - 2`: a sign with space on both sides joins, and a verb that needs an operand is nothing to join.
  private func refusesSign(_ step: Expression.Step, after first: Expression) -> Bool {
    guard step.op == .minus || step.op == .plus, let verb = bareVerb(first) else { return false }
    let signed = step.op.rawValue + step.right.span.text
    report(
      step.right.span, "'\(step.op.rawValue)' joins what stands on both sides, and '\(verb.name)' is a verb",
      fix: "write \(signed) without the space")
    return true
  }

  /// A result, or a report of why there is none.
  func attempt(
    at span: Span, _ options: [GivenOption] = [], _ body: () throws -> StaticValue
  ) -> StaticValue {
    do {
      return try body()
    } catch let error as OptionFailure {
      report(error.span(among: options) ?? span, error.failure.cause, fix: error.failure.fix)
      return StaticValue(.unknown)
    } catch {
      let failure = error as? Failure ?? Failure("\(error)")
      report(span, failure.cause, fix: failure.fix)
      return StaticValue(.unknown)
    }
  }

  func checkField(_ name: Word, of value: StaticValue) -> StaticValue {
    switch value.type {
    case .unknown: return value
    case .list(let element, let labels):
      if case .list(let list)? = value.known, let item = list.items.first(where: { $0.label == name.text }) {
        return StaticValue(list.element, known: item.value)
      }
      if let labels, labels.contains(name.text) { return StaticValue(element) }
      if name.text == "count" { return StaticValue(.number) }
      if name.text == "labels" { return StaticValue(.list(of: .text, labels: nil)) }
      reportField(name, of: value.type, has: (labels ?? []).filter { !$0.isEmpty } + ["count", "labels"])
    case .kind(let kind):
      let fields = vocabulary.kinds[kind]?.fields ?? []
      if let field = fields.first(where: { $0.name == name.text }) { return StaticValue(field.type) }
      reportField(name, of: value.type, has: fields.map(\.name))
    default: reportField(name, of: value.type, has: [])
    }
    return StaticValue(.unknown)
  }

  private func reportField(_ name: Word, of type: ValueType, has fields: [String]) {
    let list = fields.isEmpty ? "it has no fields" : "fields are \(fields.joined(separator: ", "))"
    let nearest = Suggestion.question(name.text, among: fields).map { "\($0) " } ?? ""
    report(name.span, "\(type.described) has no field '\(name.text)'", fix: nearest + list)
  }

  private func checkIndex(_ index: Expression, of value: StaticValue, at span: Span) -> StaticValue {
    let position = check(index)
    guard position.type.agrees(with: .number) || position.type.agrees(with: .text) else {
      report(
        index.span, "an index is a number or a name, not \(position.type.described)",
        fix: "count from 0, or give a name")
      return StaticValue(.unknown)
    }
    switch value.type {
    case .unknown: return value
    case .list(let element, _):
      if case .list(let list)? = value.known, let known = position.known,
        let item = try? Indexing.item(known, of: list)
      {
        return StaticValue(item.type, known: item)
      }
      return StaticValue(element)
    case .kind(let kind):
      guard let declaration = vocabulary.kinds[kind], let element = declaration.element else { break }
      if position.type == .text, !declaration.namedElements {
        report(index.span, "\(value.type.described) has no elements by name", fix: "count from 0")
      }
      return StaticValue(element)
    default: break
    }
    report(span, "\(value.type.described) has no elements", fix: "take the index out")
    return StaticValue(.unknown)
  }
}
