import EtudeCore

/// Expressions other than calls.
extension Evaluator {
  func value(of expression: Expression) throws -> Value {
    switch expression.kind {
    case .number(let number): return .number(number)
    case .whole(let whole): return .whole(whole)
    case .quantity(let quantity): return .quantity(quantity)
    case .flag(let flag): return .flag(flag)
    case .text(let parts): return .text(try text(parts, of: expression))
    case .name(let name):
      if let element = program.facts.elementNames[expression.id] {
        return try self.element(element, name, at: expression.span)
      }
      guard program.facts.variables.contains(expression.id) else {
        return try call(bare: name, of: expression)
      }
      return try variable(name, at: expression.span)
    case .cell(let number): return try cellValue(number, at: expression.span)
    case .list(let items):
      let values = try all(items) { (label: $0.label?.text, value: try value(of: $0.value)) }
      return .list(ListValue(of: values.first?.value.type ?? .unknown, values))
    case .group(let inner): return try value(of: inner)
    case .signed(let sign, let inner):
      let operand = try value(of: inner)
      return try located(expression.span) { try Arithmetic.signed(sign, operand) }
    case .negated(let inner):
      return try negation(of: value(of: inner), at: inner.span)
    case .operation(let first, let steps):
      return try steps.reduce(value(of: first)) { left, step in
        if let settled = settled(left, step) { return settled }
        let right = try value(of: step.right)
        return try located(first.span.through(step.right.span)) { try Arithmetic.value(step.op, left, right) }
      }
    case .field(let base, let name):
      let whole = try value(of: base)
      return try located(name.span) { try field(name.text, of: whole) }
    case .index(let base, let index):
      let whole = try value(of: base)
      let position = try value(of: index)
      return try located(index.span) { try element(position, of: whole) }
    case .call: return try value(ofPipe: expression)
    case .invalid: throw LocatedFailure(Failure("this could not be read"), at: expression.span)
    }
  }

  func negation(of value: Value, at span: Span) throws -> Value {
    guard case .flag(let flag) = value else {
      throw LocatedFailure(Failure("'not' stands before yes or no"), at: span)
    }
    return .flag(!flag)
  }

  /// What the left side of `and` and `or` settles, which needs no right one; nil if it settles nothing.
  func settled(_ left: Value, _ step: Expression.Step) -> Value? {
    guard step.op.isLogical, case .flag(let flag) = left, flag == (step.op == .or) else { return nil }
    note(namesOf: step.right)
    return left
  }

  private func variable(_ name: String, at span: Span) throws -> Value {
    if let binding = interpreter.bindings[name] {
      use(binding.maker)
      note(textsIn: binding.value, writtenIn: binding.folder)
      return binding.value
    }
    if interpreter.waiting.contains(name) {
      throw LocatedFailure(.waiting("'\(name)' waits for other parts of the run"), at: span)
    }
    if let predefined = interpreter.predefined[name] { return predefined.value() }
    throw LocatedFailure(
      Failure(
        "'\(name)' has no value: what binds it, in a 'for' or an 'if', was not done",
        fix: "bind it before that"),
      at: span)
  }

  private func cellValue(_ number: Int?, at span: Span) throws -> Value {
    guard let cell = number ?? interpreter.lastCell, let binding = interpreter.cells[cell] else {
      throw LocatedFailure(Failure("the cell has no value"), at: span)
    }
    use(binding.maker)
    executed.cellMakers[number] = binding.maker
    note(textsIn: binding.value, writtenIn: binding.folder)
    return binding.value
  }

  private func text(_ parts: [Expression.TextPart], of expression: Expression) throws -> String {
    var text = ""
    for part in parts {
      switch part {
      case .plain(let plain): text += plain
      case .value(let inner, let format):
        let value = try value(of: inner)
        if format != nil, value.magnitude == nil {
          throw LocatedFailure(
            Failure("a format is for a number, not \(value.type.described)", fix: "take the format out"),
            at: inner.span)
        }
        text += ValueText.of(value, in: format)
      }
    }
    note(text, of: parts)
    if parts.count > 1, (program.facts.texts[expression.id] ?? nil) == nil {
      executed.texts[expression.id, default: []].insert(text)
    }
    return text
  }

  func field(_ name: String, of value: Value) throws -> Value {
    switch value {
    case .list(let list):
      if name == "count" { return .number(Double(list.count)) }
      if name == "labels" {
        let labels =
          list.isNamed ? list.items.map { (label: String?.none, value: Value.text($0.label ?? "")) } : []
        return .list(ListValue(of: .text, labels))
      }
      let items = list.items
      if let item = items.first(where: { $0.label == name }) { return item.value }
      if list.element.isPlain { return try Indexing.item(.text(name), of: list) }
      let fields = try items.map { (label: $0.label, value: try field(name, of: $0.value)) }
      return .list(ListValue(of: fields.first?.value.type ?? .unknown, fields))
    case .object(let object):
      let isDeclared = interpreter.vocabulary.kinds[object.kind]?.fields.contains { $0.name == name } ?? false
      if !isDeclared, let setting = value.settings.first(where: { $0.name == name }) { return setting.value }
      return try object.field(name)
    default: throw Failure("\(value.type.described) has no field '\(name)'")
    }
  }

  private func element(_ index: Value, of value: Value) throws -> Value {
    switch value {
    case .list(let list): return try Indexing.item(index, of: list)
    case .object(let object): return try Indexing.element(index, of: object)
    default: throw Failure("\(value.type.described) has no elements")
    }
  }
}
