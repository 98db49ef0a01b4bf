import EtudeCore
import EtudeSound

extension Picture {
  /// A number a frame as a curve, under the spectrogram of the same sound.
  ///
  /// - Parameters:
  ///   - values: `[frames]`, one for each frame of the spectrogram.
  ///   - frames: the spectrogram, `[bands, frames]`.
  ///   - name: what the values are.
  ///   - unit: what they are measured in; empty for a plain number.
  public static func series(
    _ values: [Float], name: String, unit: String = "", under frames: Frames, axes: SoundAxes = SoundAxes(),
    heading: Heading = Heading(), size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, heading)
    guard frames.count > 0, frames.bands > 0, values.count == frames.count else {
      sketch.nothing("no frames to show")
      return sketch.picture("a series without frames")
    }
    let area = sketch.body.inset(top: 14 * sketch.unit)
    let time = axes.time(frames.count)
    let label = unit.isEmpty ? name : "\(name) (\(unit))"
    let scale = Axis.round(
      Ticks.widened(values.map(Double.init), including: [0]), title: label, most: 6)
    let left = max(sketch.leftRoom(axes.rows(frames.bands)), sketch.leftRoom(scale))
    let upper = Box(
      x: area.x, y: area.y, width: area.width - 86 * sketch.unit,
      height: (area.height - 24 * sketch.unit) * 0.5)
    let raster = Raster(frames, axes)
    let silent = Axis(range: time.range, ticks: [], title: "", hasGrid: false)
    let above = sketch.axes(in: upper, x: silent, y: axes.rows(frames.bands), left: left)
    sketch.image(raster.image(frames, widest: Int(above.box.width)), in: above.box, smooth: false)
    sketch.colorBar(raster, unit: axes.unit, in: area, alongside: above.box.y, above.box.bottom)
    let lower = Box(
      x: upper.x, y: upper.bottom, width: upper.width, height: area.bottom - upper.bottom)
    let below = sketch.axes(in: lower, x: time, y: scale, left: left)
    let seconds = Double(axes.hop) / Double(axes.rate)
    sketch.line(
      values.enumerated().map {
        below.point(axes.start + (Double($0.offset) + 0.5) * seconds, Double($0.element))
      }, .blue, width: 1.5)
    let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
    let range = [values.min() ?? 0, values.max() ?? 0].map { Ticks.number(Double($0)) }
    return sketch.picture(
      "\(label) over \(values.count) frames: from \(range[0]) to \(range[1]), \(Ticks.number(mean)) on average"
    )
  }
}
