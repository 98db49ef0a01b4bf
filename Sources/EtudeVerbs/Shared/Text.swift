import EtudeCore
import EtudeLanguage

extension Double {
  /// A time in seconds as a person writes it: `30 s`, `12.5 s`, `3 min 20 s`.
  var seconds: String {
    if self < 120 { return shortest(decimals: 2) + " s" }
    let whole = Int(rounded())
    return whole % 60 == 0 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s"
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
