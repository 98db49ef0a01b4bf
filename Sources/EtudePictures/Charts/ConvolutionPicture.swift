import EtudeCore
import EtudeSound

/// A kernel laid over one place of a spectrogram: what lies under it, and what comes of it.
public struct ConvolutionStep: Sendable, Hashable {
  /// The kernel's numbers, `[height, width]`, the upper row first.
  public var kernel: [[Double]]
  /// What lies under it, as many.
  public var window: [[Double]]
  /// The lowest band and the first frame under it.
  public var band: Int
  public var frame: Int

  public init(kernel: [[Double]], window: [[Double]], band: Int, frame: Int) {
    self.kernel = kernel
    self.window = window
    self.band = band
    self.frame = frame
  }

  /// Each number under the kernel times the kernel's.
  public var products: [[Double]] { zip(kernel, window).map { zip($0, $1).map { $0 * $1 } } }
  /// Their sum: what the map has at the place.
  public var sum: Double { products.joined().reduce(0, +) }

  /// Where its middle lies: `2.32 s and 440 Hz`.
  ///
  /// - Parameter bands: of the whole spectrogram.
  public func place(_ axes: SoundAxes, bands: Int) -> String {
    let frame = frame + (kernel.first?.count ?? 0) / 2
    let seconds = axes.start + Double(frame * axes.hop) / Double(axes.rate)
    let row = band + kernel.count / 2
    let height = (Double(row) + 0.5) / Double(max(1, bands))
    let level =
      axes.isOfFrequency ? "\(Ticks.fixed(axes.frequency(at: height), decimals: 0)) Hz" : "row \(row)"
    return "\(Ticks.fixed(seconds, decimals: 2)) s and \(level)"
  }
}

extension Picture {
  /// A kernel over a spectrogram: the spectrogram, the map of its answers, and one step of them in numbers.
  ///
  /// - Parameters:
  ///   - frames: `[bands, frames]`, the lowest band first.
  ///   - map: the answers, where the kernel lies within the spectrogram.
  ///   - step: the place that is computed in numbers.
  public static func convolution(
    _ frames: Frames, axes: SoundAxes = SoundAxes(), map: Frames, step: ConvolutionStep,
    heading: Heading = Heading(), size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, heading)
    guard frames.count > 0, frames.bands > 0, map.count > 0, map.bands > 0 else {
      sketch.nothing("no frames to show")
      return sketch.picture("a convolution without frames")
    }
    let whole = sketch.body.inset(top: 14 * sketch.unit)
    // Large kernels need the room of the maps for their numbers.
    let share = (step.kernel.first?.count ?? 0) > 4 ? 0.5 : 0.64
    let area = Box(x: whole.x, y: whole.y, width: whole.width * share, height: whole.height)
    let time = axes.time(frames.count)
    let silent = Axis(range: time.range, ticks: [], title: "", hasGrid: false)
    let bands = axes.rows(frames.bands)
    let left = sketch.leftRoom(bands)
    let half = (area.height - sketch.bottomRoom(time)) / 2
    let width = area.width - 86 * sketch.unit
    let above = sketch.axes(
      in: Box(x: area.x, y: area.y, width: width, height: half + 4 * sketch.unit), x: silent, y: bands,
      left: left)
    let raster = Raster(frames, axes)
    sketch.image(raster.image(frames, widest: Int(above.box.width)), in: above.box, smooth: false)
    sketch.colorBar(raster, unit: axes.unit, in: area, alongside: above.box.y, above.box.bottom)
    let top = area.y + half + 18 * sketch.unit
    let below = sketch.axes(
      in: Box(x: area.x, y: top, width: width, height: area.bottom - top), x: time, y: bands, left: left)
    let answers = Raster(twoSided: map.values)
    let rim = (Double(frames.bands - map.bands) / 2, Double(frames.count - map.count) / 2)
    func place(_ plot: Plot, _ band: Double, _ frame: Double, _ height: Double, _ width: Double) -> Box {
      let scale = (plot.box.width / Double(frames.count), plot.box.height / Double(frames.bands))
      return Box(
        x: plot.box.x + frame * scale.0, y: plot.box.bottom - (band + height) * scale.1,
        width: width * scale.0,
        height: height * scale.1)
    }
    sketch.box(below.box, Color.rule.tinted(0.5))
    sketch.image(
      answers.image(map, widest: map.count),
      in: place(below, rim.0, rim.1, Double(map.bands), Double(map.count)), smooth: false)
    sketch.colorBar(answers, unit: "answer", in: area, alongside: below.box.y, below.box.bottom)
    for plot in [above, below] {
      let seen = place(
        plot, Double(step.band), Double(step.frame), Double(step.kernel.count),
        Double(step.kernel.first?.count ?? 1))
      sketch.ring(seen)
    }
    let right = Box(
      x: area.right + 18 * sketch.unit, y: whole.y, width: whole.right - area.right - 18 * sketch.unit,
      height: whole.height)
    let written = step.written
    let parts = [
      ("under the kernel", step.window, written.window), ("times the kernel", step.kernel, written.kernel),
      ("products", step.products, written.products),
    ]
    let height = (right.height - 34 * sketch.unit) / Double(parts.count)
    for (index, part) in parts.enumerated() {
      let box = Box(x: right.x, y: right.y + Double(index) * height, width: right.width, height: height)
      sketch.numbers(part.1, as: part.2.flatMap { $0 }, heading: part.0, in: box)
    }
    sketch.text(
      "their sum: \(written.sum)",
      at: Point(x: right.x, y: right.bottom - 10 * sketch.unit),
      size: 18,
      bold: true, fitting: right.width)
    return sketch.picture(
      "a kernel of \(step.kernel.count) × \(step.kernel.first?.count ?? 0) over \(frames.bands) \(axes.rowsName): "
        + "answers from "
        + "\(Ticks.number(Double(map.values.min() ?? 0))) to \(Ticks.number(Double(map.values.max() ?? 0))), "
        + "at the marked place, \(step.place(axes, bands: frames.bands)), \(written.sum)")
  }
}

