/// Why bytes are no text in UTF-8: what they seem to be, and what to do.
struct NotText: Sendable {
  /// Where that shows first.
  let offset: Int
  let cause: String
  let fix: String

  /// Nil for a text in UTF-8. A zero byte is no character of a text.
  init?(_ bytes: [UInt8]) {
    guard let offset = Self.firstOddByte(bytes) else { return nil }
    self.offset = offset
    if let name = Self.wideEncoding(bytes) {
      cause = "the file is text in \(name), not in UTF-8"
      fix = "save it as UTF-8"
    } else if Self.isBinary(bytes) {
      cause = "the file is not text"
      fix = "a script is text in UTF-8, in a file such as lab.etude"
    } else {
      cause = "the text is not UTF-8 from here on"
      fix = "save the file as UTF-8"
    }
  }

  private static func firstOddByte(_ bytes: [UInt8]) -> Int? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue("\0"): return offset
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }

  /// The name of an encoding of two or four bytes a character, told by its byte order mark or by its zeros.
  private static func wideEncoding(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    let start = bytes.prefix(200)
    guard start.count >= 4 else { return nil }
    let even = start.indices.count(where: { $0 % 2 == 0 && start[$0] == 0 })
    let odd = start.indices.count(where: { $0 % 2 == 1 && start[$0] == 0 })
    let isHalfZero = max(even, odd) > start.count * 2 / 5 && min(even, odd) <= start.count / 20
    return isHalfZero ? "UTF-16" : nil
  }

  private static func isBinary(_ bytes: [UInt8]) -> Bool {
    bytes.prefix(1000).contains { $0 < 9 || (14..<32).contains($0) && $0 != 27 } || bytes.contains(0)
  }
}
