import EtudeCore
import EtudeSound

extension Picture {
  /// A clip's samples over time; sound from a file is read twice, in bounded memory.
  ///
  /// - Parameter start: seconds at which the first sample lies.
  /// - Throws: what `SoundSource.walk` throws.
  public static func waveform(
    _ sound: SoundSource, start: Double = 0, heading: Heading = Heading(), size: PictureSize = .wide,
    cancellation: Cancellation = Cancellation()
  ) throws -> Picture {
    var sketch = Sketch(size, heading)
    var (count, peak) = (0, Float(0))
    try sound.walk(cancellation) { block in
      count += block.count
      peak = block.reduce(peak) { $1.isFinite ? max($0, abs($1)) : $0 }
    }
    guard count > 0 else {
      sketch.nothing("no samples to show")
      return sketch.picture("a clip without samples")
    }
    let seconds = Double(count) / Double(sound.rate)
    let reach = peak > 1 ? Double(peak) : peak > 0.25 ? 1 : max(0.01, Double(peak) * 1.2)
    let plot = sketch.axes(
      in: sketch.body, x: .time(start...(start + seconds)),
      y: .round(-reach...reach, title: "amplitude", most: 5))
    let columns = min(count, max(2, Int(plot.box.width)))
    let extremes = try extremes(sound, of: count, columns: columns, cancellation)
    let points = extremes.enumerated().map { column, extremes in
      let time = start + seconds * (Double(column) + 0.5) / Double(columns)
      return (plot.point(time, Double(extremes.most)), plot.point(time, Double(extremes.least)))
    }
    sketch.polygon(points.map(\.0) + points.reversed().map(\.1), .blue)
    sketch.line([plot.point(start, 0), plot.point(start + seconds, 0)], .blue, width: 1)
    return sketch.picture(
      "\(Ticks.number(seconds)) s at \(sound.rate) Hz, peak \(Ticks.number(Double(peak)))")
  }

  /// The largest and the smallest sample of each of so many columns, 0 where none is a finite number.
  private static func extremes(
    _ sound: SoundSource, of count: Int, columns: Int, _ cancellation: Cancellation
  ) throws -> [(least: Float, most: Float)] {
    var extremes = Array(repeating: (least: Float.infinity, most: -Float.infinity), count: columns)
    var (place, column) = (0, 0)
    try sound.walk(cancellation) { block in
      var rest = block[...]
      while !rest.isEmpty, column < columns {
        let end = (column + 1) * count / columns
        let piece = rest.prefix(end - place)
        for sample in piece where sample.isFinite {
          extremes[column].least = min(extremes[column].least, sample)
          extremes[column].most = max(extremes[column].most, sample)
        }
        rest = rest.dropFirst(piece.count)
        place += piece.count
        if place == end { column += 1 }
      }
    }
    return extremes.map { $0.least > $0.most ? (0, 0) : $0 }
  }
}
