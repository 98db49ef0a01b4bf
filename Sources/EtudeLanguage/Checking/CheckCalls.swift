import EtudeCore

/// Calls: which verb, whether its arguments fit, and what it gives.
extension Checker {
  func check(pipe expression: Expression) -> StaticValue {
    let before = diagnostics.count
    let stages = expression.stages
    var value = stages.first?.call.piped.map { check($0) }
    for stage in stages { value = check(stage.call, of: stage.expression, piped: value, since: before) }
    return value ?? StaticValue(.unknown)
  }

  /// A call after what is piped into it, which is checked already; reports from `before` on are the pipe's.
  private func check(
    _ call: CallSyntax, of expression: Expression, piped: StaticValue?, since before: Int
  ) -> StaticValue {
    guard let verb = vocabulary.verbs[call.verb.text] else {
      if adviseBar(call) { return StaticValue(.unknown) }
      reportNoVerb(call)
      let others = call.operands + call.options.map(\.value)
      for child in others where bareVerb(child) == nil { _ = check(child) }
      return StaticValue(.unknown)
    }
    var arguments: [BoundArgument] = []
    if let piped, let expression = call.piped { arguments = [argument(expression, piped)] }
    if adviseBrackets(call, since: before) { return StaticValue(.unknown) }
    var options: [GivenOption] = []
    if verb.asksElements { openScope(piped, of: call, verb) }
    defer { if verb.asksElements { elementScopes.removeLast() } }
    for (index, operand) in call.operands.enumerated() {
      if verb.asksElements, arguments.isEmpty {
        let whole = outsideScope { argument(operand, in: call, at: index) }
        arguments.append(whole)
        setScope(to: whole.value, at: whole.span, verb)
      } else if verb.hasEachOperand {
        arguments.append(eachArgument(operand))
      } else if let label = labelWithoutColon(operand, of: verb) {
        report(
          operand.span, "unknown name '\(label.text)'", fix: "an option has a colon",
          [Replacement(operand.span, "\(label.text):")])
        options.append(
          GivenOption(label: label, argument: BoundArgument(value: StaticValue(.unknown), span: label.span)))
      } else if index > 0, labelWithoutColon(call.operands[index - 1], of: verb) != nil {
        _ = check(operand)
      } else {
        arguments.append(argument(operand, in: call, at: index))
      }
    }
    options += call.options.map { option in
      let isEach = verb.asksEach(option.label.text)
      return GivenOption(
        label: option.label,
        argument: isEach
          ? eachArgument(option.value)
          : verb.asksElements ? outsideScope { argument(of: option) } : argument(of: option))
    }
    return check(verb, call.verb.span, arguments, options, span: call.span, id: expression.id, syntax: call)
  }

  /// A verb without operands.
  func check(_ verb: Verb, bare name: Word, of expression: Expression) -> StaticValue {
    check(verb, name.span, [], [], span: name.span, id: expression.id, syntax: nil)
  }

  private func argument(_ expression: Expression) -> BoundArgument { argument(expression, check(expression)) }

  private func argument(_ expression: Expression, _ value: StaticValue) -> BoundArgument {
    var argument = BoundArgument(value: value, span: expression.span)
    argument.describe(expression, isVariable: facts.variables.contains)
    return argument
  }

  /// An option's value; a verb standing bare that needs operands is shown its brackets.
  private func argument(of option: OptionSyntax) -> BoundArgument {
    guard let verb = bareVerb(option.value) else { return argument(option.value) }
    report(
      option.value.span, "\(verb.name) is a verb and needs brackets here",
      fix: "in brackets, the form is: \(verb.usage)", proposals(for: verb, at: option.value.span))
    return BoundArgument(value: StaticValue(.unknown), span: option.value.span)
  }

  /// The label that an operand is which names an option of the verb, and nothing else.
  private func labelWithoutColon(_ operand: Expression, of verb: Verb) -> Word? {
    guard !hasGaps, case .name(let name) = operand.kind, variable(operand) == nil,
      vocabulary.verbs[name] == nil, verb.options.contains(where: { $0.label == name })
    else { return nil }
    return Word(text: name, span: operand.span)
  }

  /// An unknown name where a verb wants a text: one without its quotes.
  private func unquotedText(_ operand: Expression, of call: CallSyntax) -> BoundArgument? {
    guard !hasGaps, case .name(let name) = operand.kind, variable(operand) == nil,
      vocabulary.verbs[name] == nil, let verb = vocabulary.verbs[call.verb.text],
      verb.operands.contains(where: { $0.accepts.takes(.text) && !$0.accepts.takes(.number) })
    else { return nil }
    report(
      operand.span, "unknown name '\(name)'", fix: "a text stands in quotes",
      [Replacement(operand.span, "\"\(name)\"")])
    return BoundArgument(value: StaticValue(.unknown), span: operand.span)
  }

