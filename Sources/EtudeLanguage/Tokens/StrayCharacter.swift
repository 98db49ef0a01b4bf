/// A character that looks like one of the language's, or like none, and stands where only those of the language can.
enum StrayCharacter {
  /// A space or an unseen character between words: what follows is read as if it were not there.
  case unseen(cause: String, meant: String, fix: String)
  /// A character that is meant for another.
  case mistaken(cause: String, meant: String)

  /// Nil where nothing is known of the character but that it cannot stand here.
  init?(_ scalar: Unicode.Scalar) {
    let what = Self.named(scalar)
    if let meant = Self.meant(scalar) {
      self = .mistaken(cause: "\(what) is not '\(meant)'", meant: meant)
      return
    }
    switch scalar.properties.generalCategory {
    case .spaceSeparator:
      self = .unseen(cause: "\(what) is not a plain space", meant: " ", fix: "write a plain space")
    case .lineSeparator, .paragraphSeparator:
      self = .unseen(cause: "\(what) does not end a line", meant: "\n", fix: "write a line break")
    case .control where ["\u{B}", "\u{C}", "\u{85}"].contains(scalar):
      self = .unseen(cause: "\(what) does not end a line", meant: "\n", fix: "write a line break")
    case .control, .format, .privateUse, .unassigned:
      self = .unseen(cause: "\(what) cannot be seen, and cannot stand here", meant: "", fix: "take it out")
    case .nonspacingMark, .enclosingMark, .spacingMark:
      self = .unseen(cause: "\(what) stands on no letter", meant: "", fix: "take it out")
    default: return nil
    }
  }

  /// `U+00A0 (no-break space)`
  static func named(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let name = scalar.properties.generalCategory == .control ? "a control character" : scalar.properties.name
    return name.map { "\(code) (\($0.lowercased()))" } ?? code
  }

  /// The straight quote for a curly one.
  static func quote(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "“", "”", "„", "‟", "«", "»", "″", "〝", "〞": "\""
    case "‘", "’", "‚", "‛", "‹", "›", "′", "`", "´": "'"
    default: nil
    }
  }

  /// The character of the language for one that looks like it; full-width ones lie at a fixed distance from theirs.
  private static func meant(_ scalar: Unicode.Scalar) -> String? {
    if (0xFF01...0xFF5E).contains(scalar.value) {
      return Unicode.Scalar(scalar.value - 0xFEE0).map { String(Character($0)) }
    }
    switch scalar {
    case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{FE58}", "\u{FE63}": return "-"
    case "×", "∗", "⋅", "·", "∙": return "*"
    case "÷", "∕", "⁄": return "/"
    case "≤": return "<="
    case "≥": return ">="
    case "≠": return "!="
    case "¦", "│", "∣": return "|"
    case "、", "،": return ","
    case "；": return ";"
    case "：", "∶": return ":"
    case "٪": return "%"
    default:
      guard scalar.value > 0x7F, scalar.properties.numericType == .decimal,
        let digit = scalar.properties.numericValue
      else { return nil }
      return String(Int(digit))
    }
  }
}

/// Characters that cannot stand where they do.
extension Scanner {
  /// Reports what starts no token, and goes past it.
  mutating func scanStray(_ scalar: Unicode.Scalar?) {
    let start = offset
    guard let scalar,
      scalar.value > 0x7F || scalar.properties.generalCategory == .control
        || StrayCharacter.quote(scalar) != nil
    else {
      offset += 1
      reportASCII(start..<offset)
      return add(.invalid, from: start)
    }
    if let straight = StrayCharacter.quote(scalar) {
      scanQuoted(scalar, straight)
      return add(.invalid, from: start)
    }
    offset += UTF8.width(scalar)
    switch StrayCharacter(scalar) {
    case .unseen(let cause, let meant, let fix):
      let range = start..<offset
      report(range, cause, fix: fix, [Replacement(Span(source, range), meant, words: fix)])
      // Within a word it may part two or spoil one: nobody knows.
      if isWithinWord(start..<offset) { return add(.invalid, from: start) }
      spaceEnd = offset
    case .mistaken(let cause, let meant):
      if let run = scanFullWidth(from: start) {
        let range = start..<offset
        report(
          range, "full-width characters are not those of the language", fix: "write '\(run)'",
          [Replacement(Span(source, range), run)])
      } else {
        let range = start..<offset
        report(range, cause, fix: "write '\(meant)'", [Replacement(Span(source, range), meant)])
      }
      add(.invalid, from: start)
    case nil:
      let shown = DisplayText.shown(String(Character(scalar)))
      report(
        start..<offset, "unexpected character '\(shown)'",
        fix: "take it out, or put it in a string")
      add(.invalid, from: start)
    }
  }

