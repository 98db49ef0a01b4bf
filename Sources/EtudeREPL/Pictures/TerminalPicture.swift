import CChafa
import EtudeCore
import EtudePictures
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

  /// Whether letters on a picture can be read.
  var showsPixels: Bool { method != .blocks }

  /// The way pictures can be shown on a descriptor; nil if it is not a terminal that can.
  public init?(descriptor: Int32 = 1) {
    guard Terminal.understandsControlSequences(descriptor), let detected = Detected()
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

  /// The control sequences that show a picture, ending in a line end.
  ///
  /// The picture is as wide as the window at most, and leaves a few of its rows free. It goes to kitty and iTerm2 as the
  /// PNG file that it is, a tenth of its pixels.
  func text(_ picture: Picture) throws -> String {
    let (columns, rows) = extent(width: picture.width, height: picture.height)
    switch method {
    case .kitty: return PicturePlacement.kitty(try picture.png(), columns: columns, rows: rows)
    case .iTerm2: return PicturePlacement.iTerm2(try picture.png(), columns: columns, rows: rows)
    case .sixel, .blocks: return drawn(try picture.rgb())
    }
  }

  /// The character cells that a picture of so many pixels takes.
  private func extent(width: Int, height: Int) -> (columns: Int, rows: Int) {
    let cell = size.cell ?? (width: 8, height: 16)
    var columns = Int32(max(1, min(size.columns - 1, 100)))
    var rows = Int32(max(1, min(size.rows - 4, 40)))
    chafa_calc_canvas_geometry(
      Int32(max(1, width)), Int32(max(1, height)), &columns, &rows, Float(cell.width) / Float(cell.height), 0,
      0)
    return (Int(max(1, columns)), Int(max(1, rows)))
  }

  /// An image in sixels or blocks; empty for an empty one.
  private func drawn(_ image: RGBImage) -> String {
    guard image.width > 0, image.height > 0, let config = chafa_canvas_config_new() else { return "" }
    defer { chafa_canvas_config_unref(config) }
    let cell = size.cell ?? (width: 8, height: 16)
    let (columns, rows) = extent(width: image.width, height: image.height)
    chafa_canvas_config_set_geometry(config, Int32(columns), Int32(rows))
    chafa_canvas_config_set_cell_geometry(config, Int32(cell.width), Int32(cell.height))
    chafa_canvas_config_set_canvas_mode(config, canvasMode)
    chafa_canvas_config_set_pixel_mode(
      config, method == .sixel ? CHAFA_PIXEL_MODE_SIXELS : CHAFA_PIXEL_MODE_SYMBOLS)
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
