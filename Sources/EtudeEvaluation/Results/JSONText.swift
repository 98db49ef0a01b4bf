/// Writes JSON (RFC 8259) by hand, so that equal values give equal bytes.
struct JSONText {
  private(set) var text = ""

  mutating func raw(_ piece: String) { text += piece }

  /// A string with its escapes; any text is valid.
  mutating func string(_ value: String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || (0x2028...0x2029).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  mutating func string(_ value: String?) {
    if let value { string(value) } else { text += "null" }
  }

  /// The shortest digits that read back as the same number; null where it is not finite.
  mutating func number(_ value: Double) { text += value.isFinite ? "\(value)" : "null" }

  mutating func number(_ value: Double?) {
    if let value { number(value) } else { text += "null" }
  }

  mutating func number(_ value: Int) { text += String(value) }

  /// `[a, b, c]` on one line.
  mutating func list<Item>(_ items: some Sequence<Item>, _ write: (inout JSONText, Item) -> Void) {
    text += "["
    for (index, item) in items.enumerated() {
      if index > 0 { text += ", " }
      write(&self, item)
    }
    text += "]"
  }

  /// A list with an item a line, indented by four.
  mutating func lines<Item>(_ items: some Sequence<Item>, _ write: (inout JSONText, Item) -> Void) {
    text += "["
    var isFirst = true
    for item in items {
      text += isFirst ? "\n    " : ",\n    "
      write(&self, item)
      isFirst = false
    }
    text += isFirst ? "]" : "\n  ]"
  }

  /// `{ "a": 1, "b": 2 }` on one line.
  mutating func object(_ members: [(String, (inout JSONText) -> Void)]) {
    text += "{ "
    for (index, member) in members.enumerated() {
      if index > 0 { text += ", " }
      string(member.0)
      text += ": "
      member.1(&self)
    }
    text += " }"
  }
}

/// A probability as exports show it: six decimals.
func roundedToMillionths(_ value: Double) -> Double {
  let scaled = (value * 1e6).rounded()
  return scaled.isFinite ? scaled / 1e6 : value
}
