import EtudeCore
import EtudeSound

/// A picture while it is drawn: its shapes so far and the room that is left.
struct Sketch {
  let size: PictureSize
  let heading: Heading
  /// Pixels that are one at 1000 × 500.
  let unit: Double
  /// What the title has left.
  let body: Box
  private(set) var shapes: [Shape] = []
  /// What its axes say in words, each once.
  private var axes: [String] = []
  private let ruler: CairoSurface?

  init(_ size: PictureSize, _ heading: Heading) {
    self.size = size
    self.heading = heading
    let scale = min(Double(size.width) / 1000, Double(size.height) / 450)
    unit = Self.unit(at: scale)
    ruler = try? CairoSurface(.pixels, width: 1, height: 1)
    let whole = Box(x: 0, y: 0, width: Double(size.width), height: Double(size.height))
    let width = whole.width - 44 * unit
    let remarks = Remarks(heading.remarks, fitting: width, size: Self.remarkSize * unit, ruler)
    let top = heading.title.isEmpty ? 14 : 48
    body = whole.inset(
      left: 18 * unit, top: (Double(top) + Double(remarks.lines.count) * Self.remarkLine + 2) * unit,
      right: 22 * unit, bottom: 14 * unit)
    text(heading.title, at: Point(x: 22 * unit, y: 28 * unit), size: 20, bold: true, fitting: width)
    for (row, line) in remarks.lines.enumerated() {
      let y = Double(heading.title.isEmpty ? 18 : 54) + Double(row) * Self.remarkLine
      text(line, at: Point(x: 22 * unit, y: y * unit), size: Self.remarkSize, color: .soft, fitting: width)
    }
  }

  /// The size of the letters of remarks, and from line to line, at 1000 × 500.
  static let remarkSize = 14.0
  static let remarkLine = 20.0

  /// Pixels that are one at 1000 × 500, of a picture of another scale: letters shrink less than a small picture does, or
  /// nobody could read them.
  static func unit(at scale: Double) -> Double { min(4, max(0.4, scale < 1 ? 0.25 + 0.75 * scale : scale)) }

  /// Pixels below which letters are cut rather than made smaller.
  static let leastLetters = 8.4

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

  /// Writes a text; one too long for `fitting` pixels is set smaller unless it is not to shrink, then its middle is cut.
  mutating func text(
    _ text: String, at point: Point, size: Double = 14, color: Color = .ink, across: Alignment = .start,
    bold: Bool = false, angle: Double = 0, fitting: Double = .infinity, shrinks: Bool = true
  ) {
    write(
      fitted([text], size: size, fitting: fitting, bold: bold, shrinks: shrinks), 0, at: point, color: color,
      across: across, bold: bold, angle: angle)
  }

  /// Names that stand side by side, all of one size, cut so that those that differ still do.
  func fitted(
    _ names: [String], size: Double, fitting: Double, bold: Bool = false, shrinks: Bool = true
  ) -> FittedNames {
    // A label is one line, whatever is in a name.
    let lines = names.map { name in
      String(
        name.map {
          $0.isWhitespace || $0.unicodeScalars.allSatisfy { $0.value < 32 || $0.value == 127 } ? " " : $0
        })
    }
    guard fitting.isFinite else { return FittedNames(texts: lines, size: size) }
    var size = size
    let widest = lines.reduce(0) { max($0, width($1, size: size, bold: bold)) }
    if widest > fitting && shrinks {
      size = max(size * 0.72, min(size, Self.leastLetters / unit), size * fitting / widest)
    }
    let room = fitting * (1 + 1e-9)
    let texts = NameCutting.cut(lines) { width($0, size: size, bold: bold) <= room }
    return FittedNames(texts: texts, size: size)
  }

  /// Writes one of the names.
  mutating func write(
    _ names: FittedNames, _ index: Int, at point: Point, color: Color = .ink, across: Alignment = .start,
    bold: Bool = false, angle: Double = 0
  ) {
    let text = names.texts[index]
    guard !text.isEmpty else { return }
    shapes.append(
      .text(
        Label(
          text: text, at: point, size: names.size * unit, color: color, across: across, isBold: bold,
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
    // Of numbers that cannot be drawn there is nothing to tell.
    let told = alternative.isEmpty ? "nothing to be seen" : alternative
    let above = [heading.title] + heading.remarks.filter { !told.contains($0) }
    let spoken = (above.filter { !$0.isEmpty }.joined(separator: " · "), told)
    return Picture(
      size: size, title: heading.title, alternative: spoken.0.isEmpty ? told : "\(spoken.0): \(told)",
      text: text,
      axes: axes, shapes: shapes)
  }

  /// Keeps in words what an axis measures and from where to where: its ends, which are seldom its outermost marks.
  mutating func describe(_ axis: Axis, as direction: String) {
    let ticks = axis.ticks.sorted { $0.value < $1.value }
    guard !axis.title.isEmpty, let first = ticks.first, let last = ticks.last, ticks.count > 1 else { return }
    let ends = axis.ends ?? (first.label, last.label)
    let words = "\(direction): \(axis.title) from \(ends.first) to \(ends.last)"
    if !axes.contains(words) { axes.append(words) }
  }
}

/// Names as they are written: what there is room for, and the size before scaling.
struct FittedNames {
  let texts: [String]
  let size: Double
}
