/// Values in strings: `{operand}`, `{operand:2}`, `{operand:1%}`.
extension Scanner {
  /// Strings within values within strings; deeper ones nobody reads.
  private static let deepestStrings = 20

  /// A value in braces, its quotes its own; nil after reporting what is wrong with it.
  mutating func scanValue() -> TextPiece? {
    let start = offset
    offset += 1
    guard openStrings < Self.deepestStrings else {
      return refuse(
        start..<start + 1, "strings within more than \(Self.deepestStrings) strings",
        fix: "give parts of it names of their own")
    }
    var aside = Aside()
    exchange(&aside)
    openStrings += 1
    let colon = scanOperand()
    openStrings -= 1
    let isClosed = offset < bytes.count && (colon != nil || bytes[offset] == UInt8(ascii: "}"))
    let bracket = innermostBracket
    exchange(&aside)
    let inner = aside.tokens
    if stringIsReported { return nil }
    guard isClosed else {
      return refuse(
        start..<start + 1, "'{' in a string starts a value, and no '}' ends it",
        fix: "close it with '}'; \\{ is the sign itself")
    }
    if let bracket {
      stringIsReported = true
      reportUnclosed(bracket)
      return nil
    }
    if inner.isEmpty {
      return refuse(
        start..<offset + 1, "'{' in a string starts a value, and there is none",
        fix: "write one; \\{ is the sign itself")
    }
    var format: TextFormat?
    if let colon {
      format = scanFormat(from: colon)
      if format == nil { return nil }
    }
    let end = Token(kind: .end, range: offset..<offset, spaceBefore: false, spaceAfter: false)
    offset += 1
    return .value(inner + [end], format)
  }

  /// Scans up to the brace that ends a value; the offset of the colon before its format, if there is one.
  private mutating func scanOperand() -> Int? {
    while true {
      while offset < bytes.count, bytes[offset] == UInt8(ascii: " ") || bytes[offset] == UInt8(ascii: "\t") {
        offset += 1
      }
      guard offset < bytes.count, !isLineEnd(offset), bytes[offset] != UInt8(ascii: "}"), !isStopped else {
        return nil
      }
      let isBare = innermostBracket == nil
      if isBare, bytes[offset] == UInt8(ascii: ":") {
        offset += 1
        return offset - 1
      }
      scanToken()
      // `{accuracy:1%}`: no option's label stands here, but a name and a format.
      if isBare, case .label(let name)? = tokens.last?.kind {
        let label = tokens.removeLast()
        tokens.append(
          Token(kind: .name(name), range: label.range, spaceBefore: label.spaceBefore, spaceAfter: false))
        return offset - 1
      }
    }
  }

  /// `2` or `1%` up to the brace; nil after reporting anything else.
  private mutating func scanFormat(from colon: Int) -> TextFormat? {
    let start = offset
    while offset < bytes.count, !isLineEnd(offset), bytes[offset] != UInt8(ascii: "}"),
      bytes[offset] != UInt8(ascii: "\"")
    {
      offset += 1
    }
    let written = source.text(start..<offset).filter { $0 != " " }
    let isPercentage = written.hasSuffix("%")
    let digits = isPercentage ? String(written.dropLast()) : written
    let isClosed = offset < bytes.count && bytes[offset] == UInt8(ascii: "}")
    if isClosed, digits.utf8.allSatisfy({ (48...57).contains($0) }), let decimals = Int(digits),
      decimals <= TextFormat.mostDecimals
    {
      return TextFormat(decimals: decimals, isPercentage: isPercentage)
    }
    // `.2f`, as others write it.
    let other = written.drop { !("0"..."9").contains($0) }.filter { $0 != "f" && $0 != "e" && $0 != "g" }
    let isKnown = isClosed && Int(other.filter { $0 != "%" }).map { $0 <= TextFormat.mostDecimals } ?? false
    return refuse(
      colon..<max(offset, colon + 1), "a format is how many decimals a number has",
      fix: "write {x:2} for two of them, {x:1%} for a percentage; \\{ is the sign itself",
      isKnown && written.hasPrefix(".")
        ? [Replacement(Span(source, colon..<offset), ":" + other)] : [])
  }

  private mutating func refuse<Result>(
    _ range: Range<Int>, _ cause: String, fix: String, _ proposals: [Replacement] = []
  ) -> Result? {
    stringIsReported = true
    report(range, cause, fix: fix, proposals)
    return nil
  }

  /// Goes past a string in which something is wrong that is reported, to the end of its line.
  mutating func leaveString(from start: Int, _ quote: UInt8) {
    let end = source.lineRange(at: start).upperBound
    var place = min(offset, end)
    while place < end, bytes[place] != quote { place += 1 }
    offset = place < end ? place + 1 : end
    if openStrings > 0 { offset = end }
    add(.invalid, from: start)
  }
}
