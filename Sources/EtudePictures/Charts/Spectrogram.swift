import EtudeCore
import EtudeSound

extension Picture {
  /// Bands over time with time, frequency and a colour bar: any kind that `axes` can name, MFCCs too.
  ///
  /// - Parameter frames: `[bands, frames]`, the lowest band first.
  public static func spectrogram(
    _ frames: Frames, axes: SoundAxes = SoundAxes(), colors: ColorTable = .magma, title: String = "",
    size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, title: title)
    guard frames.count > 0, frames.bands > 0 else {
      sketch.nothing("no frames to show")
      return sketch.picture("a spectrogram without frames")
    }
    let raster = Raster(frames.values, table: colors)
    let area = sketch.body.inset(top: 14 * sketch.unit)
    let plot = sketch.sound(frames, axes: axes, raster: raster, in: area.inset(right: 86 * sketch.unit))
    sketch.colorBar(raster, unit: axes.unit, in: area, alongside: plot.box.y, plot.box.bottom)
    let seconds = Ticks.number(Double(frames.count * axes.hop) / Double(axes.rate))
    let range =
      "\(Ticks.number(Double(raster.range.lowerBound))) to \(Ticks.number(Double(raster.range.upperBound)))"
    return sketch.picture("\(frames.bands) bands over \(seconds) s, values from \(range) \(axes.unit)")
  }
}

extension Sketch {
  /// Axes with the frames in them.
  mutating func sound(
    _ frames: Frames, axes soundAxes: SoundAxes, raster: Raster, in box: Box, left: Double? = nil
  ) -> Plot {
    let plot = axes(in: box, x: soundAxes.time(frames.count), y: soundAxes.rows(frames.bands), left: left)
    let pixels = raster.image(frames, widest: Int(plot.box.width))
    image(pixels, in: plot.box, smooth: false)
    return plot
  }
}
