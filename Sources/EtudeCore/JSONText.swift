/// Writes JSON (RFC 8259) by hand, so that equal values give equal bytes and keys keep their order.
package struct JSONText: Sendable {
  /// What writes one value.
  package typealias Value = (inout JSONText) -> Void
  package typealias Member = (String, Value)

  /// Whether the parts of a list or an object stand on one line, or each on its own.
  package enum Layout { case oneLine, lines }

  package private(set) var text = ""
  /// Spaces a level.
  private let indent: Int
  private var depth = 0

  package init(indent: Int = 2) { self.indent = indent }

  package mutating func raw(_ piece: String) { text += piece }

  /// A string with its escapes; any text is valid.
  package mutating func string(_ value: String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // The last two end a line in JavaScript, and so in a page that holds the text.
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || (0x2028...0x2029).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  package mutating func string(_ value: String?) {
    if let value { string(value) } else { null() }
  }

  package mutating func null() { text += "null" }

  /// The shortest digits that read back as the same number; null where it is not finite.
  package mutating func number(_ value: Double) { text += value.isFinite ? "\(value)" : "null" }

  package mutating func number(_ value: Double?) {
    if let value { number(value) } else { null() }
  }

  package mutating func number(_ value: Int) { text += String(value) }

  /// `[a, b, c]`
  package mutating func list<Item>(
    _ items: some Sequence<Item>, _ layout: Layout = .oneLine, _ write: (inout JSONText, Item) throws -> Void
  ) rethrows {
    try parts(items, ("[", "]"), layout, write)
  }

  /// `{ "a": 1, "b": 2 }`
  package mutating func object(_ members: [Member], _ layout: Layout = .oneLine) {
    let space = layout == .oneLine && !members.isEmpty ? " " : ""
    parts(members, ("{" + space, space + "}"), layout) { json, member in
      json.string(member.0)
      json.text += ": "
      member.1(&json)
    }
  }

  private mutating func parts<Item>(
    _ items: some Sequence<Item>, _ ends: (String, String), _ layout: Layout,
    _ write: (inout JSONText, Item) throws -> Void
  ) rethrows {
    text += ends.0
    depth += 1
    var isFirst = true
    for item in items {
      switch layout {
      case .oneLine: text += isFirst ? "" : ", "
      case .lines: text += (isFirst ? "" : ",") + line(depth)
      }
      try write(&self, item)
      isFirst = false
    }
    depth -= 1
    if layout == .lines, !isFirst { text += line(depth) }
    text += ends.1
  }

  private func line(_ depth: Int) -> String { "\n" + String(repeating: " ", count: depth * indent) }
}
