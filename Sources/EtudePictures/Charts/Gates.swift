import EtudeCore
import EtudeSound

extension Picture {
  /// A recurrent layer's gates over time under the spectrogram they read.
  ///
  /// - Parameters:
  ///   - frames: the spectrogram, `[bands, frames]`.
  ///   - gates: named gates, each `[units, steps]`, values 0 … 1.
  public static func gates(
    under frames: Frames, axes: SoundAxes = SoundAxes(), gates: [(name: String, values: Frames)],
    title: String = "",
    size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, title: title)
    guard frames.count > 0, frames.bands > 0 else {
      sketch.nothing("no frames to show")
      return sketch.picture("gates without frames")
    }
    let shown = gates.filter { $0.values.count > 0 && $0.values.bands > 0 }
    let area = sketch.body.inset(top: 14 * sketch.unit)
    let gap = 14 * sketch.unit
    let time = axes.time(frames.count)
    let bottom = sketch.bottomRoom(time)
    let height = (area.height - bottom - gap * Double(shown.count)) / Double(shown.count + 1)
    let left = sketch.leftRoom(axes.rows(frames.bands))
    let silent = Axis(range: time.range, ticks: [], title: "", hasGrid: false)
    let raster = Raster(frames.values, table: .magma)
    let rows: [(name: String, frames: Frames, raster: Raster, axis: Axis)] =
      [("", frames, raster, axes.rows(frames.bands))]
      + shown.map { gate in
        let axis = Axis(range: 0...Double(gate.values.bands), ticks: [], title: gate.name, hasGrid: false)
        return (gate.name, gate.values, Raster(gate.values.values, table: .viridis, range: 0...1), axis)
      }
    for (index, row) in rows.enumerated() {
      let top = area.y + Double(index) * (height + gap)
      let isLast = index == rows.count - 1
      let box = Box(
        x: area.x, y: top, width: area.width - 86 * sketch.unit,
        height: height + (isLast ? bottom : 28 * sketch.unit))
      let plot = sketch.axes(in: box, x: isLast ? time : silent, y: row.axis, left: left)
      sketch.image(row.raster.image(row.frames, widest: Int(plot.box.width)), in: plot.box, smooth: false)
      if index > 0 {
        sketch.text(
          "\(row.frames.bands) units", at: Point(x: plot.box.x - 9 * sketch.unit, y: plot.box.middle.y),
          size: 12, color: .soft,
          across: .end, fitting: left - 28 * sketch.unit)
      }
      let bar = Box(x: area.x, y: top, width: area.width, height: height)
      if index < 2 {
        sketch.colorBar(
          row.raster, unit: index == 0 ? axes.unit : "open", in: bar, alongside: plot.box.y, plot.box.bottom)
      }
    }
    let means = shown.map { gate in
      "\(gate.name) \(Ticks.number(Double(gate.values.values.reduce(0, +)) / Double(gate.values.values.count))) open on average"
    }
    return sketch.picture(
      "gates of \(shown.first?.values.bands ?? 0) units: " + means.joined(separator: ", "))
  }
}
