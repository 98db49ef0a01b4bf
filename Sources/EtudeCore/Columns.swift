extension Character {
  /// Columns of a terminal that the character takes: 0, 1 or 2; one of several parts is as wide as its widest part.
  ///
  /// Told from Unicode's own properties, so that it does not depend on the locale as the C library's `wcwidth` does.
  public var columns: Int {
    if let ascii = asciiValue { return ascii < 32 || ascii == 127 ? 0 : 1 }
    let scalars = unicodeScalars
    // Variation selector 16 asks for the coloured form, which takes two.
    if scalars.count > 1, scalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
    return scalars.reduce(0) { max($0, $1.columns) }
  }
}

extension Unicode.Scalar {
  /// East Asian wide and full-width blocks (Unicode's EastAsianWidth W and F).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1B000...0x1B2FF,
    0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]

  fileprivate var columns: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: 0
    // Vowels and finals of a Hangul syllable stand within its first letter.
    default:
      (0x1160...0x11FF).contains(value)
        ? 0 : properties.isEmojiPresentation || Self.wide.contains { $0.contains(value) } ? 2 : 1
    }
  }
}

extension StringProtocol {
  /// Columns of a terminal that the text takes.
  public var columns: Int { reduce(0) { $0 + $1.columns } }

  /// The text with spaces after it, up to so many columns.
  public func padded(toColumns width: Int) -> String {
    String(self) + String(repeating: " ", count: Swift.max(0, width - columns))
  }

  /// The text if it takes no more columns than `width`, else its beginning and `…`.
  public func cut(toColumns width: Int) -> String {
    if columns <= width { return String(self) }
    var kept = ""
    var used = 1
    for character in self {
      used += character.columns
      if used > width { break }
      kept.append(character)
    }
    return width > 0 ? kept + "…" : ""
  }
}
