import EtudeCore

/// Params and the values that the command line gives them.
extension Checker {
  func checkParameter(_ name: Word, _ value: Expression) {
    let written = check(value)
    declaredParameters.insert(name.text)
    guard let override = overrides.last(where: { $0.name == name.text }) else {
      facts.parameters[value.id] = written.known
      return bind(name, to: written)
    }
    usedOverrides.insert(name.text)
    guard let given = Self.literal(override.text, as: written.type) else {
      report(
        nil, "param '\(name.text)' is \(written.type.described), not '\(override.text)'",
        fix: "write \(name.text)=\(ValueText.literal(written.known ?? .nothing) ?? value.span.text)",
        exitStatus: .wrongCommandLine)
      return bind(name, to: written)
    }
    facts.parameters[value.id] = given.written(as: written.known)
    bind(name, to: StaticValue(given.type, known: facts.parameters[value.id]))
  }

  /// The value that a text on the command line stands for, of the param's type; nil if it is of another.
  private static func literal(_ text: String, as type: ValueType) -> Value? {
    var parser = Parser(SourceText(name: "", text: text))
    let expression = try? parser.operand()
    let isWhole = parser.current.kind == .end && parser.problems.kept.isEmpty
    let value = isWhole ? expression.flatMap(plain) : nil
    if type == .text {
      if case .text? = value { return value }
      return .text(text)
    }
    return value?.type == type ? value : nil
  }

  private static func plain(_ expression: Expression) -> Value? {
    switch expression.kind {
    case .number(let number): return .number(number)
    case .whole(let whole): return .whole(whole)
    case .quantity(let quantity): return .quantity(quantity)
    case .flag(let flag): return .flag(flag)
    case .text(let parts):
      var text = ""
      for part in parts {
        guard case .plain(let plain) = part else { return nil }
        text += plain
      }
      return .text(text)
    case .signed(let sign, let inner): return plain(inner).flatMap { try? Arithmetic.signed(sign, $0) }
    default: return nil
    }
  }
}

extension Value {
  /// A number as the param's own value is written: where that is a share, as a share.
  fileprivate func written(as other: Value?) -> Value {
    guard case .number(let number) = self, case .quantity(let share)? = other, share.dimension == .share
    else {
      return self
    }
    return .quantity(Quantity(number, share.unit))
  }
}
