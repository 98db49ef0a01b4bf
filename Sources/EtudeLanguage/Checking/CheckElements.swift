import EtudeCore

/// Expressions that are asked for each element: a bare name in them is a field of the element if it has one.
extension Checker {
  /// What is open while the arguments of a verb are checked that asks something of each element; its element is nil until
  /// its first operand is known.
  struct ElementScope {
    var element: StaticValue?
  }

  func openScope(_ piped: StaticValue?, of call: CallSyntax, _ verb: Verb) {
    elementScopes.append(ElementScope())
    if let piped { setScope(to: piped, at: call.piped?.span ?? call.verb.span, verb) }
  }

  func setScope(to whole: StaticValue, at span: Span, _ verb: Verb) {
    let element = vocabulary.element(of: whole)
    if element == nil, whole.type != .nothing {
      report(
        span, "\(verb.name) asks something of each element, and \(whole.type.described) has none",
        fix: "it goes over lists and what has elements")
    }
    elementScopes[elementScopes.count - 1].element = element ?? StaticValue(.unknown)
  }

  /// Checks what is not asked for each element, though it stands beside what is.
  func outsideScope<Result>(_ body: () -> Result) -> Result {
    guard let scope = elementScopes.popLast() else { return body() }
    defer { elementScopes.append(scope) }
    return body()
  }

  /// An argument that is asked for each element.
  func eachArgument(_ expression: Expression) -> BoundArgument {
    let errors = diagnostics.count
    let value = check(expression)
    if case .text(let parts) = expression.ungrouped.kind, case .plain(let text)? = parts.first,
      parts.count == 1
    {
      report(
        expression.span, "\(expression.span.text) is the same for every element",
        fix: "a field has no quotes", [Replacement(expression.span, text)])
    }
    if diagnostics.count == errors { warnOfConstant(expression) }
    var argument = BoundArgument(value: StaticValue(value.type), span: expression.span)
    argument.isEach = true
    return argument
  }

  /// Warns of what is asked of each element and names nothing of it: `"label" == "blues"` is never so.
  private func warnOfConstant(_ expression: Expression) {
    guard let element = elementScopes.last?.element, element.type != .unknown, !hasGaps,
      expression.ungrouped.isComparison, !asksElement(expression)
    else { return }
    if let quoted = quotedField(of: element, in: expression) {
      report(
        quoted.span, "\(quoted.span.text) is a text, and the same for every element",
        fix: "a field has no quotes: \(quoted.name)", severity: .warning)
    } else {
      report(
        expression.span, "this is the same for every element", fix: "name a field of theirs in it",
        severity: .warning)
    }
  }

  /// Whether an expression names something of an element.
  private func asksElement(_ expression: Expression) -> Bool {
    facts.elementNames[expression.id] != nil || expression.children.contains(where: asksElement)
  }

  /// A text in an expression that is the name of an element's field.
  private func quotedField(
    of element: StaticValue, in expression: Expression
  ) -> (name: String, span: Span)? {
    if case .text(let parts) = expression.kind, parts.count == 1, case .plain(let text)? = parts.first,
      vocabulary.fieldType(text, of: element) != nil
    {
      return (text, expression.span)
    }
    return expression.children.lazy.compactMap { self.quotedField(of: element, in: $0) }.first
  }

  /// What a bare name is of the element that is asked, or of one further out; nil if it is nothing of them.
  func elementName(_ name: String) -> (name: ElementName, value: StaticValue)? {
    for (outward, scope) in elementScopes.reversed().enumerated() {
      guard let element = scope.element else { continue }
      if let type = vocabulary.fieldType(name, of: element) {
        return (.field(outward: outward), StaticValue(type))
      }
      if name == "value", !element.type.isKind { return (.whole(outward: outward), element) }
    }
    return nil
  }

  /// The element itself by its kind's name, where no variable is called so; a row always, since its columns are reached so.
  func wholeElement(_ name: String, isVariable: Bool) -> (name: ElementName, value: StaticValue)? {
    for (outward, scope) in elementScopes.reversed().enumerated() {
      if let element = scope.element, case .kind(let kind) = element.type, kind.name == name,
        !isVariable || vocabulary.kinds[kind]?.namedElements ?? false
      {
        return (.whole(outward: outward), element)
      }
    }
    return nil
  }

  /// The value of a name that stands for something of the element; nil if it does not.
  func checkElementName(_ name: String, of expression: Expression) -> StaticValue? {
    let isVariable = names[name] != nil
    guard let found = elementName(name) ?? wholeElement(name, isVariable: isVariable) else { return nil }
    facts.elementNames[expression.id] = found.name
    if isVariable, !verbNodes.contains(expression.id) {
      report(
        expression.span, "'\(name)' is the element's own here, and hides the variable of that name",
        fix: "give the variable another name to reach it", severity: .warning)
    }
    return found.value
  }

  /// Reports a name that is nothing of the element, no variable and no verb; false where no element is asked.
  func reportUnknownOfElement(_ name: String, at span: Span) -> Bool {
    guard let element = elementScopes.last?.element, !hasGaps else { return false }
    switch element.type {
    case .unknown: return true
    case .kind(let kind) where vocabulary.looksUpNames(of: element):
      let near = Suggestion.nearest(to: name, among: Array(names.keys)).map {
        Replacement.meant($0, at: span)
      }
      report(
        span,
        "\(element.type.described) has no field '\(name)' that is known beforehand, and there is no such variable",
        fix: Self.lookedUp, [near, Self.lookedUp(span, "\(kind.name)[\"\(name)\"]")].compactMap(\.self))
    case .kind:
      let fields = vocabulary.allFields(of: element)
      let near =
        vocabulary.field(for: name, among: fields) ?? Suggestion.nearest(to: name, among: Array(names.keys))
      let list = "fields are \(fields.joined(separator: ", "))"
      report(
        span, "\(element.type.described) has no field '\(name)', and there is no such variable", fix: list,
        near.map { [Replacement(span, $0, words: "did you mean '\($0)'? \(list)")] }
          ?? (span.follows("==") || span.follows("!=") ? [Replacement(span, "\"\(name)\"")] : []))
    default:
      if reportSetting(name, of: element, at: span) { break }
      let near = Suggestion.nearest(to: name, among: Array(names.keys) + ["value"]) ?? "value"
      report(
        span, "unknown name '\(name)'", fix: "'value' is the element itself",
        [Replacement.meant(near, at: span)])
    }
    return true
  }
}

extension Expression {
  /// Whether it compares, or joins comparisons.
  fileprivate var isComparison: Bool {
    switch kind {
    case .operation(_, let steps): steps.contains { $0.op.isComparison || $0.op.isLogical }
    case .negated: true
    default: false
    }
  }
}

extension ValueType {
  fileprivate var isKind: Bool { if case .kind = self { true } else { false } }
}
