/// Names, labels and cell references.
extension Scanner {
  mutating func scanName() {
    let start = offset
    let first = scalar(at: offset)
    guard first?.properties.isAlphabetic ?? false else { return scanStray(first) }
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
}
