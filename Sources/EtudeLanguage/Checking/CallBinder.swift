import EtudeCore

/// Gives a call's arguments to the verb's operands and options by their types.
struct CallBinder {
  let verb: Verb
  let verbSpan: Span
  let elsewhere: Hints
  let arguments: [BoundArgument]
  let options: [GivenOption]
  var binding = CallBinding()
  /// For each operand, the arguments that it got.
  private var taken: [[BoundArgument]]
  private var given: [String: BoundArgument] = [:]
  private(set) var broadcasts: [(isOperand: Bool, name: String, argument: BoundArgument)] = []

  private init(
    _ verb: Verb, _ verbSpan: Span, _ arguments: [BoundArgument], _ options: [GivenOption], _ elsewhere: Hints
  ) {
    self.verb = verb
    self.elsewhere = elsewhere
    self.verbSpan = verbSpan
    self.arguments = arguments
    self.options = options
    taken = verb.operands.map { _ in [] }
  }

  static func bind(
    _ verb: Verb, at span: Span, _ arguments: [BoundArgument], _ options: [GivenOption],
    elsewhere: Hints = Hints()
  ) -> CallBinding {
    var binder = CallBinder(verb, span, arguments, options, elsewhere)
    binder.bindOptions()
    binder.bindOperands()
    binder.requireAll()
    binder.checkValues()
    binder.makeCalls()
    return binder.binding
  }

  private mutating func bindOptions() {
    for option in options {
      let label = option.label.text
      guard let declared = verb.options.first(where: { $0.label == label }) else {
        reportUnknown(option.label)
        continue
      }
      guard given[label] == nil else {
        binding.report(option.label.span, "'\(label):' is given twice", fix: "keep one of them")
        continue
      }
      give(option.argument, to: declared)
    }
    imply()
  }

  /// Finds the options that another option's value implies; what they say themselves has no effect.
  private mutating func imply() {
    for option in verb.options {
      guard let source = option.isImpliedBy, let argument = given[source.label] else { continue }
      let type: ValueType =
        if case .list(let element, _) = argument.value.type { element } else { argument.value.type }
      guard type == .kind(source.kind) else { continue }
      binding.implied.insert(option.label)
      guard given.removeValue(forKey: option.label) != nil,
        let idle = options.first(where: { $0.label.text == option.label })
      else { continue }
      broadcasts.removeAll { !$0.isOperand && $0.name == option.label }
      binding.warnings.append(
        CallBinding.Problem(
          span: idle.label.span,
          cause:
            "'\(option.label):' has no effect: '\(source.label):' is \(type.described), which says this already",
          fix: "give it where the \(source.kind) is made"))
    }
  }

  private mutating func reportUnknown(_ label: Word) {
    let labels = verb.options.map(\.label)
    let few = 8
    let fallback =
      labels.isEmpty
      ? "\(verb.name) has no options"
      : labels.count > few
        ? "'help \(verb.name)' in the REPL lists its options"
        : "options are \(labels.map { $0 + ":" }.joined(separator: " "))"
    let hints = (elsewhere.labels[label.text.lowercased()] ?? []).filter(labels.contains)
    let near = Suggestion.nearest(to: label.text, among: labels).map { [$0] } ?? []
    binding.report(
      label.span, "unknown option '\(label.text)' for \(verb.name)", fix: fallback,
      (hints + near).map { Replacement.meant($0, at: label.span) })
  }

  private mutating func give(_ argument: BoundArgument, to option: Option) {
    let type = argument.value.type
    if type == .unknown { binding.isUncertain = true }
    if option.accepts.takes(type) {
      given[option.label] = argument
    } else if option.accepts.broadcasts(type) {
      given[option.label] = argument
      broadcasts.append((false, option.label, argument))
    } else {
      binding.report(
        argument.span, "'\(option.label)' takes \(option.accepts.described), not \(type.described)",
        fix: "give it \(option.accepts.described)", Self.proposals(for: option, given: argument))
    }
  }

  /// What an argument of the wrong type may have been meant to be.
  private static func proposals(for option: Option, given argument: BoundArgument) -> [Replacement] {
    let text = argument.span.text
    func change(_ text: String) -> Replacement { Replacement(argument.span, text) }
    return option.accepts.flatMap { accepts -> [Replacement] in
      switch (accepts, argument.value.type) {
      case (.quantity(let dimension, _), .number) where Double(text) != nil:
        [change(text + dimension.baseUnit.rawValue)]
      case (.flag, .number) where text == "0" || text == "1": [change(text == "1" ? "yes" : "no")]
      case (.text, .number) where Double(text) != nil: [change("\"\(text)\"")]
      case (.flag, .text) where text.count > 1 && Absences.flag(for: text.trimmingQuotes) != nil:
        [change(Absences.flag(for: text.trimmingQuotes) ?? "")]
      case (.integer, .text), (.number, .text), (.quantity, .text), (.share, .text), (.flag, .text):
        text.hasPrefix("\"") || text.hasPrefix("'") ? [change(text.trimmingQuotes)] : []
      default: []
      }
    }
  }

