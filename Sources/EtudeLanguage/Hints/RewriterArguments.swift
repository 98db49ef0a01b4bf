/// A verb with its operands and options, from what stands there in whatever order.
extension Rewriter {
  private struct Parts {
    var operands: [String] = []
    var main: [String] = []
    var options: [(label: String, value: String)] = []
    /// Layers that an option adds.
    var after: [String] = []
    var verb: String
  }

  mutating func compose(
    _ verb: Verb, _ items: [ForeignExpression.Item], receiver: Written? = nil, positions: [String] = [],
    isBracketed: Bool = false
  ) throws -> Written {
    var parts = Parts(verb: verb.name)
    var positional = items.filter { $0.label == nil }
    if let spread = try spread(positional, verb, isBracketed: isBracketed) { positional = spread }
    let plain = receiver == nil ? positions : Array(positions.dropFirst())
    try add(positional, to: &parts, verb, plain)
    for item in items {
      guard let label = item.label else { continue }
      try add(item, label: label, to: &parts, verb)
    }
    let isListed = listTaker(verb) && parts.operands.count > 1 && receiver == nil && isBracketed
    if isListed, pick([true, false]) { parts.operands = ["[\(parts.operands.joined(separator: ", "))]"] }
    var words = [parts.verb]
    let isPiped = receiver.map { $0.level == .pipe || $0.level == .call } ?? false
    if let receiver, !isPiped { words.append(receiver.text) }
    words += parts.operands + parts.main + parts.options.map { "\($0.label): \($0.value)" }
    var text = words.joined(separator: " ")
    if isPiped, let receiver { text = "\(receiver.text) | \(text)" }
    for layer in parts.after { text += " | \(layer)" }
    let isPipe = isPiped || !parts.after.isEmpty
    return Written(text: text, level: isPipe ? .pipe : words.count == 1 ? .whole : .call)
  }

  private func listTaker(_ verb: Verb) -> Bool {
    verb.operands.contains { operand in
      operand.arity != .many && operand.accepts.contains { if case .list = $0 { true } else { false } }
    }
  }

  /// `fit (n, m)`: what stands in round brackets are the operands.
  private mutating func spread(
    _ items: [ForeignExpression.Item], _ verb: Verb, isBracketed: Bool
  ) throws -> [ForeignExpression.Item]? {
    guard !isBracketed, items.count == 1, case .tuple(let inner) = items[0].value,
      inner.allSatisfy({ $0.label == nil })
    else { return nil }
    guard pick([true, false]) else { return nil }
    because("'\(verb.name)' takes no brackets and commas")
    return inner
  }

  private mutating func add(
    _ items: [ForeignExpression.Item], to parts: inout Parts, _ verb: Verb, _ positions: [String]
  ) throws {
    var values = items[...]
    var place = 0
    while let item = values.popFirst() {
      let position = place < positions.count ? positions[place] : ""
      place += 1
      // A nested verb in an operand's place takes what follows it.
      if position == "", let inner = nestedVerb(item), !values.isEmpty, inner.name != verb.name {
        because("\(inner.name) is a verb and needs brackets here")
        let taken = values.prefix(operandCount(of: inner, in: values))
        values = values.dropFirst(taken.count)
        parts.operands.append(try compose(inner, Array(taken)).operand)
        continue
      }
      if position == "", let label = labelOfEach(verb, parts), isUnboundName(item),
        pick(parts.operands.isEmpty ? [false, true] : [true, false])
      {
        because("\(verb.name) takes this by name")
        parts.options.append((label, try write(item.value).operand))
        continue
      }
      let isNumber = if case .number = item.value { true } else { false }
      if position == "-", isNumber || values.isEmpty == false { continue }
      if position != "", position != "-", let option = verb.options.first(where: { $0.label == position }) {
        if !option.isMain { because("\(verb.name) takes this by name") }
        try add(item.value, option, to: &parts, verb)
        continue
      }
      if case .text(let token) = item.value, items.count > 1 || !parts.operands.isEmpty,
        verb.options.contains(where: { $0.label == "to" && $0.accepts.takes(.text) }),
        !parts.options.contains(where: { $0.label == "to" }), token.text.contains("."), !takesText(verb)
      {
        because("\(verb.name) takes the file by name")
        parts.options.append(("to", try string(token)))
        continue
      }
      if case .text = item.value, !takesText(verb), !takesAnything(verb),
        let opener = vocabulary.elsewhere.opener
      {
        because("\(verb.name) takes no file's name")
        parts.operands.append("(\(opener) \(try write(item.value).text))")
        continue
      }
      parts.operands.append(try write(item.value).operand)
    }
  }

  private func isUnboundName(_ item: ForeignExpression.Item) -> Bool {
    if case .name(let name) = item.value { !isBound(name) } else { false }
  }

  /// The verb that an operand names without what it needs.
  private func nestedVerb(_ item: ForeignExpression.Item) -> Verb? {
    guard case .name(let name) = item.value, !isBound(name), let verb = vocabulary.verbs[name],
      !verb.standsAlone
    else { return nil }
    return verb
  }

