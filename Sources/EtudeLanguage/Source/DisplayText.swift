/// How wide a text is in a terminal, so that carets stand under what they mean.
enum DisplayText {
  static let tab = "    "

  /// A line as a message shows it: tabs as four spaces, other control characters as `�`.
  static func shown(_ line: String) -> String {
    var shown = ""
    for character in line {
      if character == "\t" {
        shown += tab
      } else {
        shown.append(isControl(character) ? "\u{FFFD}" : character)
      }
    }
    return shown
  }

  /// Columns that `shown` takes.
  static func width(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

  private static func width(_ character: Character) -> Int {
    if character == "\t" { return tab.count }
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if character.unicodeScalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  private static func isControl(_ character: Character) -> Bool {
    character.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  /// Blocks whose characters take two columns (Unicode's East Asian Width W and F, and emoji).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}
