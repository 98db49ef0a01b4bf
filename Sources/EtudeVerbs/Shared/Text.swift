import EtudeCore
import EtudeLanguage

extension Double {
  /// The number with so many decimals, rounded half away from zero.
  func text(decimals: Int) -> String {
    guard isFinite else { return isNaN ? "–" : self < 0 ? "-∞" : "∞" }
    return DecimalText.fixed(self, decimals: decimals) ?? String(self)
  }

  /// As a share of one hundred: 0.7123 is `71.2 %`.
  var percent: String { (self * 100).text(decimals: 1) + " %" }

  /// A time in seconds as a person writes it: `30 s`, `12.5 s`, `3 min 20 s`.
  var seconds: String {
    if self < 120 { return shortest(decimals: 2) + " s" }
    let whole = Int(rounded())
    return whole % 60 == 0 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s"
  }

  /// At most so many decimals, without zeros at the end.
  func shortest(decimals: Int) -> String {
    var text = text(decimals: decimals)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

extension Int {
  /// Groups of three digits: `2 257 984` with thin spaces.
  var grouped: String {
    let digits = String(magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { text.append("\u{202F}") }
      text.append(digit)
    }
    return (self < 0 ? "-" : "") + text
  }

  /// `1 song`, `2 songs`.
  func of(_ noun: String, plural: String? = nil) -> String {
    "\(self) \(self == 1 ? noun : plural ?? noun + "s")"
  }
}

extension String {
  var trimmingTrailingSpaces: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}

extension Value {
  static func texts(_ texts: [String]) -> Value {
    .list(ListValue(of: .text, texts.map { (nil, .text($0)) }))
  }

  static func numbers(_ numbers: [some BinaryFloatingPoint]) -> Value {
    .list(ListValue(of: .number, numbers.map { (nil, .number(Double($0))) }))
  }

  static func numbers(_ numbers: [Int]) -> Value { .numbers(numbers.map(Double.init)) }
  static func count(_ count: Int) -> Value { .number(Double(count)) }
  static func seconds(_ seconds: Double) -> Value { .quantity(Quantity(seconds, .seconds)) }
  static func hertz(_ hertz: Double) -> Value { .quantity(Quantity(hertz, .hertz)) }
}
