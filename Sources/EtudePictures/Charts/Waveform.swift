extension Picture {
  /// A clip's samples over time.
  ///
  /// - Parameters:
  ///   - samples: mono, -1 … 1.
  ///   - rate: samples a second.
  ///   - start: seconds at which the first sample lies.
  public static func waveform(
    _ samples: [Float], rate: Int, start: Double = 0, title: String = "", size: PictureSize = .wide
  ) -> Picture {
    var sketch = Sketch(size, title: title)
    guard !samples.isEmpty, rate > 0 else {
      sketch.nothing("no samples to show")
      return sketch.picture("a clip without samples")
    }
    let seconds = Double(samples.count) / Double(rate)
    let peak = samples.reduce(Float(0)) { $1.isFinite ? max($0, abs($1)) : $0 }
    let reach = peak > 1 ? Double(peak) : peak > 0.25 ? 1 : max(0.01, Double(peak) * 1.2)
    let plot = sketch.axes(
      in: sketch.body, x: .round(start...(start + seconds), title: "time (s)", most: 11, grid: false),
      y: .round(-reach...reach, title: "amplitude", most: 5))
    sketch.polygon(outline(samples, in: plot, start: start, seconds: seconds), .blue)
    sketch.line([plot.point(start, 0), plot.point(start + seconds, 0)], .blue, width: 1)
    return sketch.picture("\(Ticks.number(seconds)) s at \(rate) Hz, peak \(Ticks.number(Double(peak)))")
  }

  /// The largest sample of each column from left to right, then the smallest back again.
  private static func outline(_ samples: [Float], in plot: Plot, start: Double, seconds: Double) -> [Point] {
    let columns = min(samples.count, max(2, Int(plot.box.width)))
    var upper: [Point] = []
    var lower: [Point] = []
    for column in 0..<columns {
      let first = column * samples.count / columns
      let last = max(first + 1, (column + 1) * samples.count / columns)
      let piece = samples[first..<last].lazy.filter { $0.isFinite }
      let time = start + seconds * (Double(column) + 0.5) / Double(columns)
      upper.append(plot.point(time, Double(piece.max() ?? 0)))
      lower.append(plot.point(time, Double(piece.min() ?? 0)))
    }
    return upper + lower.reversed()
  }
}
