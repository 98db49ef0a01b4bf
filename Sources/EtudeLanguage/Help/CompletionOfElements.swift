/// What the checker knows of expressions in a text that is being written.
extension CompletionSearch {
  /// The fields of each element, with their types, where what is written is asked for each; nil elsewhere.
  func askedFields(of call: CallBefore) -> [String: String]? {
    guard call.verb.asksElements, let whole = call.operands.first else { return nil }
    let isAsked =
      call.labels.last.map(call.verb.asksEach)
      ?? (call.verb.hasEachOperand && (call.isPiped || call.operands.count > 1 || call.endsBehindOperand))
    guard isAsked, let value = staticValue(of: source.text(whole)),
      let element = vocabulary.element(of: value)
    else { return nil }
    if case .kind = element.type {
      let fields = vocabulary.allFields(of: element)
      return Dictionary(
        fields.map { ($0, vocabulary.fieldType($0, of: element).map(Help.typeName) ?? "") }
      ) { first, _ in first }
    }
    return element.type == .unknown ? nil : ["value": Help.typeName(element.type)]
  }

  /// The fields of the value of an expression, with their types.
  func fields(ofValueOf expression: String) -> [String: String] {
    guard let value = staticValue(of: expression) else { return [:] }
    switch value.type {
    case .kind:
      let fields = vocabulary.allFields(of: value)
      return Dictionary(
        fields.map { ($0, vocabulary.fieldType($0, of: value).map(Help.typeName) ?? "") }
      ) { first, _ in first }
    case .list(let element, let labels):
      var fields = ListValue.ownFields.mapValues(Help.typeName)
      for label in labels ?? [] { fields[label] = Help.typeName(element) }
      return fields
    default: return [:]
    }
  }

  /// What is known of the value of an expression before it runs; nil if nothing is.
  func staticValue(of expression: String) -> StaticValue? {
    if let type = names[expression] { return StaticValue(type) }
    return Checker.staticValue(of: expression, vocabulary, names: names.mapValues { StaticValue($0) })
  }
}

extension Checker {
  /// What is known of the value of an expression before it runs; nil if nothing is.
  static func staticValue(of expression: String, _ vocabulary: Vocabulary, names: [String: StaticValue])
    -> StaticValue?
  {
    let name = "asked"
    var cells: [Int: StaticValue] = [:]
    for (name, value) in names where name.hasPrefix("_") {
      if let number = Int(name.dropFirst()) { cells[number] = value }
    }
    let checker = Checker(
      vocabulary: vocabulary, mode: .cell, names: names, predefined: [:], cells: cells, lastCell: names["_"],
      overrides: []
    ) { _ in SourceText(name: "", text: "") }
    checker.advisor = nil
    checker.following = .trial
    _ = checker.checkFile(SourceText(name: "", text: "\(name) = \(expression)"), path: [])
    return checker.names[name]
  }
}