  private func isWithinWord(_ range: Range<Int>) -> Bool {
    guard range.lowerBound > 0, case .name? = tokens.last?.kind,
      tokens.last?.range.upperBound == range.lowerBound
    else { return false }
    return scalar(at: range.upperBound).map { $0.properties.isAlphabetic || $0.properties.numericType != nil }
      ?? false
  }

  /// The plain text of two or more full-width characters that start at an offset; goes past them. Nil for one.
  private mutating func scanFullWidth(from start: Int) -> String? {
    var plain = ""
    var place = start
    while let next = scalar(at: place), (0xFF01...0xFF5E).contains(next.value),
      let meant = Unicode.Scalar(next.value - 0xFEE0)
    {
      plain.unicodeScalars.append(meant)
      place += UTF8.width(next)
    }
    guard plain.unicodeScalars.count > 1 else { return nil }
    offset = place
    return plain
  }

  /// A curly quote, with the string that it opens if a quote closes it on its line.
  private mutating func scanQuoted(_ open: Unicode.Scalar, _ straight: String) {
    let start = offset
    offset += UTF8.width(open)
    let inside = offset
    let line = source.lineRange(at: start)
    while offset < line.upperBound, let next = scalar(at: offset) {
      let width = UTF8.width(next)
      if StrayCharacter.quote(next) == straight || String(Character(next)) == straight {
        let text = source.text(inside..<offset)
        offset += width
        let cause = "\(StrayCharacter.named(open)) does not start a string"
        let meant = straight + text + straight
        return report(
          start..<offset, cause, fix: "write \(meant)",
          [Replacement(Span(source, start..<offset), meant, words: "write \(meant)")])
      }
      offset += width
    }
    offset = inside
    report(
      start..<inside, "\(StrayCharacter.named(open)) does not start a string", fix: "write \" or '")
  }

  private mutating func reportASCII(_ range: Range<Int>) {
    let text = source.text(range)
    switch text {
    case ":":
      let isAfterSpace = range.lowerBound == 0 || [32, 9].contains(bytes[range.lowerBound - 1])
      var start = range.lowerBound
      while start > 0, [32, 9].contains(bytes[start - 1]) { start -= 1 }
      let apart = Span(source, start..<range.upperBound)
      report(
        range, isAfterSpace ? "a label touches its colon" : "unexpected ':'",
        fix: isAfterSpace
          ? "no space stands before a colon"
          : "an index is one number or name; a colon follows an option's name",
        isAfterSpace ? [Replacement(apart, ":", words: "take out the space")] : [])
    case "?": report(range, "'?' asks for help in the REPL only", fix: "take it out of the script")
    case "!": report(range, "'!' is not an operator", fix: "'==' and '!=' compare")
    case "%": report(range, "'%' follows a number without a space", fix: "it touches its number")
    case "&":
      let isDouble = range.upperBound < bytes.count && bytes[range.upperBound] == UInt8(ascii: "&")
      if isDouble { offset += 1 }
      let sign = Span(source, range.lowerBound..<offset)
      report(sign.range, "'\(sign.text)' is not an operator", fix: "'and' joins", [Replacement(sign, "and")])
    default: report(range, "unexpected character '\(text)'", fix: "take it out, or put it in a string")
    }
  }
}
