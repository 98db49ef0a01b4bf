import EtudeCore
import EtudeSound

extension Sketch {
  /// A map over a plot whose axis is time, each of its steps where it is heard; what no step hears stays empty.
  ///
  /// - Parameters:
  ///   - times: of the steps, from the beginning of the axis; nil to stretch them evenly over all of it.
  mutating func map(_ map: Frames, _ raster: Raster, at times: StepTimes?, in plot: Plot, widest: Int) {
    guard let times, times.count == map.count else {
      return image(raster.image(map, widest: widest), in: plot.box, smooth: false)
    }
    let span = plot.x.upperBound - plot.x.lowerBound
    let share = span > 0 ? min(1, times.end / span) : 1
    var box = plot.box
    box.width *= share
    guard !times.isEven else { return image(raster.image(map, widest: widest), in: box, smooth: false) }
    let columns = max(1, Int(box.width))
    let steps = (0..<columns).map { column in
      times.step(at: (Double(column) + 0.5) / Double(columns) * times.end) ?? map.count - 1
    }
    let values = (0..<map.bands).flatMap { band in steps.map { map[band, $0] } }
    image(
      raster.image(Frames(bands: map.bands, count: columns, values: values), widest: columns), in: box,
      smooth: false)
  }
}