  /// How many of the items behind a verb are its operands, those of verbs among them too: `report crossval net mels`.
  private func operandCount(of verb: Verb, in items: ArraySlice<ForeignExpression.Item>) -> Int {
    var left = items
    for _ in 0..<max(1, verb.operands.filter({ $0.arity != .optional }).count) {
      guard let item = left.popFirst(), let inner = nestedVerb(item) else { continue }
      left = left.dropFirst(operandCount(of: inner, in: left))
    }
    return items.count - left.count
  }

  /// The option of a verb that is asked for each element, where it has not been given: `by` of `sort`.
  private func labelOfEach(_ verb: Verb, _ parts: Parts) -> String? {
    verb.options.first { verb.asksEach($0.label) && !parts.options.map(\.label).contains($0.label) }?.label
  }

  private func takesText(_ verb: Verb) -> Bool {
    verb.operands.contains { $0.accepts.takes(.text) } && !takesAnything(verb)
  }

  private func takesAnything(_ verb: Verb) -> Bool {
    verb.operands.contains { operand in
      operand.accepts.contains { if case .anything = $0 { true } else { false } }
    }
  }

  /// An option under whatever name it has elsewhere.
  private mutating func add(
    _ item: ForeignExpression.Item, label: String, to parts: inout Parts, _ verb: Verb
  ) throws {
    if item.hasEquals { because("an option is written with a colon") }
    if case .name(let name) = item.value, ["None", "null", "NULL", "nil"].contains(name), !isBound(name) {
      because("unknown name '\(name)'")
      return
    }
    if case .name(let name) = item.value, name == "False", vocabulary.elsewhere.idleLabels.contains(label) {
      return
    }
    if label == "activation", !verb.options.contains(where: { $0.label == label }),
      case .text(let token) = item.value
    {
      let layer = layer(of: token.text)
      if layer == "classify" { parts = Parts(verb: "classify") } else { parts.after.append(layer) }
      return
    }
    let known = vocabulary.label(for: label, of: verb)
    if known != label, vocabulary.elsewhere.idleLabels.contains(label.lowercased()), known == nil { return }
    if let known, let option = verb.options.first(where: { $0.label == known }) {
      if known != label { because("unknown option '\(label)' for \(verb.name)") }
      return try add(item.value, option, to: &parts, verb)
    }
    let isOperand =
      vocabulary.elsewhere.operandLabels.contains(label.lowercased())
      || verb.operands.contains { $0.name == label }
    guard isOperand else {
      because("unknown option '\(label)' for \(verb.name)")
      throw NoAnswer()
    }
    because("an operand has no name")
    parts.operands.append(try write(item.value).operand)
  }

  private mutating func add(
    _ value: ForeignExpression, _ option: Option, to parts: inout Parts, _ verb: Verb
  ) throws {
    var text: String
    if case .tuple(let items) = value, !option.accepts.contains(where: \.takesLists), let first = items.first
    {
      text = try write(first.value).text
    } else if case .number(let number, _) = value, let unit = unit(of: option), Double(number) != nil {
      text = number + unit
    } else if case .name(let name) = value, !isBound(name), vocabulary.verbs[name] == nil,
      option.accepts.takes(.text), !verb.asksEach(option.label), name != "True", name != "False"
    {
      because("a text stands in quotes")
      text = "\"\(name)\""
    } else {
      text = try write(value).operand
    }
    if case .flag? = option.accepts.first, case .number(let number, _) = value {
      text = number == "0" ? "no" : "yes"
    }
    if option.isMain, parts.options.allSatisfy({ $0.label != option.label }) {
      parts.main = [text]
    } else {
      parts.options.append((option.label, text))
    }
  }

  private func unit(of option: Option) -> String? {
    for case .quantity(let dimension, _) in option.accepts { return dimension.baseUnit.rawValue }
    return nil
  }

  /// `verb operand label: value`, with whatever is wrong with it.
  mutating func sequence(_ head: String, _ items: [ForeignExpression.Item]) throws -> Written {
    if isBound(head), vocabulary.verbs[head] == nil {
      guard items.count == 1, items[0].label == nil, case .list(let inner) = items[0].value, inner.count == 1
      else {
        throw NoAnswer()
      }
      because("an index touches what it follows")
      return Written(text: "\(head)[\(try write(inner[0].value).text)]")
    }
    if ["printf", "echo", "disp", "cat", "puts"].contains(head), vocabulary.verbs[head] == nil {
      return try printed(head, items)
    }
    if ["print"].contains(head), items.count == 1, items[0].value.isFormatted {
      return try printed(head, items)
    }
    if ["len", "length", "count"].contains(head), vocabulary.verbs[head] == nil, items.count == 1 {
      because("unknown verb '\(head)'")
      return Written(text: "\(try write(items[0].value).within(.whole)).count")
    }
    guard let name = vocabulary.verbName(for: head), let verb = vocabulary.verbs[name] else {
      guard items.count == 1, case .name(let owner) = items[0].value, isBound(owner) else { throw NoAnswer() }
      because("unknown verb '\(head)'")
      return Written(text: "\(owner).\(head)")
    }
    if name != head { because("unknown verb '\(head)'") }
    if let layers = try layers(verb, items) { return layers }
    if items.contains(where: \.followsComma) { because("no commas stand between operands") }
    let moved = items.filter { item in item.label.map { belongs($0, to: verb, items) != nil } ?? false }
    if let first = moved.first, let label = first.label, let owner = belongs(label, to: verb, items) {
      return try bracket(owner, moved, verb, items)
    }
    var ordered = items
    if let last = items.lastIndex(where: { $0.label != nil }), last < items.count - 1 {
      ordered = try reorder(items)
    }
    return try compose(
      verb, ordered, positions: isPositional(verb, items) ? vocabulary.positions(for: head, verb) : [])
  }

