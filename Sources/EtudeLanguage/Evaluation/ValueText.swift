import EtudeCore
import Glibc

/// Values as `print` shows them and as a string takes them in.
public enum ValueText {
  /// The text of a value: `3`, `1.5s`, `blues`, `yes`, `[1, 2]`, an object's summary.
  public static func of(_ value: Value) -> String { of(value) {} }

  /// The same; `check` is called every so many items of a list, and throws where its text is no longer wanted.
  public static func of(_ value: Value, check: () throws -> Void) rethrows -> String {
    try text(value, number: shown, quantity: { shown($0.unit.written($0.value)) }, check: check)
  }

  /// How many items of a list are shown that has so many: all, or the first of them.
  static func shownItems(of count: Int) -> Int { count <= 30 ? count : 10 }

  /// A value as a cell shows it: of a long list its beginning, and how many more there are.
  public static func abbreviated(_ value: Value) -> String {
    guard case .list(let list) = value else { return of(value) }
    let count = shownItems(of: list.count)
    let items = list.items.prefix(count).map { inList($0.label, $0.value, abbreviated($0.value)) }
    let more = count < list.count ? ["… \(list.count - count) more"] : []
    return "[" + (items + more).joined(separator: ", ") + "]"
  }

  /// A number as a string takes it in: with so many decimals, or so as a percentage; other values as they are.
  static func of(_ value: Value, in format: TextFormat?) -> String {
    guard let format, let number = value.magnitude else { return of(value) }
    if format.isPercentage { return fixed(number * 100, format.decimals) + "%" }
    guard case .quantity(let quantity) = value else { return fixed(number, format.decimals) }
    if quantity.dimension == .share { return fixed(number, format.decimals) }
    return fixed(quantity.unit.written(number), format.decimals) + quantity.unit.rawValue
  }

  /// So many decimals; halves that fifteen digits show go away from zero.
  static func fixed(_ number: Double, _ decimals: Int) -> String {
    guard number.isFinite else { return tidy(number) }
    let text = printed("%.*f", decimals, Self.rounded(to: decimals, number))
    return text.drop { $0 == "-" }.contains { ("1"..."9").contains($0) }
      ? text : text.replacing("-", with: "")
  }

  /// The nearest number with so many decimals; what is half way but for noise in its last bits goes away from zero.
  public static func rounded(to decimals: Int, _ number: Double) -> Double {
    let scale = Double((0..<decimals).reduce(1.0) { power, _ in power * 10 })
    let scaled = number * scale
    guard abs(scaled) < 1e15 else { return number }
    return (Double(rounded(scaled, 15)) ?? scaled).rounded() / scale
  }

  /// A value as a label says it: fifteen significant digits, so that what is written differently is called differently.
  public static func label(_ value: Value) -> String {
    func rounded(_ number: Double) -> String { tidy(Double(Self.rounded(number, 15)) ?? number) }
    return text(value, number: rounded, quantity: { rounded($0.unit.written($0.value)) }, check: {})
  }

  /// A value as it would be written in a script, exact to the last bit; nil for objects without a text.
  public static func literal(_ value: Value) -> String? {
    switch value {
    case .text(let text): return quoted(text)
    case .object(let object): return object.written
    case .nothing: return nil
    case .list(let list):
      let items = list.items.map { item in
        literal(item.value).map { (item.label.map { $0 + ": " } ?? "") + $0 }
      }
      return items.contains { $0 == nil } ? nil : "[" + items.compactMap(\.self).joined(separator: ", ") + "]"
    default: return text(value, number: exact, quantity: written, check: {})
    }
  }

  private static func text(
    _ value: Value, number: (Double) -> String, quantity: (Quantity) -> String,
    check: () throws -> Void
  ) rethrows -> String {
    switch value {
    case .number(let double): number(double)
    case .whole(let whole): String(whole)
    case .quantity(let given): quantity(given) + given.unit.rawValue
    case .text(let text): text
    case .flag(let flag): flag ? "yes" : "no"
    case .list(let list):
      "["
        + (try list.items.enumerated().map { place, item in
          if place % 4096 == 0 { try check() }
          let shown = try text(item.value, number: number, quantity: quantity, check: check)
          return inList(item.label, item.value, shown)
        }).joined(separator: ", ") + "]"
    case .object(let object): object.summary
    case .nothing: ""
    }
  }

  /// An item of a list, with its label; a string on one line, since names of others may hold anything.
  private static func inList(_ label: String?, _ value: Value, _ shown: String) -> String {
    let isText = if case .text = value { true } else { false }
    return (label.map { $0 + ": " } ?? "") + (isText ? shown.onOneLine : shown)
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
    return printed("%.*g", digits, number)
  }

  private static func printed(_ format: String, _ digits: Int, _ number: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 400)
    withVaList([Int32(digits), number]) { _ = vsnprintf(&buffer, buffer.count, format, $0) }
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
