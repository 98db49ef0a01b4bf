import EtudeCore

/// Calls: arguments bound as the checker bound them, now with their values, and the verb's body run.
extension Evaluator {
  func value(ofPipe expression: Expression) throws -> Value {
    let stages = expression.stages
    return try stages.reduce(stages.first?.call.piped.map { try value(of: $0) } ?? .nothing) { piped, stage in
      try call(stage.call, of: stage.expression, piped: piped)
    }
  }

  /// A call after what is piped into it, if something is.
  private func call(_ syntax: CallSyntax, of expression: Expression, piped: Value) throws -> Value {
    guard let verb = interpreter.vocabulary.verbs[syntax.verb.text] else {
      throw LocatedFailure(Failure("unknown verb '\(syntax.verb.text)'"), at: syntax.verb.span)
    }
    var arguments = syntax.piped.map { [argument($0, piped)] } ?? []
    _ = try all(syntax.operands) { operand in
      let isEach = verb.hasEachOperand && !arguments.isEmpty
      arguments.append(try isEach ? eachArgument(operand, of: arguments[0]) : argument(operand))
    }
    let options = try syntax.options.map { option in
      let whole = verb.asksEach(option.label.text) ? arguments.first : nil
      return GivenOption(
        label: option.label,
        argument: try whole.map { try eachArgument(option.value, of: $0) } ?? argument(option.value))
    }
    return try call(verb, syntax.verb.span, arguments, options, span: syntax.span, id: expression.id)
  }

  /// A verb that stands bare.
  func call(bare name: String, of expression: Expression) throws -> Value {
    guard let verb = interpreter.vocabulary.verbs[name] else {
      throw LocatedFailure(Failure("unknown name '\(name)'"), at: expression.span)
    }
    return try call(verb, expression.span, [], [], span: expression.span, id: expression.id)
  }

  private func argument(_ expression: Expression) throws -> BoundArgument {
    let (value, sides) = try valueWithSides(of: expression)
    var argument = argument(expression, value)
    if !sides.isEmpty { argument.value.facts = sides }
    return argument
  }

  private func argument(_ expression: Expression, _ value: Value) -> BoundArgument {
    var argument = BoundArgument(value: StaticValue(value.type, known: value), span: expression.span)
    argument.describe(expression, isVariable: program.facts.variables.contains)
    return argument
  }

  private func call(
    _ verb: Verb, _ verbSpan: Span, _ arguments: [BoundArgument], _ options: [GivenOption], span: Span,
    id: Int
  ) throws -> Value {
    let binding = CallBinder.bind(verb, at: verbSpan, arguments, options)
    if let problem = binding.problems.first {
      throw LocatedFailure(Failure(problem.cause, fix: problem.fix), at: problem.span)
    }
    // Before the work: the recorder writes down what makes it.
    note(derivedOptionsOf: verb, binding, id: id)
    let values = try located(span, options) {
      try work(on: binding.calls.map { call(verb, $0) }, labels: binding.labels)
    }
    note(recallOf: verb, binding, id: id)
    note(stopOf: values, id: id)
    var result = values.first ?? .nothing
    if binding.broadcast != nil {
      let labels = (binding.labels ?? []).map { String?.some($0) }
      let first = values.first.map(\.type) ?? .unknown
      let known = zip(values.indices, values).map { index, value in
        value.with(index < binding.settings.count ? binding.settings[index] : [])
      }
      result = first == .nothing ? .nothing : .list(ListValue(of: first, Array(zip(labels, known))))
    }
    if let expected = program.facts.callTypes[id], !result.type.agrees(with: expected) {
      throw LocatedFailure(
        Failure(
          "\(verb.name) gave \(result.type.described) where \(expected.described) was expected",
          fix: "write the path as a string, so that its ending is known"), at: span)
    }
    return result
  }

  /// Remembers the options that were not given and follow from the other arguments.
  private func note(derivedOptionsOf verb: Verb, _ binding: CallBinding, id: Int) {
    for option in verb.options {
      guard option.derived != nil || option.writtenAbsence != nil else { continue }
      for call in binding.calls where call.options[option.label] == nil {
        let given = call.operands.merging(call.options) { $1 }.compactMapValues(\.known)
        let value = option.derived?(given).flatMap(ValueText.literal) ?? option.writtenAbsence?(given)
        if let known = executed.derived[id]?[option.label], known != value {
          executed.derived[id]?[option.label] = .some(nil)
        } else {
          executed.derived[id, default: [:]][option.label] = .some(value)
        }
      }
    }
  }

  /// Remembers where a call was stopped, so that it is written out to stop there again. A call that goes over a list stops
  /// in one of its turns, which no option of all of them says.
  private func note(stopOf values: [Value], id: Int) {
    guard values.count == 1, case .object(let object as any PartialValue)? = values.first,
      let stop = object.stop, let text = ValueText.literal(stop.value)
    else { return }
    executed.derived[id, default: [:]][stop.label] = .some(text)
    executed.isStopKnown = true
  }

  /// Remembers what a call took from the record of runs.
  private func note(recallOf verb: Verb, _ binding: CallBinding, id: Int) {
    var numbers: [Int] = []
    switch verb.recall {
    case .nothing: return
    case .rows: break
    case .value(let operand):
      numbers = binding.calls.compactMap { call in
        if case .number(let number)? = call.operands[operand]?.known { Int(exactly: number) } else { nil }
      }
    }
    executed.recalls[id, default: []].append(numbers)
  }

  private func call(_ verb: Verb, _ one: CallBinding.One) -> Call {
    var environment = environment
    let option = TypedOption.seed
    if let seed = one.options[option.label]?.known.flatMap(option.read) ?? nil { environment.seed = seed }
    var call = Call(
      verb: verb, operands: one.operands.compactMapValues(\.known),
      options: one.options.compactMapValues(\.known),
      environment: environment, statement: current.span.text)
    call.sides = one.operands.compactMapValues { $0.facts as? [Sides] }
    return call
  }
}
