/// The JSON that a safetensors header is made of: strings, whole numbers, lists and objects, read strictly.
indirect enum HeaderText: Equatable {
  case text(String)
  case number(Int)
  case list([HeaderText])
  case object([Member])

  /// A name and what it stands for, in the order of the text.
  struct Member: Equatable {
    let name: String
    let value: HeaderText
  }

  /// Why a text is not a header.
  struct Flaw: Error { let reason: String }

  /// Reads one value that fills `bytes` but for white space.
  ///
  /// `isPlain` is false if some other text of equal length would mean the same: a file under a digest must be plain.
  static func parse(_ bytes: ArraySlice<UInt8>) throws -> (value: HeaderText, isPlain: Bool) {
    var scanner = HeaderParser(rest: bytes)
    let value = try scanner.value(depth: 0)
    scanner.skipSpace()
    guard scanner.rest.isEmpty else { throw Flaw(reason: "there is text after the header's end") }
    return (value, scanner.isPlain)
  }

  /// `text` as JSON writes it.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if let short = escapes.first(where: { $0.scalar == scalar }) {
        result += "\\" + String(short.letter)
      } else if scalar.value < 0x20 {
        result += "\\u00" + (scalar.value < 0x10 ? "0" : "1") + String(scalar.value % 16, radix: 16)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  fileprivate static let escapes: [(letter: Unicode.Scalar, scalar: Unicode.Scalar)] = [
    ("\"", "\""), ("\\", "\\"), ("b", "\u{8}"), ("f", "\u{c}"), ("n", "\n"), ("r", "\r"), ("t", "\t"),
  ]
}

private struct HeaderParser {
  var rest: ArraySlice<UInt8>
  var isPlain = true

  mutating func value(depth: Int) throws -> HeaderText {
    guard depth < 8 else { throw HeaderText.Flaw(reason: "its header is nested too deep") }
    skipSpace()
    switch rest.first {
    case UInt8(ascii: "{"): return try .object(members(depth: depth))
    case UInt8(ascii: "["): return try .list(items(depth: depth))
    case UInt8(ascii: "\""): return try .text(string())
    default: return try .number(number())
    }
  }

  mutating func skipSpace() {
    while let byte = rest.first, [0x20, 0x0a, 0x0d, 0x09].contains(byte) {
      if byte != 0x20 { isPlain = false }
      rest = rest.dropFirst()
    }
  }

  private mutating func take(_ character: Unicode.Scalar) throws {
    guard accept(character) else { throw HeaderText.Flaw(reason: "its header lacks a '\(character)'") }
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard let byte = rest.first, byte == character.value else { return false }
    rest = rest.dropFirst()
    return true
  }

  private mutating func members(depth: Int) throws -> [HeaderText.Member] {
    try take("{")
    if accept("}") { return [] }
    var members: [HeaderText.Member] = []
    var names: Set<String> = []
    repeat {
      skipSpace()
      let name = try string()
      guard names.insert(name).inserted else {
        throw HeaderText.Flaw(reason: "its header names '\(name)' twice")
      }
      try take(":")
      try members.append(.init(name: name, value: value(depth: depth + 1)))
    } while accept(",")
    try take("}")
    return members
  }

  private mutating func items(depth: Int) throws -> [HeaderText] {
    try take("[")
    if accept("]") { return [] }
    var items: [HeaderText] = []
    repeat { try items.append(value(depth: depth + 1)) } while accept(",")
    try take("]")
    return items
  }

  private mutating func number() throws -> Int {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let number = Int(String(decoding: digits, as: UTF8.self)), digits.count == 1 || digits.first != 0x30
    else { throw HeaderText.Flaw(reason: "its header holds something that is no whole number") }
    rest = rest.dropFirst(digits.count)
    return number
  }

  private mutating func string() throws -> String {
    guard rest.first == UInt8(ascii: "\"") else { throw HeaderText.Flaw(reason: "its header lacks a name") }
    rest = rest.dropFirst()
    var bytes: [UInt8] = []
    while let byte = rest.first {
      rest = rest.dropFirst()
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw HeaderText.Flaw(reason: "its header is not UTF-8")
        }
        return text
      case UInt8(ascii: "\\"): try bytes.append(contentsOf: Array(String(escaped()).utf8))
      case ..<0x20: throw HeaderText.Flaw(reason: "its header has a control character in a string")
      default: bytes.append(byte)
      }
    }
    throw HeaderText.Flaw(reason: "its header ends within a string")
  }

  private mutating func escaped() throws -> Unicode.Scalar {
    guard let letter = rest.first else { throw HeaderText.Flaw(reason: "its header ends within a string") }
    rest = rest.dropFirst()
    if letter == UInt8(ascii: "/") { return "/" }
    if let short = HeaderText.escapes.first(where: { $0.letter.value == letter }) { return short.scalar }
    guard letter == UInt8(ascii: "u") else {
      throw HeaderText.Flaw(reason: "its header has an unknown escape")
    }
    let first = try hexadecimal()
    guard UTF16.isLeadSurrogate(first) else {
      if let scalar = Unicode.Scalar(first) { return scalar }
      throw HeaderText.Flaw(reason: "its header has half a surrogate pair")
    }
    guard rest.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
      throw HeaderText.Flaw(reason: "its header has half a surrogate pair")
    }
    rest = rest.dropFirst(2)
    let second = try hexadecimal()
    guard UTF16.isTrailSurrogate(second),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xd800) << 10 + UInt32(second) - 0xdc00)
    else { throw HeaderText.Flaw(reason: "its header has half a surrogate pair") }
    return scalar
  }

  private mutating func hexadecimal() throws -> UInt16 {
    let text = String(decoding: rest.prefix(4), as: UTF8.self)
    guard text.utf8.count == 4, !text.hasPrefix("+"), let number = UInt16(text, radix: 16) else {
      throw HeaderText.Flaw(reason: "its header has an unknown escape")
    }
    if text != text.lowercased() { isPlain = false }
    rest = rest.dropFirst(4)
    return number
  }
}
