/// Names, labels and cell references.
extension Scanner {
  mutating func scanName() {
    let start = offset
    guard let first = scalar(at: offset), first.properties.isAlphabetic else {
      let length = scalar(at: offset).map(UTF8.width) ?? 1
      offset += length
      reportStray(start..<offset)
      add(.invalid, from: start)
      return
    }
    skipWord()
    let name = source.text(start..<offset)
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ":") {
      let end = offset
      offset += 1
      add(.label(name), from: start, to: end)
    } else {
      add(.name(name), from: start)
    }
  }

  /// `_` or `_3`.
  mutating func scanCell() {
    let start = offset
    offset += 1
    skipWord()
    let digits = source.text(start + 1..<offset)
    if digits.isEmpty {
      add(.cell(nil), from: start)
    } else if let number = Int(digits), digits.utf8.allSatisfy({ (48...57).contains($0) }) {
      add(.cell(number), from: start)
    } else {
      report(start..<offset, "a name cannot start with '_'", fix: "start it with a letter")
      add(.invalid, from: start)
    }
  }

  /// Goes past letters, digits, marks and `_`.
  mutating func skipWord() {
    while let next = scalar(at: offset) {
      let properties = next.properties
      guard properties.isAlphabetic || properties.numericType == .decimal || next == "_" || isMark(next)
      else { return }
      offset += UTF8.width(next)
    }
  }

  func scalar(at offset: Int) -> Unicode.Scalar? {
    guard offset < bytes.count else { return nil }
    if bytes[offset] < 0x80 { return Unicode.Scalar(bytes[offset]) }
    return String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x7F && scalar.properties.canonicalCombiningClass != .notReordered
  }

  private mutating func reportStray(_ range: Range<Int>) {
    let text = source.text(range)
    switch text {
    case ":":
      let isAfterSpace = range.lowerBound == 0 || [32, 9].contains(bytes[range.lowerBound - 1])
      report(
        range, isAfterSpace ? "a label touches its colon" : "unexpected ':'",
        fix: isAfterSpace
          ? "write it without a space, as in 'epochs: 20'"
          : "an index is one number or name; a colon follows an option's name")
    case "?": report(range, "'?' asks for help in the REPL only", fix: "take it out of the script")
    case "!": report(range, "'!' is not an operator", fix: "to compare, write '=='  or '!='")
    case "%": report(range, "'%' follows a number without a space", fix: "write it as in '30%'")
    case "“", "”", "‘", "’": report(range, "a curly quote does not start a string", fix: "write \" or '")
    case "–", "−", "—": report(range, "'\(text)' is not the minus sign", fix: "write '-'")
    default:
      let shown = DisplayText.shown(text)
      report(range, "unexpected character '\(shown)'", fix: "take it out, or put it in a string")
    }
  }
}
