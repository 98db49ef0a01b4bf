import CCairo
import EtudeCore
import EtudeSound

/// A surface of Cairo's and the pen that draws on it, freed together.
final class CairoSurface {
  /// Takes what Cairo writes of an SVG or PDF.
  private final class Sink { var bytes: [UInt8] = [] }

  enum Kind { case pixels, svg, pdf }

  let surface: OpaquePointer
  let pen: OpaquePointer
  let lettering: Lettering
  private let sink = Sink()

  init(_ kind: Kind, width: Int, height: Int) throws {
    let writer: cairo_write_func_t = { sink, data, count in
      guard let sink, let data else { return CAIRO_STATUS_WRITE_ERROR }
      Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue().bytes
        .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
      return CAIRO_STATUS_SUCCESS
    }
    let target = Unmanaged.passUnretained(sink).toOpaque()
    let made =
      switch kind {
      case .pixels: cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
      case .svg: cairo_svg_surface_create_for_stream(writer, target, Double(width), Double(height))
      case .pdf: cairo_pdf_surface_create_for_stream(writer, target, Double(width), Double(height))
      }
    guard let made, let pen = cairo_create(made), let lettering = Lettering(pen: pen) else {
      throw Failure("cannot draw: Cairo made no surface")
    }
    // Points, which are Cairo's own units, would make a drawing a third larger than the same picture in pixels.
    if kind == .svg { cairo_svg_surface_set_document_unit(made, CAIRO_SVG_UNIT_PX) }
    surface = made
    self.pen = pen
    self.lettering = lettering
    try check()
  }

  deinit {
    cairo_destroy(pen)
    cairo_surface_destroy(surface)
  }

  /// Throws what went wrong in any call so far.
  func check() throws {
    let status = cairo_status(pen)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw Failure("cannot draw: \(String(cString: cairo_status_to_string(status)))")
    }
  }

  /// Ends the document and gives its bytes.
  func finish() throws -> [UInt8] {
    try check()
    cairo_surface_finish(surface)
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
      throw Failure("cannot draw: Cairo stopped")
    }
    return sink.bytes
  }

  /// The pixels drawn so far.
  func pixels(width: Int, height: Int) throws -> RGBImage {
    try check()
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else { throw Failure("cannot draw: no pixels") }
    let stride = Int(cairo_image_surface_get_stride(surface))
    var pixels = [UInt8](repeating: 0, count: width * height * 3)
    for y in 0..<height {
      for x in 0..<width {
        // RGB24: a 32-bit number a pixel in the machine's byte order, so blue first.
        let source = y * stride + x * 4
        let target = (y * width + x) * 3
        pixels[target] = data[source + 2]
        pixels[target + 1] = data[source + 1]
        pixels[target + 2] = data[source]
      }
    }
    return RGBImage(width: width, height: height, pixels: pixels)
  }
}