  /// Whether values stand there for which the verb has no operands.
  private func isPositional(_ verb: Verb, _ items: [ForeignExpression.Item]) -> Bool {
    items.filter { $0.label == nil }.count > verb.operands.count
  }

  /// `mobilenetv2 freeze gru 64`: layers with no pipes between them, each with what follows it.
  private mutating func layers(_ verb: Verb, _ items: [ForeignExpression.Item]) throws -> Written? {
    func isLayer(_ item: ForeignExpression.Item) -> Bool {
      guard item.label == nil, case .name(let name) = item.value, !isBound(name) else { return false }
      return vocabulary.verbs[name].map { !$0.operands.isEmpty } ?? false
    }
    guard items.contains(where: isLayer), verb.standsAlone, pick([true, false]) else { return nil }
    var text = verb.name
    for item in items {
      text += isLayer(item) ? " | " : " "
      text += (item.label.map { "\($0): " } ?? "") + (try write(item.value).operand)
    }
    because("verbs are joined by '|'")
    return Written(text: text, level: .pipe)
  }

  /// The operand, a verb without brackets, whose option this is.
  private func belongs(_ label: String, to verb: Verb, _ items: [ForeignExpression.Item]) -> Int? {
    guard !verb.options.contains(where: { $0.label == label }) else { return nil }
    return items.firstIndex { item in
      guard item.label == nil, case .name(let name) = item.value, !isBound(name),
        let inner = vocabulary.verbs[name]
      else { return false }
      return inner.options.contains { $0.label == label }
    }
  }

  /// `spectrogram demo genres: 2 clips: 2`, `print round 3.567 to: 2`: the options go with the verb that has them, and so do
  /// the operands behind it that it needs.
  private mutating func bracket(
    _ owner: Int, _ moved: [ForeignExpression.Item], _ verb: Verb, _ items: [ForeignExpression.Item]
  ) throws -> Written {
    guard case .name(let name) = items[owner].value, let inner = vocabulary.verbs[name] else {
      throw NoAnswer()
    }
    if inner.standsAlone {
      because("unknown option '\(moved[0].label ?? "")' for \(verb.name)")
    } else {
      because("\(name) is a verb and needs brackets here")
    }
    let needed = inner.operands.filter { $0.arity != .optional }
    let wanted = needed.contains { $0.arity == .many } ? items.count : needed.count
    let operands = items[(owner + 1)...].filter { $0.label == nil }.prefix(wanted)
    let call = try compose(inner, operands + moved)
    var left = wanted
    let rest = items.enumerated().filter { place, item in
      if let label = item.label { return belongs(label, to: verb, items) == nil }
      guard place >= owner else { return true }
      guard place > owner else { return false }
      left -= 1
      return left < 0
    }.map(\.element)
    let outer = try compose(verb, rest)
    let words = outer.text.split(separator: " ", maxSplits: 1).map(String.init)
    return Written(
      text: "\(words[0]) \(call.operand)" + (words.count > 1 ? " \(words[1])" : ""), level: .call)
  }

  /// Operands that stand after an option: the option's own, if a verb is its value; else they come first.
  private mutating func reorder(_ items: [ForeignExpression.Item]) throws -> [ForeignExpression.Item] {
    because("an operand after an option")
    guard let last = items.lastIndex(where: { $0.label != nil }) else { return items }
    let after = Array(items[(last + 1)...])
    var ways: [[ForeignExpression.Item]] = [after + items[...last]]
    if case .name(let name) = items[last].value, !isBound(name), vocabulary.verbs[name] != nil {
      var option = items[last]
      option.value = .group(.sequence(name, after))
      ways.insert(Array(items[..<last]) + [option], at: 0)
    }
    return pick(ways)
  }
}

extension ForeignExpression {
  /// Whether it is a text with places for values in it.
  fileprivate var isFormatted: Bool {
    switch self {
    case .binary("%", .text, _): true
    case .call(.attribute(.text, "format", _), _): true
    case .text(let token): token.prefix.contains("f")
    default: false
    }
  }
}
