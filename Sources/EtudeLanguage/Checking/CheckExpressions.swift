import EtudeCore

/// Expressions other than calls.
extension Checker {
  /// The type of an expression, and its value where it follows from the text.
  func check(_ expression: Expression) -> StaticValue {
    if isStopped { return StaticValue(.unknown) }
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
      return check(inner)
    case .signed(let sign, let inner): return checkSign(sign, inner, at: expression.span)
    case .negated(let inner): return checkNegation(inner)
    case .operation(let first, let steps): return check(first, steps)
    case .field(let base, let name): return checkField(name, of: check(base))
    case .index(let base, let index): return checkIndex(index, of: check(base), at: base.span)
    case .call: return check(pipe: expression)
    case .invalid: return StaticValue(.unknown)
    }
  }

  private func check(_ name: String, of expression: Expression) -> StaticValue {
    if let value = checkElementName(name, of: expression) { return value }
    if let value = variable(expression) {
      facts.variables.insert(expression.id)
      return value
    }
    if let verb = vocabulary.verbs[name] {
      verbNodes.insert(expression.id)
      return check(verb, bare: Word(text: name, span: expression.span), of: expression)
    }
    if reportUnknownOfElement(name, at: expression.span) { return StaticValue(.unknown) }
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
      return report(
        span, "unknown name '\(name)'",
        fix: span.follows(":")
          ? "leave the option out" : "there is nothing of the kind: leave out what it stands in")
    }
    let words = [
      vocabulary.hints[name], Absences.flag(for: name), isVerb ? vocabulary.verbName(for: name) : nil,
    ].compactMap(\.self)
    if name == "help", mode == .script {
      return report(
        span, "help is asked for in the REPL, not in a script", fix: "take this line out of the script")
    }
    // What a verb needs beside its name, too: its name alone is no answer to who has no operands for it.
    let isLine = span.source.text(span.source.lineRange(at: span.range.lowerBound)).trimmed == name
    let verb = (isVerb ? vocabulary.verbName(for: name) : isLine ? vocabulary.verbKnown(as: name) : nil)
      .flatMap { vocabulary.verbs[$0] }
    let form = verb.map { "the verb here: \($0.usage)" }
    let fix =
      isVerb
      ? form ?? "'help' in the REPL lists the verbs"
      : "bind it first: \(name) = …" + (form.map { "; \($0)" } ?? "")
    report(
      span, what, fix: fix,
      words.map {
        var change = Replacement(span, $0)
        change.namesVerb = isVerb
        return change
      } + nearest(name, among: verbs, isName: isName, at: span))
  }

  /// What is known of the variable that an expression names; nil if it is no name, or stands for a verb, or for nothing.
  func variable(_ expression: Expression) -> StaticValue? {
    guard case .name(let name) = expression.kind else { return nil }
    if !elementScopes.isEmpty, let found = elementName(name) { return found.value }
    if verbNodes.contains(expression.id) { return nil }
    return names[name] ?? predefined[name]
  }

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
    if isStopped { return StaticValue(.unknown) }
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
    guard known.count == items.count else {
      var list = StaticValue(type, facts: ListCount(items.count))
      list.settings = StaticValue.commonSettings(values)
      return list
    }
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

  /// `print - 2`: a sign with space on both sides joins, and a verb that needs an operand is nothing to join.
  func refusesSign(_ step: Expression.Step, after first: Expression) -> Bool {
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
      if name.text == "count" {
        return StaticValue(.number, known: ListCount(value).map { .number(Double($0.count)) })
      }
      if let own = ListValue.ownFields[name.text] { return StaticValue(own) }
      if case .list(let list)? = value.known, let item = list.items.first(where: { $0.label == name.text }) {
        return StaticValue(list.element, known: item.value)
      }
      let settings = value.settingTypes
      if let labels, labels.contains(name.text) {
        var item = StaticValue(element)
        item.settings = settings
        return item
      }
      if let type = vocabulary.field(name.text, of: element, settings: settings) {
        return StaticValue(.list(of: type, labels: labels), facts: ListCount(value))
      }
      if reportSetting(name.text, of: value.element(element), at: name.span) { break }
      let own = ListValue.ownFields.keys.sorted() + (labels ?? []).filter { !$0.isEmpty }
      reportField(
        name, of: value.type, has: own + vocabulary.fieldNames(of: element, settings: settings))
    case .kind(let kind):
      if let field = vocabulary.kinds[kind]?.fields.first(where: { $0.name == name.text }) {
        return StaticValue(field.type)
      }
      if let type = vocabulary.fieldType(name.text, of: value) { return StaticValue(type) }
      if vocabulary.looksUpNames(of: value) {
        let place = Span(name.span.source, name.span.range.lowerBound - 1..<name.span.range.upperBound)
        report(
          name.span, "\(value.type.described) has no field '\(name.text)' that is known beforehand",
          fix: Self.lookedUp, [Self.lookedUp(place, "[\"\(name.text)\"]")])
      } else {
        reportField(name, of: value.type, has: vocabulary.allFields(of: value))
      }
    default:
      if !reportSetting(name.text, of: value, at: name.span) { reportField(name, of: value.type, has: []) }
    }
    return StaticValue(.unknown)
  }

  /// How columns are named that a table's verb does not fix.
  static let lookedUp = "what is looked up while running is named in brackets"

  static func lookedUp(_ place: Span, _ text: String) -> Replacement {
    Replacement(place, text, words: "what is looked up while running is named so: \(text)")
  }

  /// Reports a setting of a sweep asked of what has no fields to carry it; false where it is none.
  func reportSetting(_ name: String, of value: StaticValue, at span: Span) -> Bool {
    guard value.type.isPlain, value.settings[name] != nil else { return false }
    report(
      span, "\(value.type.described) has no fields, and does not know the '\(name)' it was made with",
      fix: "the labels of the list say it")
    return true
  }

  func reportField(_ name: Word, of type: ValueType, has fields: [String]) {
    let list = fields.isEmpty ? "it has no fields" : "fields are \(fields.joined(separator: ", "))"
    let near = vocabulary.field(for: name.text, among: fields).map { field in
      Replacement(name.span, field, words: "did you mean '\(field)'? \(list)")
    }
    report(
      name.span, "\(type.described) has no field '\(name.text)'", fix: list, near.map { [$0] } ?? [])
  }
}
