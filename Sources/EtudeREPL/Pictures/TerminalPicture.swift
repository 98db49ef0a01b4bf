import CChafa
import EtudeCore
import EtudeSound
import Glibc

/// Pictures in the terminal: exact pixels where it can show them (kitty, iTerm2, sixel), else coloured half-blocks.
public struct TerminalPicture {
  /// How a terminal shows pictures.
  public enum Method: String, Sendable {
    case kitty, iTerm2, sixel, blocks
  }

  /// How the terminal shows pictures, judged from the environment by libchafa's table of terminals.
  public let method: Method
  private let canvasMode: ChafaCanvasMode
  private let size: Terminal.Size
  private let detected: Detected

  /// The way pictures can be shown on a descriptor; nil if it is not a terminal that can, or `ETUDE_PICTURES=none`.
  public init?(descriptor: Int32 = 1) {
    guard Terminal.understandsControlSequences(descriptor),
      UserEnvironment.value(of: "ETUDE_PICTURES") != "none",
      let detected = Detected()
    else { return nil }
    self.detected = detected
    size = Terminal.size(descriptor)
    method =
      if detected.has(CHAFA_TERM_SEQ_BEGIN_KITTY_IMMEDIATE_IMAGE_V1) {
        .kitty
      } else if detected.has(CHAFA_TERM_SEQ_BEGIN_ITERM2_IMAGE) {
        .iTerm2
      } else if detected.has(CHAFA_TERM_SEQ_BEGIN_SIXELS) {
        .sixel
      } else {
        .blocks
      }
    canvasMode =
      if method != .blocks || detected.has(CHAFA_TERM_SEQ_SET_COLOR_FGBG_DIRECT) {
        CHAFA_CANVAS_MODE_TRUECOLOR
      } else if detected.has(CHAFA_TERM_SEQ_SET_COLOR_FGBG_256) {
        CHAFA_CANVAS_MODE_INDEXED_240
      } else if detected.has(CHAFA_TERM_SEQ_SET_COLOR_FGBG_16) {
        CHAFA_CANVAS_MODE_INDEXED_16
      } else {
        CHAFA_CANVAS_MODE_FGBG
      }
  }

  /// The control sequences that show an image, ending in a line end; empty for an empty image.
  ///
  /// The picture is as wide as the window at most, and leaves a few of its rows free.
  public func text(_ image: RGBImage) -> String {
    guard image.width > 0, image.height > 0, let config = chafa_canvas_config_new() else { return "" }
    defer { chafa_canvas_config_unref(config) }
    let cell = size.cell ?? (width: 8, height: 16)
    var columns = Int32(max(1, min(size.columns - 1, 100)))
    var rows = Int32(max(1, min(size.rows - 4, 40)))
    chafa_calc_canvas_geometry(
      Int32(image.width), Int32(image.height), &columns, &rows, Float(cell.width) / Float(cell.height), 0, 0)
    chafa_canvas_config_set_geometry(config, max(1, columns), max(1, rows))
    chafa_canvas_config_set_cell_geometry(config, Int32(cell.width), Int32(cell.height))
    chafa_canvas_config_set_canvas_mode(config, canvasMode)
    chafa_canvas_config_set_pixel_mode(config, pixelMode)
    if let symbols = chafa_symbol_map_new() {
      chafa_symbol_map_add_by_tags(
        symbols, ChafaSymbolTags(rawValue: CHAFA_SYMBOL_TAG_BLOCK.rawValue | CHAFA_SYMBOL_TAG_SPACE.rawValue))
      chafa_canvas_config_set_symbol_map(config, symbols)
      chafa_symbol_map_unref(symbols)
    }
    guard let canvas = chafa_canvas_new(config) else { return "" }
    defer { chafa_canvas_unref(canvas) }
    image.pixels.withUnsafeBufferPointer { pixels in
      chafa_canvas_draw_all_pixels(
        canvas, CHAFA_PIXEL_RGB8, pixels.baseAddress, Int32(image.width), Int32(image.height),
        Int32(image.width * 3))
    }
    guard let printed = chafa_canvas_print(canvas, detected.info) else { return "" }
    defer { chafa_free_text(printed) }
    let bytes = UnsafeRawBufferPointer(start: printed.pointee.str, count: Int(printed.pointee.len))
    let text = String(decoding: bytes, as: UTF8.self)
    return text.hasSuffix("\n") ? text : text + "\n"
  }

  private var pixelMode: ChafaPixelMode {
    switch method {
    case .kitty: CHAFA_PIXEL_MODE_KITTY
    case .iTerm2: CHAFA_PIXEL_MODE_ITERM2
    case .sixel: CHAFA_PIXEL_MODE_SIXELS
    case .blocks: CHAFA_PIXEL_MODE_SYMBOLS
    }
  }
}

/// libchafa's description of the terminal that the environment names; owns the C handle.
private final class Detected {
  let info: OpaquePointer

  init?() {
    let environment = g_get_environ()
    defer { g_strfreev(environment) }
    // Without a database no sequence is known, so nothing could be drawn.
    guard let database = chafa_term_db_get_default(), let info = chafa_term_db_detect(database, environment)
    else { return nil }
    self.info = info
  }

  deinit { chafa_term_info_unref(info) }

  func has(_ sequence: ChafaTermSeq) -> Bool { chafa_term_info_have_seq(info, sequence) != 0 }
}