  /// The verb in brackets, with what its operands may be: where one name alone that is bound fits each.
  private func proposals(for verb: Verb, at span: Span) -> [Replacement] {
    var words = [verb.name]
    for operand in verb.operands where operand.arity != .optional {
      let fitting = names.filter { $0.value.type != .unknown && operand.accepts.takes($0.value.type) }.keys
        .sorted()
      guard fitting.count == 1 else { return [] }
      words.append(fitting[0])
    }
    guard verb.options.allSatisfy({ !$0.isRequired }) else { return [] }
    return [Replacement(span, "(\(words.joined(separator: " ")))")]
  }

  /// The verb that an expression names without what it needs; nil for anything else.
  func bareVerb(_ expression: Expression) -> Verb? {
    guard case .name(let name) = expression.kind, variable(expression) == nil,
      let verb = vocabulary.verbs[name], !verb.standsAlone
    else { return nil }
    return verb
  }

  /// An operand; a verb standing bare that needs operands of its own is shown its brackets.
  private func argument(_ operand: Expression, in call: CallSyntax, at index: Int) -> BoundArgument {
    guard let verb = bareVerb(operand) else {
      return unquotedText(operand, of: call) ?? argument(operand)
    }
    let isAlone = call.operands.count == 1 && call.piped == nil && call.options.isEmpty
    report(
      operand.span, "\(verb.name) is a verb and needs brackets here",
      fix: "in brackets, the form is: \(verb.usage)"
        + (isAlone && mode == .cell ? "; 'help \(verb.name)' explains it" : ""),
      proposals(for: verb, at: operand.span))
    return BoundArgument(value: StaticValue(.unknown), span: operand.span)
  }

  /// `crossval stats | classify mels`: a pipe takes all that is before it. Where the verb before it lacks an operand, the
  /// report says how to bracket, and the rest of the pipe is not held against the user.
  private func adviseBrackets(_ call: CallSyntax, since before: Int) -> Bool {
    guard case .call(let head)? = call.piped?.kind, !head.operands.isEmpty,
      let place = diagnostics[before...].firstIndex(where: {
        $0.isLack && $0.span?.range == head.verb.span.range
      })
    else { return false }
    let inner = (head.operands.map(\.span.text) + ["|", call.verb.text]).joined(separator: " ")
    let rest = call.operands.map { " " + $0.span.text }.joined()
    diagnostics[place].fix = "a pipe takes all that is before it"
    let whole = head.verb.span.through(call.operands.last?.span ?? call.verb.span)
    diagnostics[place].proposals = [Replacement(whole, "\(head.verb.text) (\(inner))\(rest)")]
    return true
  }

  /// `songs where length > 10s`: a value, and behind it a verb that takes it. What follows is the verb's.
  private func adviseBar(_ call: CallSyntax) -> Bool {
    let name = call.verb.text
    guard let value = names[name] ?? predefined[name], let first = call.operands.first,
      let verb = bareVerb(first), verb.takes(value.type)
    else { return false }
    let operands = call.operands.map(\.span.text)
    let options = call.options.map { "\($0.label.text): \($0.value.span.text)" }
    report(
      call.verb.span, "'\(name)' is \(value.type.described), not a verb", fix: "a value is piped into a verb",
      [Replacement(call.span, "\(name) | \((operands + options).joined(separator: " "))")])
    return true
  }

  private func reportNoVerb(_ call: CallSyntax) {
    let name = call.verb.text
    guard let value = names[name] ?? predefined[name] else {
      return reportUnknown(name, at: call.verb.span, among: vocabulary.verbs.keys, isVerb: true)
    }
    let first = call.operands.first
    if case .signed(let sign, let operand)? = first?.kind, call.operands.count == 1 {
      return report(
        first?.span ?? call.verb.span, "a sign where no operand may start",
        fix: "a sign that joins has space around it",
        [Replacement(call.span, "\(name) \(sign.rawValue) \(operand.span.text)")])
    }
    if case .list? = first?.kind, call.operands.count == 1, let index = first?.span.text {
      return report(
        call.verb.span, "'\(name)' is \(value.type.described), not a verb",
        fix: "an index touches what it follows", [Replacement(call.span, "\(name)\(index)")])
    }
    let near = Replacement.nearest(to: name, at: call.verb.span, among: vocabulary.verbs.keys)
    report(
      call.verb.span, "'\(name)' is \(value.type.described), not a verb", fix: "a verb comes first",
      near.map { [$0] } ?? [])
  }

  private func check(
    _ verb: Verb, _ verbSpan: Span, _ arguments: [BoundArgument], _ options: [GivenOption], span: Span,
    id: Int,
    syntax: CallSyntax?
  ) -> StaticValue {
    let binding = CallBinder.bind(verb, at: verbSpan, arguments, options, elsewhere: vocabulary.elsewhere)
    report(binding.problems, of: syntax, arguments)
    for warning in binding.warnings {
      report(warning.span, warning.cause, fix: warning.fix, severity: .warning)
    }
    if binding.problems.isEmpty { warnOfIdleOptions(options, of: verb, in: binding.calls) }
    if let main = binding.bareMainOption { facts.bareMainOptions[id] = main }
    if !binding.implied.isEmpty { facts.impliedOptions[id, default: []].formUnion(binding.implied) }
    var result = StaticValue(.unknown)
    if binding.problems.isEmpty, !binding.isUncertain, !binding.calls.isEmpty || binding.broadcast != nil {
      result = attempt(at: span, options) { try self.result(of: verb, binding) }
    }
    // What is wrong with the arguments does not hide what is wrong with the value's use.
    if result.type == .unknown, let type = verb.result.type {
      result.type = binding.broadcast == nil ? type : .list(of: type, labels: nil)
    }
    facts.note(result.type, ofCall: id)
    return result
  }

