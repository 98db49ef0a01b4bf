import CCairo
import CPango

/// A line of text laid out by Pango: what the project's font lacks comes from another font that has it, always from the
/// same one.
///
/// Without hinting and rounding, and in no language of the machine's, so that equal texts are as wide everywhere and at
/// every size.
final class Lettering {
  /// Pango's units in a pixel.
  private static let scale = 1024.0
  private let layout: OpaquePointer
  private let pen: OpaquePointer
  private let fonts: MachineFonts

  /// - Parameter pen: what it is drawn with; has to live longer.
  init?(pen: OpaquePointer) {
    guard let layout = pango_cairo_create_layout(pen) else { return nil }
    guard let context = pango_layout_get_context(layout), let fonts = MachineFonts(context: context) else {
      g_object_unref(UnsafeMutableRawPointer(layout))
      return nil
    }
    self.layout = layout
    self.pen = pen
    self.fonts = fonts
    let options = cairo_font_options_create()
    defer { cairo_font_options_destroy(options) }
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    pango_cairo_context_set_font_options(context, options)
    pango_context_set_round_glyph_positions(context, 0)
    pango_context_set_language(context, pango_language_from_string("en"))
    pango_layout_set_single_paragraph_mode(layout, 1)
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

  /// Sets the project's font, `size` pixels high.
  func setFont(size: Double, bold: Bool) {
    let font = pango_font_description_new()
    defer { pango_font_description_free(font) }
    pango_font_description_set_family(font, MachineFonts.project)
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_font_description_set_absolute_size(font, size * Self.scale)
    pango_layout_set_font_description(layout, font)
  }

  /// The width of a text in the font set last, in pixels.
  func width(of text: String) -> Double {
    let text = text.readFromTheLeft
    pango_layout_set_text(layout, text, Int32(clamping: text.utf8.count))
    setRuns(of: text)
    var logical = PangoRectangle()
    pango_layout_get_extents(layout, nil, &logical)
    return Double(logical.width) / Self.scale
  }

  /// Draws the text whose width was asked for last, its baseline beginning at the pen's place.
  func draw() {
    pango_cairo_update_layout(pen, layout)
    pango_cairo_show_layout_line(pen, pango_layout_get_line_readonly(layout, 0))
  }

  /// The letters of a text that no font of this machine has.
  func missing(in text: String) -> [Character] {
    text.filter { !$0.isASCII && fonts.family(of: $0) == nil }
  }

  /// The families that there are.
  var families: [String] { fonts.order }

  /// Says which font each letter comes from; where all are of the project's, nothing needs to be said.
  private func setRuns(of text: String) {
    guard !text.utf8.allSatisfy({ $0 < 128 }) else { return pango_layout_set_attributes(layout, nil) }
    let list = pango_attr_list_new()
    defer { pango_attr_list_unref(list) }
    let runs = FontRun.runs(of: text, standard: MachineFonts.project) { fonts.family(of: $0) }
    for run in runs {
      let attributes = [
        pango_attr_family_new(run.family),
        pango_attr_language_new(pango_language_from_string(run.language)),
        pango_attr_fallback_new(0),
      ]
      for attribute in attributes {
        attribute?.pointee.start_index = UInt32(run.bytes.lowerBound)
        attribute?.pointee.end_index = UInt32(run.bytes.upperBound)
        pango_attr_list_insert(list, attribute)
      }
    }
    pango_layout_set_attributes(layout, list)
  }
}

extension String {
  /// The text behind a mark of direction if it begins with a letter that is written from right to left: a line that begins
  /// with an Arabic name, `موسيقى → jazz`, reads from left to right all the same.
  fileprivate var readFromTheLeft: String {
    let letter = unicodeScalars.first { $0.properties.isAlphabetic }?.value ?? 0
    let isFromTheRight =
      (0x0590...0x08FF).contains(letter) || (0xFB1D...0xFDFF).contains(letter)
      || (0xFE70...0xFEFC).contains(letter)
    return isFromTheRight ? "\u{200E}" + self : self
  }
}
