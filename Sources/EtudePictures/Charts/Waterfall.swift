import EtudeSound

extension Picture {
  /// Spectra one behind the other, the latest in front.
  public static func waterfall(
    _ frames: Frames, axes: SoundAxes = SoundAxes(), title: String = "", size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, title: title)
    guard frames.count > 0, frames.bands > 0 else {
      sketch.nothing("no frames to show")
      return sketch.picture("a waterfall without frames")
    }
    let spectra = min(40, frames.count)
    let raster = Raster(frames.values, table: .viridis)
    let rows = axes.rows(frames.bands)
    let time = axes.time(frames.count)
    let floor = Axis(range: 0...1, ticks: rows.ticks, title: rows.title, hasGrid: false)
    let depth = Axis(range: 0...1.25, ticks: [], title: "", hasGrid: false)
    let room = sketch.width("00.0 s", size: 13) + 14 * sketch.unit
    let plot = sketch.axes(in: sketch.body.inset(right: room), x: floor, y: depth, left: 20 * sketch.unit)
    for index in 0..<spectra {
      let first = index * frames.count / spectra
      let last = max(first + 1, (index + 1) * frames.count / spectra)
      let base = 1 - Double(index) / Double(max(1, spectra - 1))
      var points: [Point] = []
      for band in 0..<frames.bands {
        let mean = (first..<last).reduce(Float(0)) { $0 + frames[band, $1] } / Float(last - first)
        let share = raster.share(mean)
        let place = (Double(band) + 0.5) / Double(frames.bands)
        points.append(plot.point(place, base + (share.isFinite ? share : 0) * 0.25))
      }
      guard let left = points.first, let right = points.last else { continue }
      let ground = plot.up(base)
      sketch.polygon([Point(x: left.x, y: ground)] + points + [Point(x: right.x, y: ground)], .paper)
      sketch.line(points, .share(0.1 + 0.7 * (1 - base), in: raster.table), width: 1.6)
      if index % max(1, spectra / 5) == 0 || spectra == 1 {
        let seconds =
          time.range.lowerBound + (time.range.upperBound - time.range.lowerBound) * Double(first)
          / Double(frames.count)
        sketch.text(
          "\(Ticks.fixed(seconds, decimals: 1)) s", at: Point(x: plot.box.right + 8 * sketch.unit, y: ground),
          size: 13, color: .soft)
      }
    }
    return sketch.picture(
      "\(spectra) spectra over \(Ticks.number(time.range.upperBound - time.range.lowerBound)) s, the latest in front"
    )
  }
}
