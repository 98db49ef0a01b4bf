import EtudeSound

/// A picture while it is drawn: its shapes so far and the room that is left.
struct Sketch {
  let size: PictureSize
  let title: String
  /// Pixels that are one at 1000 × 500.
  let unit: Double
  /// What the title has left.
  let body: Box
  private(set) var shapes: [Shape] = []
  private let ruler: CairoSurface?

  init(_ size: PictureSize, title: String, subtitle: String = "") {
    self.size = size
    self.title = title
    unit = min(4, max(0.4, min(Double(size.width) / 1000, Double(size.height) / 450)))
    ruler = try? CairoSurface(.pixels, width: 1, height: 1)
    let whole = Box(x: 0, y: 0, width: Double(size.width), height: Double(size.height))
    let top = (title.isEmpty ? 14 : 48) + (subtitle.isEmpty ? 0 : 22)
    body = whole.inset(left: 18 * unit, top: Double(top) * unit, right: 22 * unit, bottom: 14 * unit)
    let start = Point(x: 22 * unit, y: 28 * unit)
    if !title.isEmpty {
      text(title, at: start, size: 20, bold: true, fitting: whole.width - 44 * unit)
    }
    if !subtitle.isEmpty {
      let line = Point(x: start.x, y: title.isEmpty ? 18 * unit : 54 * unit)
      text(subtitle, at: line, size: 14, color: .soft, fitting: whole.width - 44 * unit)
    }
  }

  /// The text size in pixels that is `size` at 1000 × 500.
  func pixels(_ size: Double) -> Double { size * unit }

  /// The width of a text in pixels; `size` before scaling.
  func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    guard let ruler else { return Double(text.count) * size * unit * 0.62 }
    ruler.lettering.setFont(size: size * unit, bold: bold)
    return ruler.lettering.width(of: text)
  }

  /// The width of the widest text.
  func widest(_ texts: [String], size: Double) -> Double {
    texts.reduce(0) { max($0, width($1, size: size)) }
  }

  /// Writes a text; one too long for `fitting` pixels is set smaller unless it is not to shrink, then cut.
  mutating func text(
    _ text: String, at point: Point, size: Double = 14, color: Color = .ink, across: Alignment = .start,
    bold: Bool = false, angle: Double = 0, fitting: Double = .infinity, shrinks: Bool = true
  ) {
    var written = String(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : Character($0) })
    var size = size
    let wanted = width(written, size: size, bold: bold)
    if wanted > fitting && shrinks { size = max(size * 0.72, size * fitting / wanted) }
    while width(written, size: size, bold: bold) > fitting && written.count > 2 {
      written = String(written.dropLast(written.hasSuffix("…") ? 2 : 1)) + "…"
    }
    guard !written.isEmpty else { return }
    shapes.append(
      .text(
        Label(
          text: written, at: point, size: size * unit, color: color, across: across, isBold: bold,
          angle: angle)))
  }

  mutating func line(_ points: [Point], _ color: Color, width: Double = 1, dashed: Bool = false) {
    guard points.count > 1, points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return }
    shapes.append(.line(points, color, width: width * unit, dashed: dashed))
  }

  mutating func box(_ box: Box, _ color: Color) { shapes.append(.rectangle(box, color)) }

  mutating func polygon(_ points: [Point], _ color: Color) {
    guard points.count > 2, points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return }
    shapes.append(.polygon(points, color))
  }

  mutating func marker(_ marker: Marker, at point: Point, radius: Double, _ color: Color) {
    guard point.x.isFinite, point.y.isFinite else { return }
    shapes.append(.marker(marker, at: point, radius: radius * unit, color))
  }

  mutating func image(_ image: RGBImage, in box: Box, smooth: Bool) {
    guard image.width > 0, image.height > 0 else { return }
    shapes.append(.image(box, image, smooth: smooth))
  }

  /// Says that there is nothing to draw.
  mutating func nothing(_ why: String = "nothing to show") {
    text(why, at: body.middle, size: 16, color: .soft, across: .middle, fitting: body.width)
  }

  func picture(_ alternative: String, text: TextForm? = nil) -> Picture {
    let spoken = title.isEmpty ? alternative : "\(title): \(alternative)"
    return Picture(size: size, title: title, alternative: spoken, text: text, shapes: shapes)
  }
}
