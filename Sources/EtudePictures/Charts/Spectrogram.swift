import EtudeCore
import EtudeSound

extension Picture {
  /// Bands over time with time, frequency and a colour bar: any kind that `axes` can name, MFCCs too.
  ///
  /// Coefficients differ a hundredfold in size: each is shown on a scale of its own, in deviations from its mean.
  ///
  /// - Parameter frames: `[bands, frames]`, the lowest band first.
  public static func spectrogram(
    _ frames: Frames, axes: SoundAxes = SoundAxes(), colors: ColorTable = .magma,
    heading: Heading = Heading(), size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, heading)
    guard frames.count > 0, frames.bands > 0 else {
      sketch.nothing("no frames to show")
      return sketch.picture("a spectrogram without frames")
    }
    let isCepstral = axes.scale == .coefficients
    let shown = isCepstral ? frames.inDeviations : frames
    let raster = isCepstral ? Raster(twoSided: shown.values) : Raster(frames, axes, table: colors)
    let area = sketch.body.inset(top: 14 * sketch.unit)
    let plot = sketch.sound(shown, axes: axes, raster: raster, in: area.inset(right: 86 * sketch.unit))
    sketch.colorBar(
      raster, unit: isCepstral ? "deviations" : axes.unit, in: area, alongside: plot.box.y, plot.box.bottom)
    let seconds = Ticks.number(Double(frames.count * axes.hop) / Double(axes.rate))
    let finite = frames.values.lazy.filter { $0.isFinite }
    let range = "\(Ticks.number(Double(finite.min() ?? 0))) to \(Ticks.number(Double(finite.max() ?? 0)))"
    let unit = axes.unit.isEmpty ? "" : " " + axes.unit
    return sketch.picture("\(frames.bands) \(axes.rowsName) over \(seconds) s, values from \(range)\(unit)")
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

extension Frames {
  /// Each band's values as their distance from the band's mean, in its standard deviations, at most three.
  fileprivate var inDeviations: Frames {
    var result = values
    for band in 0..<bands {
      let row = values[band * count..<(band + 1) * count].lazy.filter { $0.isFinite }
      let size = Double(max(1, row.count))
      let mean = row.reduce(0) { $0 + Double($1) } / size
      let spread = (row.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / size).squareRoot()
      for place in band * count..<(band + 1) * count where values[place].isFinite {
        let distance = spread > 1e-9 ? (Double(values[place]) - mean) / spread : 0
        result[place] = Float(min(3, max(-3, distance)))
      }
    }
    return Frames(bands: bands, count: count, values: result)
  }
}