  /// `x | spectrogram | spectrogram`: what a verb gives is piped into the same verb, which does not take it.
  func doublingFix(_ problem: CallBinding.Problem, _ call: CallSyntax) -> String? {
    guard let piped = call.piped, piped.span.range == problem.span.range,
      case .call(let head) = piped.ungrouped.kind, head.verb.text == call.verb.text
    else { return nil }
    return "take the second '\(call.verb.text)' out"
  }

  private func result(of verb: Verb, _ binding: CallBinding) throws -> StaticValue {
    let results = try binding.calls.map { try result(of: verb, $0) }
    guard binding.broadcast != nil else { return results.first ?? StaticValue(.unknown) }
    guard let first = results.first else { return StaticValue(.list(of: .unknown, labels: nil)) }
    if first.type == .nothing { return first }
    if let other = results.first(where: { !$0.type.agrees(with: first.type) }) {
      throw Failure(
        "\(verb.name) would give \(first.type.described) and \(other.type.described)", fix: "one type a list")
    }
    let known = zip(results.indices, results).compactMap { index, result in
      result.known?.with(index < binding.settings.count ? binding.settings[index] : [])
    }
    let items = zip(binding.labels ?? [], known).map { (label: String?.some($0), value: $1) }
    let isKnown = items.count == results.count && binding.labels?.count == results.count
    var list = StaticValue(
      .list(of: first.type, labels: binding.labels),
      known: isKnown ? following.follow(.list(ListValue(of: first.type, items))) : nil,
      facts: binding.labels.map { ListCount($0.count) })
    if !first.type.isList { list.settings = binding.settingTypes }
    return list
  }

  /// What one call gives; where an argument may be one of few strings, all of them give one type.
  private func result(of verb: Verb, _ one: CallBinding.One) throws -> StaticValue {
    guard let (name, argument) = one.operands.first(where: { !$0.value.possible.isEmpty }) else {
      return try resultOfOne(verb, one)
    }
    let results = try argument.possible.map { value in
      var call = one
      call.operands[name] = StaticValue(value.type, known: value, facts: argument.facts)
      return try result(of: verb, call)
    }
    guard let first = results.first else { return StaticValue(.unknown) }
    if let other = results.first(where: { !$0.type.agrees(with: first.type) }) {
      throw Failure(
        "\(verb.name) would give \(first.type.described) or \(other.type.described)",
        fix: "let the branches of the 'if' give what \(verb.name) makes one type of")
    }
    return StaticValue(first.type)
  }

  private func resultOfOne(_ verb: Verb, _ one: CallBinding.One) throws -> StaticValue {
    let call = StaticCall(verb: verb, operands: one.operands, options: one.options)
    if case .checked(_, let check) = verb.result { try check(call) }
    var result =
      switch verb.result {
      case .type(let type), .checked(let type, _): StaticValue(type)
      case .noted(let type, let note): StaticValue(type, facts: try note(call))
      case .rule(let rule): try rule(call)
      }
    let values = Array(one.operands.values) + Array(one.options.values)
    if verb.isFoldable, result.known == nil, values.allSatisfy({ $0.known != nil }), following.followsCall() {
      let known = Call(
        verb: verb, operands: one.operands.compactMapValues(\.known),
        options: one.options.compactMapValues(\.known),
        environment: Environment(), statement: "")
      result.known = try verb.body(known)
    }
    return result
  }
}

extension BoundArgument {
  /// Takes names from the expression: its own, or those of a written list's items.
  mutating func describe(_ expression: Expression, isVariable: (Int) -> Bool) {
    func name(_ expression: Expression) -> String? {
      switch expression.kind {
      case .name(let name): isVariable(expression.id) ? name : nil
      // What a verb makes of written numbers alone is known by them: run 3.
      case .call(let call)
      where call.piped == nil && call.options.isEmpty && call.operands.allSatisfy(\.isNumber):
        expression.span.text
      default: nil
      }
    }
    let inner = expression.ungrouped
    self.name = name(inner)
    if case .index(let list, let position) = inner.kind, name(list.ungrouped) != nil, position.isNumber {
      self.name = inner.span.text
    }
    if case .list(let items) = inner.kind { itemNames = items.map { name($0.value.ungrouped) } }
  }
}

extension Expression {
  fileprivate var isNumber: Bool { if case .number = kind { true } else { false } }
}
