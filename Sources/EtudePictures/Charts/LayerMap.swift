import EtudeCore
import EtudeSound

extension Picture {
  /// What a layer makes of a song, under the spectrogram that it read: a map over the same time and frequency.
  ///
  /// - Parameters:
  ///   - frames: the spectrogram, `[bands, frames]`.
  ///   - map: any resolution, the lowest band or the first feature first.
  ///   - times: of its columns, from the first frame on; nil to stretch them evenly over the frames.
  ///   - name: what the numbers are.
  ///   - features: whether the map's rows are numbered features, not frequencies.
  public static func layerMap(
    under frames: Frames, axes: SoundAxes = SoundAxes(), map: Frames, times: StepTimes? = nil,
    name: String, features: Bool = false,
    signed: Bool = false, heading: Heading = Heading(), size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, heading)
    guard frames.count > 0, frames.bands > 0, map.count > 0, map.bands > 0 else {
      sketch.nothing("no frames to show")
      return sketch.picture("a map without frames")
    }
    let area = sketch.body.inset(top: 14 * sketch.unit)
    let time = axes.time(frames.count)
    let silent = Axis(range: time.range, ticks: [], title: "", hasGrid: false)
    let bands = axes.rows(frames.bands)
    let numbered = Axis.cells(map.bands, title: "feature", most: 8)
    let left = max(sketch.leftRoom(bands), sketch.leftRoom(numbered))
    let half = (area.height - sketch.bottomRoom(time)) / 2
    let width = area.width - 86 * sketch.unit
    let upper = Box(x: area.x, y: area.y, width: width, height: half + 8 * sketch.unit)
    let above = sketch.axes(in: upper, x: silent, y: bands, left: left)
    let raster = Raster(frames, axes)
    sketch.image(raster.image(frames, widest: Int(above.box.width)), in: above.box, smooth: false)
    sketch.colorBar(raster, unit: axes.unit, in: area, alongside: above.box.y, above.box.bottom)
    let lower = Box(x: area.x, y: upper.bottom, width: width, height: area.bottom - upper.bottom)
    let below = sketch.axes(
      in: lower.inset(top: 14 * sketch.unit), x: time, y: features ? numbered : bands, left: left)
    let colors = signed ? Raster(twoSided: map.values) : Raster(map.values, table: .viridis)
    sketch.map(map, colors, at: times, in: below, widest: map.count)
    sketch.colorBar(colors, unit: name, in: area, alongside: below.box.y, below.box.bottom)
    let finite = map.values.lazy.filter { $0.isFinite }
    let range = [finite.min() ?? 0, finite.max() ?? 0].map { Ticks.number(Double($0)) }
    return sketch.picture(
      "a map of \(map.bands) × \(map.count) under the spectrogram, \(name) from \(range[0]) to \(range[1])")
  }
}
