/// Numbers with their units, and strings.
extension Scanner {
  /// Digits, optional fraction and exponent, unit with no space.
  mutating func scanNumber() {
    let start = offset
    skipDigits()
    if byte(0) == UInt8(ascii: "."), isDigit(byte(1)) {
      offset += 1
      skipDigits()
    }
    if byte(0) == UInt8(ascii: "e") || byte(0) == UInt8(ascii: "E") {
      let signed = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+")
      if isDigit(byte(signed ? 2 : 1)) {
        offset += signed ? 2 : 1
        skipDigits()
      }
    }
    let digits = source.text(start..<offset)
    let unitStart = offset
    if byte(0) == UInt8(ascii: "%") { offset += 1 } else { skipWord() }
    let unit = source.text(unitStart..<offset)
    let scale = Unit(rawValue: unit)?.scale ?? 1
    guard let number = Double(digits), (number * scale).isFinite else {
      report(start..<offset, "the number is too large", fix: "the largest is about 1.8e308")
      return add(.invalid, from: start)
    }
    if unit == "%", scalar(at: offset).map(Self.startsValue) ?? false {
      skipWord()
      report(
        start..<offset, "\(digits)% is a share, and a value touches it",
        fix: "'%' is no operator: there is none for a remainder")
      return add(.invalid, from: start)
    }
    if unit.isEmpty {
      add(Self.number(digits, number), from: start)
    } else if let known = Unit(rawValue: unit) {
      add(.quantity(number, known), from: start)
    } else {
      reportUnit(unit, after: digits, at: unitStart..<offset)
      add(.invalid, from: start)
    }
  }

  /// A number as it is held: whole ones beyond 2^53, where doubles have gaps, digit by digit up to 2^64.
  private static func number(_ digits: String, _ number: Double) -> Token.Kind {
    guard number >= Value.largestExact, let whole = UInt64(digits), whole > UInt64(Value.largestExact) else {
      return .number(number)
    }
    return .whole(whole)
  }

  /// Whether a character that touches a share begins a value: `5%3`.
  private static func startsValue(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "(" || scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private mutating func reportUnit(_ unit: String, after digits: String, at range: Range<Int>) {
    let whole = Span(source, range.lowerBound - digits.utf8.count..<range.upperBound)
    if unit.first == "_" {
      let joined = digits + unit.filter { $0 != "_" }
      return report(
        range, "digits are not grouped with '_'", fix: "take the '_' out", [Replacement(whole, joined)])
    }
    let units = Unit.allCases.map(\.rawValue)
    let nearest =
      units.first { $0.lowercased() == unit.lowercased() } ?? (unit == "m" ? "min" : nil)
      ?? (unit.hasPrefix("sec") ? "s" : nil) ?? (unit.hasPrefix("min") ? "min" : nil)
      ?? (unit == "k" || unit == "K" ? "kHz" : nil) ?? Suggestion.nearest(to: unit, among: units)
    report(
      range, "unknown unit '\(unit)'", fix: "units are \(units.joined(separator: " "))",
      nearest.map { [Replacement.meant(digits + $0, at: whole)] } ?? [])
  }

  /// `"double"`, where `{operand}` is replaced and `\` escapes; `'single'`, where nothing is.
  mutating func scanText(quote: UInt8) {
    let start = offset
    offset += 1
    if openStrings == 0 { stringIsReported = false }
    var parts: [TextPiece] = []
    var plain: [UInt8] = []
    func flush() {
      if !plain.isEmpty { parts.append(.plain(String(decoding: plain, as: UTF8.self))) }
      plain = []
    }
    while let byte = byte(0), !isLineEnd(offset), !isStopped {
      if byte == quote {
        offset += 1
        flush()
        return add(.text(parts), from: start)
      }
      if quote == UInt8(ascii: "\""), byte == UInt8(ascii: "\\") {
        scanEscape(into: &plain)
      } else if quote == UInt8(ascii: "\""), byte == UInt8(ascii: "{") {
        flush()
        guard let value = scanValue() else {
          leaveString(from: start, quote)
          return
        }
        parts.append(value)
      } else {
        plain.append(byte)
        offset += 1
      }
    }
    // Of a string within a value, the value's brace is reported.
    if openStrings > 0 { return add(.invalid, from: start) }
    let end = source.lineRange(at: start).upperBound
    let mark = String(decoding: [quote], as: UTF8.self)
    report(start..<max(end, start + 1), "the string is never closed", fix: "close it with \(mark)")
    if let close = closeOnLaterLine(of: quote) { offset = close }
    add(.invalid, from: start)
  }

  /// Where, on one of the next few lines, the string that is open here seems to end: at a quote that has no partner on
  /// its line, and that nothing of a string follows.
  private func closeOnLaterLine(of quote: UInt8) -> Int? {
    var place = offset
    for _ in 0..<10 where place < bytes.count {
      let line = source.lineRange(at: place + 1)
      guard line.lowerBound > place, line.upperBound <= bytes.count else { return nil }
      let first = line.first { bytes[$0] != UInt8(ascii: " ") && bytes[$0] != UInt8(ascii: "\t") }
      let isComment = first.map { bytes[$0] == UInt8(ascii: "#") } ?? false
      let quotes = isComment ? [] : line.filter { bytes[$0] == quote && bytes[$0 - 1] != UInt8(ascii: "\\") }
      if quotes.count % 2 == 1, let last = quotes.last {
        let rest = bytes[(last + 1)..<line.upperBound].first { $0 != UInt8(ascii: " ") && $0 != 13 }
        return rest.map { "|)],;#".utf8.contains($0) } ?? true ? last + 1 : nil
      }
      place = line.upperBound
      while place < bytes.count, !isLineEnd(place) { place += 1 }
    }
    return nil
  }

  private mutating func scanEscape(into plain: inout [UInt8]) {
    let start = offset
    let escaped = scalar(at: offset + 1)
    switch escaped {
    case "\"", "\\", "{": plain.append(contentsOf: String(escaped.map(Character.init) ?? " ").utf8)
    case "n": plain.append(UInt8(ascii: "\n"))
    case "t": plain.append(UInt8(ascii: "\t"))
    case nil, "\n", "\r":
      offset += 1
      return
    case .some(let other):
      let end = start + 1 + UTF8.width(other)
      report(
        start..<end, "unknown escape '\(source.text(start..<end))'", fix: #"there are \" \\ \n \t \{"#)
      offset = end
      return
    }
    offset += 2
  }

  /// A letter, then letters, digits, `_`.
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType == .decimal || $0 == "_"
        || ($0.value > 0x7F && $0.properties.canonicalCombiningClass != .notReordered)
    }
  }

  private func byte(_ ahead: Int) -> UInt8? {
    offset + ahead < bytes.count ? bytes[offset + ahead] : nil
  }

  private func isDigit(_ byte: UInt8?) -> Bool { byte.map { (48...57).contains($0) } ?? false }

  private mutating func skipDigits() { while isDigit(byte(0)) { offset += 1 } }
}
