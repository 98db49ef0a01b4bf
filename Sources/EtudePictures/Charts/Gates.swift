import EtudeCore
import EtudeSound

/// What a recurrent layer does over time: a gate, or what it holds.
public struct GateRow: Sendable, Hashable {
  /// Such as `update`.
  public var name: String
  /// What a value near its greatest does, such as `1 keeps the old state`.
  public var meaning: String
  /// Whether it lies between −1 and 1, or beyond, with 0 in the middle, as states do; else between 0 and 1.
  public var isSigned: Bool
  /// `[units, steps]`.
  public var values: Frames

  public init(name: String, meaning: String = "", isSigned: Bool = false, values: Frames) {
    self.name = name
    self.meaning = meaning
    self.isSigned = isSigned
    self.values = values
  }

  fileprivate var words: String { meaning.isEmpty ? name : "\(name): \(meaning)" }

  /// Its mean, for those who hear the picture described.
  fileprivate var spoken: String {
    let mean = values.values.reduce(0) { $0 + Double($1) } / Double(max(1, values.values.count))
    return "\(name) \(Ticks.number(mean)) on average" + (meaning.isEmpty ? "" : " (\(meaning))")
  }
}

extension Picture {
  /// A recurrent layer's gates and states over time under the spectrogram they read: maps of all units, curves of one.
  ///
  /// - Parameters:
  ///   - frames: the spectrogram, `[bands, frames]`.
  ///   - rows: each under its name and its meaning.
  ///   - times: of their steps, from the first frame on; nil to stretch them evenly over the frames.
  public static func gates(
    under frames: Frames, axes: SoundAxes = SoundAxes(), rows: [GateRow], times: StepTimes? = nil,
    heading: Heading = Heading(), size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, heading)
    guard frames.count > 0, frames.bands > 0 else {
      sketch.nothing("no frames to show")
      return sketch.picture("gates without frames")
    }
    let shown = rows.filter { $0.values.count > 0 && $0.values.bands > 0 }
    let isOne = shown.allSatisfy { $0.values.bands == 1 }
    let caption = 24 * sketch.unit
    let gap = 8 * sketch.unit
    let area = sketch.body.inset(top: 12 * sketch.unit)
    let time = axes.time(frames.count)
    let silent = Axis(range: time.range, ticks: [], title: "", hasGrid: false)
    let bottom = sketch.bottomRoom(time)
    let left = max(sketch.leftRoom(axes.rows(frames.bands)), 64 * sketch.unit)
    let height =
      (area.height - bottom - Double(shown.count) * (caption + gap)) / Double(shown.count + 1)
    func panel(_ index: Int, y: Axis, isLast: Bool) -> (plot: Plot, bar: Box) {
      let top = area.y + Double(index) * (height + caption + gap)
      let box = Box(
        x: area.x, y: top - 8 * sketch.unit, width: area.width - 86 * sketch.unit,
        height: height + 8 * sketch.unit + (isLast ? bottom : sketch.bottomRoom(silent)))
      let plot = sketch.axes(in: box, x: isLast ? time : silent, y: y, left: left)
      return (plot, Box(x: area.x, y: top, width: area.width, height: height))
    }
    let raster = Raster(frames, axes)
    var frequency = axes.rows(frames.bands)
    // The panels are low: a long title would not fit beside them.
    if axes.isOfFrequency { frequency.title = "Hz" }
    let upper = panel(0, y: frequency, isLast: shown.isEmpty)
    sketch.image(raster.image(frames, widest: Int(upper.plot.box.width)), in: upper.plot.box, smooth: false)
    sketch.colorBar(
      raster, unit: axes.unit, in: upper.bar, alongside: upper.plot.box.y, upper.plot.box.bottom)
    for (index, row) in shown.enumerated() {
      let colors = row.isSigned ? Raster(aroundZero: row.values.values) : Raster(shareOf: row.values.values)
      // Units are counted from 0, as indices are, the first lowest.
      let units = Axis.cells(row.values.bands, title: "unit", most: 4)
      let reach = Double(max(1, colors.range.upperBound))
      let values = Axis.round(row.isSigned ? -reach...reach : 0...1, title: "", most: 5)
      let (plot, bar) = panel(index + 1, y: isOne ? values : units, isLast: index == shown.count - 1)
      if isOne {
        let steps =
          times ?? StepTimes(parts: row.values.count, of: time.range.upperBound - time.range.lowerBound)
        let points = zip(0..<min(steps.count, row.values.count), row.values.values).map {
          (x: axes.start + steps.middle(of: $0), y: Double($1))
        }
        // One step alone is a level line over what it hears.
        let ends = points.first.map { only in steps.edges.map { (x: axes.start + $0, y: only.y) } } ?? []
        sketch.line(
          (points.count == 1 ? ends : points).map { plot.point($0.x, $0.y) },
          row.isSigned ? .vermilion : .blue,
          width: 2)
      } else {
        sketch.map(row.values, colors, at: times, in: plot, widest: Int(plot.box.width))
        sketch.colorBar(colors, unit: "", in: bar, alongside: plot.box.y, plot.box.bottom, most: 3)
      }
      let middle = plot.box.y - caption / 2
      sketch.text(row.name, at: Point(x: plot.box.x, y: middle), size: 14, bold: true)
      sketch.text(
        row.meaning,
        at: Point(x: plot.box.x + sketch.width(row.name, size: 14, bold: true) + 12 * sketch.unit, y: middle),
        size: 14, color: .soft, fitting: plot.box.width * 0.8)
    }
    let count = shown.first?.values.bands ?? 0
    return sketch.picture(
      (isOne ? "one unit: " : "\(count) units: ") + shown.map(\.spoken).joined(separator: ", "))
  }
}

extension Raster {
  /// The colours of states: −1 … 1, or as far as the value farthest from 0 if that is more.
  fileprivate init(aroundZero values: [Float]) {
    let reach = values.lazy.filter { $0.isFinite }.map { abs($0) }.max() ?? 1
    self.init(twoSided: [Swift.max(1, reach)])
  }

  /// The colours of shares 0 … 1, whatever of that range there is.
  init(shareOf values: [Float]) { self.init(values, table: .viridis, range: 0...1) }
}
