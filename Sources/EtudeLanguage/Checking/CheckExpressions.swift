import EtudeCore

/// Expressions other than calls.
extension Checker {
  /// The type of an expression, and its value where it follows from the text.
  func check(_ expression: Expression) -> StaticValue {
    switch expression.kind {
    case .number(let number): return StaticValue(.number, known: .number(number))
    case .whole(let whole): return StaticValue(.number, known: .whole(whole))
    case .quantity(let quantity):
      return StaticValue(Value.quantity(quantity).type, known: .quantity(quantity))
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
        if let known = value.known, known.weight <= Following.longest, text != nil {
          text? += ValueText.of(known)
        } else {
          text = nil
        }
      }
      if let bytes = text?.utf8.count, bytes > Following.longest { text = nil }
    }
    if let made = text, parts.count > 1 || !isPlain(parts), !following.follows(bytes: made.utf8.count) {
      text = nil
    }
    facts.note(text, ofText: expression.id)
    return StaticValue(.text, known: text.map { .text($0) })
  }

  private func isPlain(_ parts: [TextPart]) -> Bool {
    if case .reference? = parts.first { false } else { true }
  }

  /// A name in a string: always a variable.
  private func variable(_ name: String, at span: Span) -> StaticValue {
    if let value = names[name] ?? predefined[name] { return value }
    reportUnknown(name, at: span, among: [String](), isName: true)
    return StaticValue(.unknown)
  }

  private func check(_ name: String, of expression: Expression) -> StaticValue {
    if let value = variable(expression) {
      facts.variables.insert(expression.id)
      return value
    }
    if let verb = vocabulary.verbs[name] {
      verbNodes.insert(expression.id)
      return check(verb, bare: Word(text: name, span: expression.span), of: expression)
    }
    reportUnknown(name, at: expression.span, among: vocabulary.verbs.keys, isName: true)
    return StaticValue(.unknown)
  }

  func reportUnknown(
    _ name: String, at span: Span, among verbs: some Collection<String>, isVerb: Bool = false,
    isName: Bool = false
  ) {
    if hasGaps { return }
    let what = isVerb ? "unknown verb '\(name)'" : "unknown name '\(name)'"
    if Absences.empties.contains(name) {
      return report(span, "unknown name '\(name)'", fix: "leave the option out")
    }
    let words = [vocabulary.habits[name], Self.words[name]].compactMap(\.self)
    report(
      span, what, fix: isVerb ? "'help' in the REPL lists the verbs" : "bind it first: \(name) = …",
      words.map { Replacement(span, $0) } + nearest(name, among: verbs, isName: isName, at: span))
  }

  /// What is known of the variable that an expression names; nil if it is no name, or stands for a verb, or for nothing.
  func variable(_ expression: Expression) -> StaticValue? {
    guard case .name(let name) = expression.kind, !verbNodes.contains(expression.id) else { return nil }
    return names[name] ?? predefined[name]
  }

  /// What people write who come from elsewhere, whatever the vocabulary is.
  private static let words = [
    "True": "yes", "true": "yes", "TRUE": "yes", "False": "no", "false": "no", "FALSE": "no",
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
    let names = labels.isEmpty ? nil : items.map { $0.label?.text ?? "" }
    let type = ValueType.list(of: element, labels: names)
    guard element.listDepth < Parser.deepest else {
      report(
        items[0].value.span, "a list within more than \(Parser.deepest) lists", fix: "take it out of one")
      return StaticValue(.list(of: .unknown, labels: nil))
    }
    let known = values.compactMap(\.known)
    guard known.count == items.count else { return StaticValue(type, facts: ListCount(items.count)) }
    let list = ListValue(of: element, zip(items, known).map { ($0.label?.text, $1) })
    return StaticValue(type, known: following.follow(.list(list)), facts: ListCount(items.count))
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
        return StaticValue(type, known: try known(step.op, a, b))
      }
    }
    return left
  }

  /// The value of an operation on known values, if it is followed. A number that is too large is an error beforehand;
  /// division by zero is one while running.
  private func known(_ op: Operator, _ left: Value, _ right: Value) throws -> Value? {
    if case .list(let first) = left, case .list(let second) = right,
      first.weight > Following.longest || second.weight > Following.longest - first.weight
    {
      return nil
    }
    do {
      let value = try Arithmetic.value(op, left, right)
      guard case .list = value else { return value }
      return following.follow(value)
    } catch let failure as Failure where failure == Arithmetic.tooLarge {
      throw failure
    } catch {
      return nil
    }
  }

  /// `print - 2`: a sign with space on both sides joins, and a verb that needs an operand is nothing to join.
  private func refusesSign(_ step: Expression.Step, after first: Expression) -> Bool {
    guard step.op == .minus || step.op == .plus, let verb = bareVerb(first) else { return false }
    let signed = step.op.rawValue + step.right.span.text
    report(
      step.right.span, "'\(step.op.rawValue)' joins what stands on both sides, and '\(verb.name)' is a verb",
      fix: "a sign touches its number",
      [Replacement(first.span.through(step.right.span), "\(first.span.text) \(signed)")])
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
    let near = Suggestion.nearest(to: name.text, among: fields).map { field in
      Replacement(name.span, field, words: "did you mean '\(field)'? \(list)")
    }
    report(
      name.span, "\(type.described) has no field '\(name.text)'", fix: list, near.map { [$0] } ?? [])
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
      return StaticValue(element, facts: value.facts)
    default: break
    }
    var field: [Replacement] = []
    if case .text(let name)? = position.known {
      let whole = Span(span.source, span.range.lowerBound..<index.span.range.upperBound + 1)
      field = [Replacement(whole, "\(span.text).\(name)")]
    }
    report(span, "\(value.type.described) has no elements", fix: "take the index out", field)
    return StaticValue(.unknown)
  }
}
