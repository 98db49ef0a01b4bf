// Text of others (labels, names, titles, what stands in files) on a line of ours.
extension StringProtocol {
  /// The text on one line: line breaks, tabs and other control characters, and what turns a terminal's text about, as
  /// escapes (`\n`, `\t`, `\u{1B}`). Equal to the text where it has none.
  ///
  /// Joiners within a character, as in 👨‍👩‍👧, and between the letters of some scripts stay.
  public var onOneLine: String {
    guard unicodeScalars.contains(where: \.needsEscape) else { return String(self) }
    var shown = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": shown += "\\n"
      case "\r": shown += "\\r"
      case "\t": shown += "\\t"
      case let scalar where scalar.needsEscape:
        shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}

extension Unicode.Scalar {
  /// Whether it moves the cursor or turns the order of what follows.
  fileprivate var needsEscape: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