extension Sketch {
  /// A frame around a small place, wide enough to be found.
  fileprivate mutating func ring(_ box: Box) {
    let least = 12 * unit
    let (width, height) = (max(least, box.width + 4 * unit), max(least, box.height + 4 * unit))
    let frame = Box(x: box.middle.x - width / 2, y: box.middle.y - height / 2, width: width, height: height)
    outline(frame.inset(left: -unit, top: -unit, right: -unit, bottom: -unit), .ink)
    outline(frame, .paper)
    outline(frame.inset(left: unit, top: unit, right: unit, bottom: unit), .green)
  }

  /// A small table of numbers, as they are written, under a heading.
  fileprivate mutating func numbers(
    _ rows: [[Double]], as written: [String], heading: String, in box: Box
  ) {
    let columns = rows.first?.count ?? 0
    guard columns > 0 else { return }
    let raster = Raster(twoSided: rows.joined().map(Float.init))
    let top = box.y + 22 * unit
    let height = (box.bottom - 8 * unit - top) / Double(rows.count)
    // The numbers are shrunk as far as need be: one that is cut would say another.
    let tallest = min(16, height / unit * 0.62)
    let widest = written.map { self.width($0, size: tallest, bold: true) }.max() ?? 1
    let width = min(box.width / Double(columns), max(height * 1.5, widest * 1.15))
    let size = tallest * min(1, width * 0.92 / max(1, widest))
    let isLegible = size * unit >= Self.leastLetters
    let words = FittedNames(texts: written, size: size)
    text(
      heading + (isLegible ? "" : " (its numbers need a larger picture)"),
      at: Point(x: box.x, y: box.y + 8 * unit), size: 14, color: .soft, fitting: box.width)
    for (row, values) in rows.enumerated() {
      for (column, value) in values.enumerated() {
        let cell = Box(
          x: box.x + Double(column) * width, y: top + Double(row) * height, width: width, height: height)
        let color = raster.color(Float(value)).tinted(0.35)
        self.box(cell, color)
        outline(cell, .rule)
        guard isLegible else { continue }
        write(
          words, row * columns + column, at: cell.middle, color: color.lettering, across: .middle, bold: true)
      }
    }
  }
}
