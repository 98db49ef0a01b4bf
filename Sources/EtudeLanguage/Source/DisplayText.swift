import EtudeCore

/// A text as a message shows it, and how wide it is in a terminal, so that carets stand under what they mean.
enum DisplayText {
  static let tab = "    "

  /// A line as a message shows it: tabs as four spaces; characters that cannot be seen, or that turn a terminal's text
  /// about, as `�`.
  static func shown(_ line: String) -> String {
    var shown = ""
    for character in line { shown += self.shown(character) }
    return shown
  }

  /// Columns that `shown` takes.
  static func width(_ text: String) -> Int { text.reduce(0) { $0 + shown($1).columns } }

  /// At most so many columns of a line, around the columns of a span: what is cut off leaves `…`.
  ///
  /// - Returns: the text, and the columns of the span in it.
  static func excerpt(_ line: String, around span: Range<Int>, most: Int) -> (text: String, span: Range<Int>)
  {
    let start = max(0, span.lowerBound - most / 3)
    var text = start > 0 ? "…" : ""
    var (used, passed) = (text.columns, 0)
    var lead = used
    for character in line {
      let part = shown(character)
      defer { passed += part.columns }
      guard passed >= start else { continue }
      guard used + part.columns < most else {
        text += "…"
        used += 1
        break
      }
      text += part
      used += part.columns
      if passed < span.lowerBound { lead = used }
    }
    return (text, lead..<max(lead, min(lead + span.count, used)))
  }

  /// The first characters of a text that is too long for a message.
  static func clipped(_ text: String, most: Int) -> String {
    text.utf8.count <= most ? text : text.prefix(most - 1) + "…"
  }

  private static func shown(_ character: Character) -> String {
    if character == "\t" { return tab }
    return isUnseen(character) ? "\u{FFFD}" : String(character)
  }

  /// Whether a character is a control or a format character; those inside a character of several parts join them.
  private static func isUnseen(_ character: Character) -> Bool {
    switch character.unicodeScalars.first?.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
