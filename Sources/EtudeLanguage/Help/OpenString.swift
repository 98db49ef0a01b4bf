/// Strings that are open at the end of a text, and values that are open within them.
enum OpenString {
  private enum Open {
    case string(opening: Int, quote: UInt8)
    case value(opening: Int)
  }

  /// Where the string that the text ends in opens; nil if it does not end in one.
  static func opening(in bytes: [UInt8]) -> Int? {
    if case .string(let opening, _)? = open(in: bytes).last { opening } else { nil }
  }

  /// Where the innermost value begins that is open within a string, behind its brace; nil if none is.
  static func value(in bytes: [UInt8]) -> Int? {
    open(in: bytes).reversed().lazy.compactMap { open in
      if case .value(let opening) = open { opening + 1 } else { nil }
    }.first
  }

  private static func open(in bytes: [UInt8]) -> [Open] {
    var open: [Open] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch (open.last, byte) {
      // A string ends with its line.
      case (_, UInt8(ascii: "\n")): open = []
      case (.string(_, UInt8(ascii: "\""))?, UInt8(ascii: "\\")): index += 1
      case (.string(_, UInt8(ascii: "\""))?, UInt8(ascii: "{")): open.append(.value(opening: index))
      case (.string(_, let quote)?, _):
        if byte == quote { open.removeLast() }
      case (.value?, UInt8(ascii: "}")): open.removeLast()
      case (_, UInt8(ascii: "\"")), (_, UInt8(ascii: "'")):
        open.append(.string(opening: index, quote: byte))
      case (nil, UInt8(ascii: "#")):
        while index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "\n") { index += 1 }
      default: break
      }
      index += 1
    }
    return open
  }
}
