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
    let first = syntax.piped.map { [argument($0, piped)] } ?? []
    let arguments = try first + syntax.operands.map(argument)
    let options = try syntax.options.map { GivenOption(label: $0.label, argument: try argument($0.value)) }
    return try call(verb, syntax.verb.span, arguments, options, span: syntax.span, id: expression.id)
  }

  /// A verb that stands bare.
  func call(bare name: String, of expression: Expression) throws -> Value {
    guard let verb = interpreter.vocabulary.verbs[name] else {
      throw LocatedFailure(Failure("unknown name '\(name)'"), at: expression.span)
    }
    return try call(verb, expression.span, [], [], span: expression.span, id: expression.id)
  }

  private func argument(_ expression: Expression) throws -> Argument {
    argument(expression, try value(of: expression))
  }

  private func argument(_ expression: Expression, _ value: Value) -> Argument {
    var argument = Argument(value: StaticValue(value.type, known: value), span: expression.span)
    argument.describe(expression, isVariable: program.facts.variables.contains)
    return argument
  }

  private func call(
    _ verb: Verb, _ verbSpan: Span, _ arguments: [Argument], _ options: [GivenOption], span: Span, id: Int
  ) throws -> Value {
    let binding = CallBinder.bind(verb, at: verbSpan, arguments, options)
    if let problem = binding.problems.first {
      throw LocatedFailure(Failure(problem.cause, fix: problem.fix), at: problem.span)
    }
    let values = try located(span, options) {
      try work(on: binding.calls.map { call(verb, $0) }, labels: binding.labels)
    }
    note(recallOf: verb, binding, id: id)
    note(derivedOptionsOf: verb, binding, id: id)
    var result = values.first ?? .nothing
    if binding.sweep != nil {
      let labels = (binding.labels ?? []).map { String?.some($0) }
      let first = values.first.map(\.type) ?? .unknown
      result = first == .nothing ? .nothing : .list(ListValue(of: first, Array(zip(labels, values))))
    }
    if let expected = program.facts.callTypes[id], !result.type.agrees(with: expected) {
      throw LocatedFailure(
        Failure(
          "\(verb.name) gave \(result.type.described) where \(expected.described) was expected",
          fix: "write the path as a string, so that its ending is known"), at: span)
    }
    return result
  }

  /// Remembers the options that were not given and follow from the others.
  private func note(derivedOptionsOf verb: Verb, _ binding: CallBinding, id: Int) {
    for option in verb.options {
      guard let derived = option.derived else { continue }
      for call in binding.calls where call.options[option.label] == nil {
        let value = derived(call.options.compactMapValues(\.known)).flatMap(ValueText.literal)
        if let known = executed.derived[id]?[option.label], known != value {
          executed.derived[id]?[option.label] = .some(nil)
        } else {
          executed.derived[id, default: [:]][option.label] = .some(value)
        }
      }
    }
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
    if let seed = one.options["seed"]?.known?.unsigned { environment.seed = seed }
    return Call(
      verb: verb, operands: one.operands.compactMapValues(\.known),
      options: one.options.compactMapValues(\.known),
      environment: environment, statement: current.span.text)
  }
}
