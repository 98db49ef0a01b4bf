import Glibc

/// Values as `print` shows them and as a string takes them in.
public enum ValueText {
  /// The text of a value: `3`, `1.5s`, `blues`, `yes`, `[1, 2]`, an object's summary.
  public static func of(_ value: Value) -> String {
    text(value, number: shown) { shown($0.unit.written($0.value)) }
  }

  /// A value as a label says it: fifteen significant digits, so that what is written differently is called differently.
  public static func label(_ value: Value) -> String {
    func rounded(_ number: Double) -> String { tidy(Double(Self.rounded(number, 15)) ?? number) }
    return text(value, number: rounded) { rounded($0.unit.written($0.value)) }
  }

  /// A value as it would be written in a script, exact to the last bit; nil for objects.
  public static func literal(_ value: Value) -> String? {
    switch value {
    case .text(let text): return quoted(text)
    case .object, .nothing: return nil
    case .list(let list):
      let items = list.items.map { item in
        literal(item.value).map { (item.label.map { $0 + ": " } ?? "") + $0 }
      }
      return items.contains { $0 == nil } ? nil : "[" + items.compactMap(\.self).joined(separator: ", ") + "]"
    default: return text(value, number: exact, quantity: written)
    }
  }

  private static func text(
    _ value: Value, number: (Double) -> String, quantity: (Quantity) -> String
  ) -> String {
    switch value {
    case .number(let double): number(double)
    case .whole(let whole): String(whole)
    case .quantity(let given): quantity(given) + given.unit.rawValue
    case .text(let text): text
    case .flag(let flag): flag ? "yes" : "no"
    case .list(let list):
      "["
        + list.items.map { item in
          (item.label.map { $0 + ": " } ?? "") + text(item.value, number: number, quantity: quantity)
        }.joined(separator: ", ") + "]"
    case .object(let object): object.summary
    case .nothing: ""
    }
  }

  /// A string between double quotes, escaped.
  public static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "{": quoted += "\\{"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The fewest digits that give the same value in base units when they are read again.
  private static func written(_ quantity: Quantity) -> String {
    let number = quantity.unit.written(quantity.value)
    for digits in 1...17 {
      let text = rounded(number, digits)
      if let read = Double(text), quantity.unit.base(read) == quantity.value { return tidy(read) }
    }
    return tidy(number)
  }

  /// Six significant digits; whole numbers exactly, up to 2^53. Fifteen digits take the last bits' noise away first, so
  /// that what is whole but for them is shown so.
  private static func shown(_ number: Double) -> String {
    if number == number.rounded(), abs(number) <= Value.largestExact { return String(Int(number)) }
    let settled = Double(rounded(number, 15)) ?? number
    if settled == settled.rounded(), abs(settled) < 1e15 { return tidy(settled) }
    let text = rounded(number, 6)
    // 1234567.8 is 1.23457e6, for 1234570 would look exact.
    if let exponent = text.firstIndex(of: "e") {
      let power = Int(text[text.index(after: exponent)...]) ?? 0
      return text[..<exponent] + "e\(power)"
    }
    return tidy(Double(text) ?? number)
  }

  private static func exact(_ number: Double) -> String { tidy(number) }

  private static func rounded(_ number: Double, _ digits: Int) -> String {
    guard number.isFinite else { return number.description }
    var buffer = [CChar](repeating: 0, count: 64)
    withVaList([Int32(digits), number]) { _ = vsnprintf(&buffer, buffer.count, "%.*g", $0) }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Swift's shortest text, without `.0` and with exponents as they are written here.
  private static func tidy(_ number: Double) -> String {
    if number.isNaN { return "not a number" }
    if number.isInfinite { return number < 0 ? "-infinity" : "infinity" }
    if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
    var text = number.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    return text.replacing(".0e", with: "e").replacing("e+", with: "e")
  }
}
