import CCairo
import EtudeCore
import EtudeSound

/// Draws a picture's shapes on a surface.
struct Painter {
  let surface: CairoSurface
  private var pen: OpaquePointer { surface.pen }

  init(surface: CairoSurface) { self.surface = surface }

  func paint(_ picture: Picture) {
    fill(Box(x: 0, y: 0, width: Double(picture.width), height: Double(picture.height)), .paper)
    cairo_set_line_join(pen, CAIRO_LINE_JOIN_ROUND)
    for shape in picture.shapes { paint(shape) }
  }

  private func set(_ color: Color) {
    cairo_set_source_rgba(pen, color.red, color.green, color.blue, color.opacity)
  }

  private func fill(_ box: Box, _ color: Color) {
    set(color)
    cairo_rectangle(pen, box.x, box.y, box.width, box.height)
    cairo_fill(pen)
  }

  private func path(_ points: [Point]) {
    guard let first = points.first else { return }
    cairo_move_to(pen, first.x, first.y)
    for point in points.dropFirst() { cairo_line_to(pen, point.x, point.y) }
  }

  private func paint(_ shape: Shape) {
    switch shape {
    case .rectangle(let box, let color): fill(box, color)
    case .line(let points, let color, let width, let dashed):
      set(color)
      cairo_set_line_width(pen, width)
      let dashes = [width * 3, width * 2.5]
      cairo_set_dash(pen, dashes, dashed ? 2 : 0, 0)
      path(points)
      cairo_stroke(pen)
    case .polygon(let points, let color):
      set(color)
      path(points)
      cairo_close_path(pen)
      cairo_fill(pen)
    case .marker(let marker, let point, let radius, let color): paint(marker, at: point, radius, color)
    case .text(let label): paint(label)
    case .image(let box, let image, let smooth): paint(image, in: box, smooth: smooth)
    }
  }

  private func paint(_ label: Label) {
    set(label.color)
    surface.lettering.setFont(size: label.size, bold: label.isBold)
    let width = surface.lettering.width(of: label.text)
    cairo_save(pen)
    cairo_translate(pen, label.at.x, label.at.y)
    cairo_rotate(pen, -label.angle * .pi / 180)
    let shift =
      switch label.across {
      case .start: 0.0
      case .middle: -width / 2
      case .end: -width
      }
    cairo_move_to(pen, shift, label.size * 0.36)
    surface.lettering.draw()
    cairo_restore(pen)
  }

  private func paint(_ marker: Marker, at point: Point, _ radius: Double, _ color: Color) {
    set(color)
    func corners(_ places: [(Double, Double)]) {
      path(places.map { Point(x: point.x + $0.0 * radius, y: point.y + $0.1 * radius) })
      cairo_close_path(pen)
      cairo_fill(pen)
    }
    func strokes(_ lines: [((Double, Double), (Double, Double))]) {
      cairo_set_line_width(pen, radius * 0.55)
      cairo_set_dash(pen, nil, 0, 0)
      for (from, to) in lines {
        cairo_move_to(pen, point.x + from.0 * radius, point.y + from.1 * radius)
        cairo_line_to(pen, point.x + to.0 * radius, point.y + to.1 * radius)
      }
      cairo_stroke(pen)
    }
    switch marker {
    case .circle:
      cairo_arc(pen, point.x, point.y, radius, 0, 2 * .pi)
      cairo_fill(pen)
    case .square: corners([(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)])
    case .triangle: corners([(0, -1.15), (1.05, 0.75), (-1.05, 0.75)])
    case .diamond: corners([(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)])
    case .downTriangle: corners([(0, 1.15), (1.05, -0.75), (-1.05, -0.75)])
    case .cross: strokes([((-0.85, -0.85), (0.85, 0.85)), ((-0.85, 0.85), (0.85, -0.85))])
    case .plus: strokes([((-1.1, 0), (1.1, 0)), ((0, -1.1), (0, 1.1))])
    }
  }

  private func paint(_ image: RGBImage, in box: Box, smooth: Bool) {
    guard image.width > 0, image.height > 0,
      let source = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(image.width), Int32(image.height))
    else { return }
    defer { cairo_surface_destroy(source) }
    guard let data = cairo_image_surface_get_data(source) else { return }
    let stride = Int(cairo_image_surface_get_stride(source))
    for y in 0..<image.height {
      for x in 0..<image.width {
        let pixel = (y * image.width + x) * 3
        let place = y * stride + x * 4
        data[place] = image.pixels[pixel + 2]
        data[place + 1] = image.pixels[pixel + 1]
        data[place + 2] = image.pixels[pixel]
      }
    }
    cairo_surface_mark_dirty(source)
    cairo_save(pen)
    cairo_rectangle(pen, box.x, box.y, box.width, box.height)
    cairo_clip(pen)
    cairo_translate(pen, box.x, box.y)
    cairo_scale(pen, box.width / Double(image.width), box.height / Double(image.height))
    cairo_set_source_surface(pen, source, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(pen), smooth ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_NEAREST)
    // Edges repeat their last pixel instead of fading into nothing.
    cairo_pattern_set_extend(cairo_get_source(pen), CAIRO_EXTEND_PAD)
    cairo_paint(pen)
    cairo_restore(pen)
  }
}
