/// How a verb is written, in one line.
extension Verb {
  /// `crossval model data`, with required options.
  public var usage: String {
    let words = operands.map { operand in
      switch operand.arity {
      case .one: operand.name
      case .optional: "[\(operand.name)]"
      case .many: "\(operand.name) …"
      }
    }
    let required = options.filter(\.isRequired).map { "\($0.label): …" }
    return ([name] + words + required).joined(separator: " ")
  }

  /// Whether the verb can stand alone.
  var standsAlone: Bool {
    operands.allSatisfy { $0.arity == .optional } && !options.contains(where: \.isRequired)
  }
}