  /// Lists that are taken whole first, then each argument to the first operand that takes its type.
  private mutating func bindOperands() {
    var rest: [BoundArgument] = []
    for argument in arguments {
      let type = argument.value.type
      if type == .unknown { binding.isUncertain = true }
      if argument.isEach {
        placeEach(argument)
      } else if type.isList, let index = wholeTaker(type) {
        taken[index].append(argument)
      } else {
        rest.append(argument)
      }
    }
    let single = rest.filter { $0.value.type != .unknown } + rest.filter { $0.value.type == .unknown }
    for argument in single { place(argument) }
    for index in taken.indices { taken[index].sort { $0.span.range.lowerBound < $1.span.range.lowerBound } }
  }

  /// Gives an argument to the operand that is asked for each element.
  private mutating func placeEach(_ argument: BoundArgument) {
    guard let index = verb.operands.firstIndex(where: { $0.accepts.contains(where: \.isEach) }) else {
      return
    }
    let operand = verb.operands[index]
    if let first = taken[index].first {
      let both = "\(first.span.text) and \(argument.span.text)"
      return binding.report(
        argument.span, "\(verb.name) takes only one \(operand.name)", fix: "join them with 'and'",
        [Replacement(first.span.through(argument.span), both)])
    }
    let type = argument.value.type
    taken[index].append(argument)
    guard !operand.accepts.fits(type) else { return }
    let isCondition = operand.accepts.fits(.flag)
    binding.report(
      argument.span,
      isCondition
        ? "the \(operand.name) of \(verb.name) is yes or no, not \(type.described)"
        : "\(verb.name) takes \(operand.accepts.described), not \(type.described)",
      fix: isCondition ? "compare it with something" : "the form is: \(verb.usage)")
  }

  private func wholeTaker(_ type: ValueType) -> Int? {
    verb.operands.indices.first { index in
      let operand = verb.operands[index]
      guard operand.arity == .many || taken[index].isEmpty, !operand.accepts.contains(where: \.isEach) else {
        return false
      }
      if operand.accepts.takes(type) { return true }
      guard operand.arity == .many, case .list(let element, _) = type else { return false }
      return operand.accepts.takes(element)
    }
  }

  private mutating func place(_ argument: BoundArgument) {
    let type = argument.value.type
    let isRefused = verb.operands.flatMap(\.refusals).contains { refusal in
      guard let unless = refusal.unless, refusal.type.agrees(with: type), type != .unknown else {
        return false
      }
      return !unless(arguments.map(\.value))
    }
    if isRefused { return refuse(argument) }
    let takers = verb.operands.indices.filter { index in
      let operand = verb.operands[index]
      if operand.accepts.contains(where: \.isEach) { return false }
      if operand.arity == .many { return operand.accepts.takes(type) }
      return taken[index].isEmpty && (operand.accepts.takes(type) || operand.accepts.broadcasts(type))
    }
    let taker = takers.min { rank($0) < rank($1) }
    if let taker {
      taken[taker].append(argument)
      if !verb.operands[taker].accepts.takes(type) {
        broadcasts.append((true, verb.operands[taker].name, argument))
      }
    } else if let main = verb.options.first(where: \.isMain), given[main.label] == nil,
      main.accepts.takes(type) || main.accepts.broadcasts(type)
    {
      binding.bareMainOption = main.label
      give(argument, to: main)
    } else if type != .unknown {
      refuse(argument)
    }
  }

  /// Which operand comes first: a list that was given whole has filled an operand that takes many.
  private func rank(_ index: Int) -> Int {
    switch verb.operands[index].arity {
    case .one: 0
    case .many: taken[index].contains { $0.value.type.isList } ? 3 : 1
    case .optional: 2
    }
  }

