extension ForeignExpression {
  /// Whether a string is among what a sign joins.
  fileprivate func hasText(beside sign: String) -> Bool {
    switch self {
    case .text: true
    case .binary(sign, let left, let right): left.hasText(beside: sign) || right.hasText(beside: sign)
    default: false
    }
  }
}

/// Strings: `f"{x:.2f}"`, `"%d songs" % n`, `printf("%s", x)`, `"{}".format(x)`.
extension Rewriter {
  /// A string literal as Étude writes it.
  mutating func string(_ token: ForeignToken) throws -> String {
    if let cause = token.cause { because(cause) }
    guard token.prefix.contains("f") else { return token.text }
    return try embedding(token.text)
  }

  /// The places of a formatted string: a format of elsewhere becomes one of Étude, or none where there are none.
  private mutating func embedding(_ text: String) throws -> String {
    var written = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      written += rest[..<open]
      guard let close = rest[open...].firstIndex(of: "}") else { throw NoAnswer() }
      let inside = rest[rest.index(after: open)..<close].split(separator: ":", maxSplits: 1).map(String.init)
      guard let operand = inside.first else { throw NoAnswer() }
      written += place(operand, format: inside.count > 1 ? inside[1] : "")
      rest = rest[rest.index(after: close)...]
    }
    return written + rest
  }

  /// `{x:2}`
  private mutating func place(_ operand: String, format: String) -> String {
    guard let decimals = Self.decimals(format) else { return "{\(operand)}" }
    return pick(["{\(operand):\(decimals)}", "{\(operand)}"])
  }

  /// `2` for `.2f`, `1%` for `.1%`; nil for a format without decimals.
  private static func decimals(_ format: String) -> String? {
    guard let dot = format.firstIndex(of: ".") else { return nil }
    let digits = format[format.index(after: dot)...].prefix { $0.isNumber }
    return digits.isEmpty ? nil : digits + (format.hasSuffix("%") ? "%" : "")
  }

  /// `"a" + n + "b"`, `"a" . "b"`, `"a" & n`: strings and values joined by whatever sign; nil where no string is among them.
  mutating func joined(
    _ sign: String, _ left: ForeignExpression, _ right: ForeignExpression
  ) throws -> Written? {
    guard ["+", ".", "&", ".."].contains(sign) else { return nil }
    var parts: [ForeignExpression] = [right]
    var rest = left
    while case .binary(sign, let first, let second) = rest, rest.hasText(beside: sign) {
      parts.append(second)
      rest = first
    }
    parts.append(rest)
    guard parts.contains(where: { if case .text = $0 { true } else { false } }) else { return nil }
    var text = ""
    for part in parts.reversed() {
      guard case .text(let token) = part else {
        text += "{\(try write(part).operand)}"
        continue
      }
      let written = try string(token)
      // What stands between single quotes would have to be written anew.
      guard written.hasPrefix("\"") || !written.contains(where: { "{\"\\".contains($0) }) else {
        throw NoAnswer()
      }
      text += written.trimmingQuotes
    }
    because("values stand in a string by name")
    return Written(text: "\"\(text)\"")
  }

  /// `"%d songs" % n`, `"%s %s" % (a, b)`
  mutating func formatted(_ token: ForeignToken, _ values: ForeignExpression) throws -> Written {
    if case .tuple(let items) = values { return try formatted(token, items.map(\.value)) }
    return try formatted(token, [values])
  }

  mutating func formatted(_ token: ForeignToken, _ values: [ForeignExpression]) throws -> Written {
    because("values stand in a string by name")
    var given = try values.map { try write($0) }[...]
    var written = ""
    var rest = token.text.dropFirst().dropLast()
    while let next = rest.first {
      if next == "%", let end = rest.dropFirst().firstIndex(where: { "dsfgie%".contains($0) }) {
        let format = rest[rest.startIndex...end]
        rest = rest[rest.index(after: end)...]
        if format == "%%" {
          written += "%"
        } else {
          guard let value = given.popFirst() else { throw NoAnswer() }
          written += place(value.text, format: format.contains(".") ? String(format) : "")
        }
      } else if next == "{", let end = rest.firstIndex(of: "}") {
        let inside = rest[rest.index(after: rest.startIndex)..<end]
        guard let value = given.popFirst() else { throw NoAnswer() }
        written += place(value.text, format: inside.contains(".") ? String(inside) : "")
        rest = rest[rest.index(after: end)...]
      } else {
        written.append(next)
        rest = rest.dropFirst()
      }
    }
    guard given.isEmpty else { throw NoAnswer() }
    if written.hasSuffix("\\n") { written.removeLast(2) }
    // A value alone needs no string around it.
    if values.count == 1, written == "{\(try write(values[0]).text)}" { return try write(values[0]) }
    return Written(text: "\"\(written)\"")
  }

  /// `print(a, b)`, `printf("%d", x)`, `console.log(x)`
  mutating func printed(_ name: String, _ items: [ForeignExpression.Item]) throws -> Written {
    guard vocabulary.verbs["print"] != nil else { throw NoAnswer() }
    let values = items.filter { $0.label == nil }.map(\.value)
    because(
      name == "print"
        ? items.count > 1 ? "'print' takes no brackets and commas" : "values stand in a string by name"
        : "unknown verb '\(name)'")
    if name == "printf" || name == "fprintf", case .text(let token)? = values.first {
      return Written(text: "print \(try formatted(token, Array(values.dropFirst())).operand)", level: .call)
    }
    guard !values.isEmpty else { return Written(text: "print \"\"", level: .call) }
    let texts = try values.map { try write($0).operand }
    return Written(text: "print " + texts.joined(separator: " "), level: .call)
  }
}
