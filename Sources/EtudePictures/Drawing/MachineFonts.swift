import CPango

/// The fonts of this machine, asked for a letter in a fixed order, so that a letter always comes from the same one.
///
/// Left to itself Pango would choose by the language that the machine is set to and by the letters around.
final class MachineFonts {
  /// The font of all that it has letters for.
  static let project = "DejaVu Sans"
  /// Asked first, so that what is written most looks alike on all machines that have them.
  private static let preferred = [project, "Noto Sans", "Noto Sans CJK JP", "Noto Color Emoji"]

  private let context: OpaquePointer
  private let map: OpaquePointer
  private var fonts: [String: OpaquePointer] = [:]
  private var families: [Character: String] = [:]
  private var lacking: Set<Character> = []

  /// - Parameter context: of the layout that is drawn; has to live longer.
  init?(context: OpaquePointer) {
    guard let map = pango_context_get_font_map(context) else { return nil }
    self.context = context
    self.map = map
  }

  deinit { for font in fonts.values { g_object_unref(UnsafeMutableRawPointer(font)) } }

  /// Every family that there is, in the order in which it is asked.
  lazy var order: [String] = {
    var list: UnsafeMutablePointer<OpaquePointer?>?
    var count: Int32 = 0
    pango_font_map_list_families(map, &list, &count)
    defer { g_free(list) }
    let names = Set(
      (0..<Int(count)).compactMap {
        list?[$0].flatMap(pango_font_family_get_name).map { String(cString: $0) }
      })
    let first = Self.preferred.filter(names.contains)
    return first
      + names.subtracting(first).sorted {
        let (left, right) = ($0.hasPrefix("Noto Sans"), $1.hasPrefix("Noto Sans"))
        return left == right ? $0.utf8.lexicographicallyPrecedes($1.utf8) : left
      }
  }()

  /// The first family that has a letter with all its marks; nil where none has.
  func family(of letter: Character) -> String? {
    if let known = families[letter] { return known }
    if lacking.contains(letter) { return nil }
    let seen = letter.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
    let found = order.first { family in seen.allSatisfy { has(family, $0) } }
    if let found { families[letter] = found } else { lacking.insert(letter) }
    return found
  }

  private func has(_ family: String, _ scalar: Unicode.Scalar) -> Bool {
    if fonts[family] == nil {
      let description = pango_font_description_new()
      defer { pango_font_description_free(description) }
      pango_font_description_set_family(description, family)
      pango_font_description_set_absolute_size(description, 1024 * 14)
      fonts[family] = pango_font_map_load_font(map, context, description)
    }
    return fonts[family].map { pango_font_has_char($0, scalar.value) != 0 } ?? false
  }
}