  /// Says why no operand takes an argument.
  private mutating func refuse(_ argument: BoundArgument) {
    let type = argument.value.type
    if type == .nothing {
      return binding.report(argument.span, "this gives no value", fix: "put it on a line of its own")
    }
    if let main = verb.options.first(where: \.isMain), given[main.label] != nil, main.accepts.fits(type) {
      return binding.report(argument.span, "'\(main.label)' is given twice", fix: "keep one of them")
    }
    let element: ValueType = if case .list(let element, _) = type { element } else { type }
    let refusals = verb.operands.flatMap(\.refusals)
    if let refusal = refusals.first(where: { $0.type.agrees(with: type) || $0.type.agrees(with: element) }) {
      return binding.report(
        argument.span, "\(verb.name) does not take \(type.described)", fix: refusal.fix,
        refusal.proposals(for: argument.span))
    }
    if let option = verb.options.first(where: {
      given[$0.label] == nil && ($0.isRequired || $0.isMain) && $0.accepts.fits(type)
    }) {
      given[option.label] = argument
      return binding.report(
        argument.span, "\(verb.name) takes this by name", fix: "it is the option \(option.label):",
        [Replacement(argument.span, "\(option.label): \(argument.span.text)")])
    }
    let wanted = verb.operands.filter { operand in
      operand.accepts.takes(type) || operand.accepts.broadcasts(type)
    }
    if !wanted.isEmpty {
      return binding.report(
        argument.span, "\(verb.name) takes only one \(wanted[0].name)",
        fix: "take one out, or put them in a list")
    }
    if let main = verb.options.first(where: \.isMain), type.isPlain {
      return binding.report(
        argument.span, "'\(main.label)' takes \(main.accepts.described), not \(type.described)",
        fix: "give it \(main.accepts.described)", Self.proposals(for: main, given: argument))
    }
    let optionsThatFit = verb.options.filter {
      given[$0.label] == nil && $0.accepts.takes(type) && type != .text
    }
    let proposals =
      optionsThatFit.count == 1
      ? [Replacement(argument.span, "\(optionsThatFit[0].label): \(argument.span.text)")] : []
    let takes =
      verb.operands.isEmpty ? "no operand" : verb.operands.map(\.accepts.described).joined(last: "and")
    binding.report(
      argument.span, "\(verb.name) takes \(takes), not \(type.described)", fix: "the form is: \(verb.usage)",
      proposals)
  }

  private mutating func requireAll() {
    guard binding.problems.isEmpty else { return }
    let missing = verb.operands.indices.filter { taken[$0].isEmpty && verb.operands[$0].arity != .optional }
    if !missing.isEmpty {
      guard !binding.isUncertain else { return }
      let names = missing.map { verb.operands[$0].accepts.described }.joined(last: "and")
      binding.reportLack(of: names, verb: verb, at: verbSpan)
      return
    }
    for option in verb.options where option.isRequired && given[option.label] == nil {
      binding.reportLack(of: "'\(option.label):'", verb: verb, at: verbSpan)
    }
  }

  /// Ranges and choices, of all that is known.
  private mutating func checkValues() {
    for (label, argument) in given.sorted(by: {
      $0.value.span.range.lowerBound < $1.value.span.range.lowerBound
    }) {
      guard let option = verb.options.first(where: { $0.label == label }) else { continue }
      check(
        argument, option.accepts, label, isSwept: broadcasts.contains { !$0.isOperand && $0.name == label })
    }
    for (operand, arguments) in zip(verb.operands, taken) {
      for argument in arguments {
        let isWhole = operand.accepts.takes(argument.value.type)
        check(argument, operand.accepts, operand.name, isSwept: !isWhole)
      }
    }
    broadcasts.sort { $0.argument.span.range.lowerBound < $1.argument.span.range.lowerBound }
    binding.broadcast = broadcasts.first?.argument.span
  }

  private mutating func check(_ argument: BoundArgument, _ accepts: [Accepts], _ name: String, isSwept: Bool)
  {
    guard let known = argument.value.known, !argument.isEach else { return }
    var values = [known]
    if isSwept, case .list(let list) = known { values = list.values }
    if let refusal = values.lazy.compactMap({ accepts.refusal(of: $0, for: name) }).first {
      let own = accepts.refusal(of: known, for: name) == nil ? [] : accepts.proposals(insteadOf: known)
      binding.report(
        argument.span, refusal.cause, fix: refusal.fix, own.map { Replacement(argument.span, $0) })
    }
  }
}

/// The calls themselves.
extension CallBinder {
  private mutating func makeCalls() {
    guard binding.problems.isEmpty else { return }
    var one = CallBinding.One()
    for option in verb.options {
      if let argument = given[option.label] {
        one.options[option.label] = Self.coerced(argument.value, option.accepts)
      } else if let value = option.default, !binding.implied.contains(option.label) {
        one.options[option.label] = StaticValue(value.type, known: value)
      }
    }
    for (operand, arguments) in zip(verb.operands, taken) where !arguments.isEmpty {
      one.operands[operand.name] =
        operand.arity == .many
        ? Self.gathered(arguments, whole: operand.accepts) : Self.coerced(arguments[0].value, operand.accepts)
    }
    guard !broadcasts.isEmpty else {
      binding.calls = [one]
      return
    }
    spread(one)
  }

  static func coerced(_ value: StaticValue, _ accepts: [Accepts]) -> StaticValue {
    guard let known = value.known else { return value }
    let coerced = accepts.coerced(known)
    return StaticValue(coerced.type, known: coerced, facts: value.facts)
  }
}
