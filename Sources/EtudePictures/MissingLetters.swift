import EtudeCore

/// Letters on a picture that no font of this machine has, so that boxes stand in their place.
public struct MissingLetters: Sendable, Hashable {
  /// In the order in which they first occur.
  public let letters: [Character]
  /// The Debian packages whose fonts have them, as far as that is known.
  public let packages: [String]

  /// Nil where every letter can be drawn.
  ///
  /// - Parameter families: the families of fonts that there are already.
  package init?(_ letters: [Character], families: Set<String>) {
    guard !letters.isEmpty else { return nil }
    self.letters = letters
    packages = Set(letters.compactMap { Self.package(of: $0, families: families) }).sorted()
  }

  /// What is missing, and what would help.
  public var warning: String {
    let named = letters.prefix(20).map { letter in
      // What cannot be shown here either is named by its number.
      letter.unicodeScalars.contains(where: Self.hasNoForm)
        ? letter.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(
          separator: " ")
        : String(letter)
    }
    let more = letters.count > named.count ? " and \(letters.count - named.count) more" : ""
    let help =
      packages.isEmpty
      ? "no package is known that has one"
      : "the package\(packages.count == 1 ? "" : "s") \(packages.joined(separator: " and ")) would draw them"
    return
      "no font of this machine has \(named.joined(separator: " "))\(more): boxes stand in their place; \(help)"
  }

  private static func hasNoForm(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .privateUse, .unassigned, .surrogate, .control, .format: true
    default: false
    }
  }

  /// East Asian letters: Han, kana, Bopomofo, Hangul and their signs.
  private static let eastAsian: [ClosedRange<UInt32>] = [
    0x1100...0x11FF, 0x2E80...0x31EF, 0x31F0...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF,
    0xFE30...0xFE4F, 0xFF00...0xFFEF, 0x20000...0x3FFFD,
  ]

  /// The package that has a letter; one whose fonts are there already, and lack it, is of no use.
  private static func package(of letter: Character, families: Set<String>) -> String? {
    guard let scalar = letter.unicodeScalars.first(where: { !hasNoForm($0) }) else { return nil }
    if eastAsian.contains(where: { $0.contains(scalar.value) }) {
      return families.contains("Noto Sans CJK JP") ? "fonts-hanazono" : "fonts-noto-cjk"
    }
    if scalar.properties.isEmojiPresentation || (0x1F000...0x1FAFF).contains(scalar.value) {
      return families.contains("Noto Color Emoji") ? "fonts-symbola" : "fonts-noto-color-emoji"
    }
    return families.contains("Noto Sans") ? "fonts-noto-extra" : "fonts-noto-core"
  }
}

extension Picture {
  /// The letters on the picture that cannot be drawn here; nil where all can.
  public func missingLetters() throws -> MissingLetters? {
    let texts = shapes.compactMap { if case .text(let label) = $0 { label.text } else { nil } }
      .filter { !$0.utf8.allSatisfy { $0 < 128 } }
    guard !texts.isEmpty else { return nil }
    let lettering = try CairoSurface(.pixels, width: 1, height: 1).lettering
    var seen: Set<Character> = []
    let missing = texts.flatMap(lettering.missing).filter { seen.insert($0).inserted }
    return MissingLetters(missing, families: Set(lettering.families))
  }
}
