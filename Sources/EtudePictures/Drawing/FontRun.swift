/// A stretch of a text that is of one font and one language.
package struct FontRun: Hashable {
  /// Bytes of the text in UTF-8.
  package var bytes: Range<Int>
  package let family: String
  /// By it a font chooses among the forms of one letter.
  package let language: String

  /// The runs of a text, in order.
  ///
  /// - Parameter family: of a letter; nil where no font has it, and then `standard` shows a box.
  package static func runs(of text: String, standard: String, family: (Character) -> String?) -> [FontRun] {
    var runs: [FontRun] = []
    var place = 0
    for letter in text {
      let end = place + letter.utf8.count
      let run = FontRun(
        bytes: place..<end, family: family(letter) ?? standard, language: Self.language(of: letter))
      if let last = runs.last, last.family == run.family, last.language == run.language {
        runs[runs.count - 1].bytes = last.bytes.lowerBound..<end
      } else {
        runs.append(run)
      }
      place = end
    }
    return runs
  }

  /// Scripts whose letters have other forms in other languages, each with the language that it is set in here: else it
  /// would be the one that the machine is set to.
  private static let languages: [(letters: ClosedRange<UInt32>, language: String)] = [
    (0x0370...0x03FF, "el"), (0x0400...0x052F, "ru"), (0x0530...0x058F, "hy"), (0x0590...0x05FF, "he"),
    (0x0600...0x06FF, "ar"), (0x0750...0x077F, "ar"), (0x0900...0x097F, "hi"), (0x0980...0x09FF, "bn"),
    (0x0A00...0x0A7F, "pa"), (0x0A80...0x0AFF, "gu"), (0x0B80...0x0BFF, "ta"), (0x0C00...0x0C7F, "te"),
    (0x0E00...0x0E7F, "th"), (0x10A0...0x10FF, "ka"), (0x1100...0x11FF, "ko"), (0x1200...0x139F, "am"),
    (0x1F00...0x1FFF, "el"), (0x2DE0...0x2DFF, "ru"), (0x2E80...0x30FF, "ja"), (0x3130...0x318F, "ko"),
    (0x31F0...0x9FFF, "ja"), (0xA640...0xA69F, "ru"), (0xA960...0xA97F, "ko"), (0xAC00...0xD7FF, "ko"),
    (0xF900...0xFAFF, "ja"), (0xFB50...0xFDFF, "ar"), (0xFE70...0xFEFF, "ar"), (0xFF00...0xFFEF, "ja"),
    (0x20000...0x3FFFF, "ja"),
  ]

  private static func language(of letter: Character) -> String {
    guard let value = letter.unicodeScalars.first?.value else { return "en" }
    return languages.first { $0.letters.contains(value) }?.language ?? "en"
  }
}
