import EtudeCore
import EtudeSound

/// What one place of a layer sees: a part of a song.
public struct SeenPart: Sendable, Hashable {
  /// The layer's name.
  public var name: String
  /// Hz.
  public var frequencies: ClosedRange<Double>
  /// Seconds.
  public var times: ClosedRange<Double>

  public init(name: String, frequencies: ClosedRange<Double>, times: ClosedRange<Double>) {
    self.name = name
    self.frequencies = frequencies
    self.times = times
  }
}

extension Picture {
  /// What one place of each layer sees, one frame in another over time and frequency.
  ///
  /// - Parameters:
  ///   - parts: in the order of the layers.
  ///   - seconds: the song's length.
  public static func receptiveFields(
    _ parts: [SeenPart], axes: SoundAxes = SoundAxes(), seconds: Double, heading: Heading = Heading(),
    size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, heading)
    guard !parts.isEmpty, seconds > 0 else {
      sketch.nothing("no layers to show")
      return sketch.picture("no layers")
    }
    let parts = Self.joined(parts)
    let names = parts.map { "\($0.name)  \(Ticks.number($0.times.upperBound - $0.times.lowerBound)) s" }
    let room = min(sketch.body.width * 0.3, sketch.widest(names, size: 13) + 30 * sketch.unit)
    let area = sketch.body.inset(top: 10 * sketch.unit, right: room)
    let plot = sketch.axes(in: area, x: .time(0...seconds), y: axes.rows(128))
    sketch.box(plot.box, Color.rule.tinted(0.6))
    let line = min(22 * sketch.unit, plot.box.height / Double(parts.count))
    for (index, part) in parts.enumerated() {
      let color = Color.share(
        parts.count > 1 ? 0.05 + 0.8 * Double(index) / Double(parts.count - 1) : 0.2,
        in: ColorTable.viridis.colors)
      let (low, high) = (
        axes.place(of: part.frequencies.lowerBound), axes.place(of: part.frequencies.upperBound)
      )
      let corner = plot.point(max(0, part.times.lowerBound), min(1, high))
      let end = plot.point(min(seconds, part.times.upperBound), max(0, low))
      let box = Box(
        x: corner.x, y: corner.y, width: max(2, end.x - corner.x), height: max(2, end.y - corner.y))
      for width in 0..<3 {
        sketch.outline(
          box.inset(
            left: Double(width) * 0.5, top: Double(width) * 0.5, right: Double(width) * 0.5,
            bottom: Double(width) * 0.5), color)
      }
      let y = plot.box.y + (Double(index) + 0.5) * line
      let x = plot.box.right + 16 * sketch.unit
      sketch.marker(.square, at: Point(x: x, y: y), radius: min(6, line / sketch.unit * 0.4), color)
      sketch.text(
        names[index], at: Point(x: x + 12 * sketch.unit, y: y), size: min(13, line / sketch.unit * 0.9),
        fitting: room - 28 * sketch.unit)
    }
    let words = parts.map { part in
      "\(part.name) sees \(Ticks.number(part.times.upperBound - part.times.lowerBound)) s from "
        + "\(Ticks.number(part.frequencies.lowerBound)) to \(Ticks.number(part.frequencies.upperBound)) Hz"
    }
    return sketch.picture(words.joined(separator: "; "))
  }

  /// Layers that follow one another and see the same as one: `conv1 … relu1`.
  private static func joined(_ parts: [SeenPart]) -> [SeenPart] {
    var runs: [(part: SeenPart, last: String)] = []
    for part in parts {
      if let run = runs.last, run.part.frequencies == part.frequencies, run.part.times == part.times {
        runs[runs.count - 1].last = part.name
      } else {
        runs.append((part, part.name))
      }
    }
    return runs.map { run in
      let name = run.last == run.part.name ? run.last : "\(run.part.name) … \(run.last)"
      return SeenPart(name: name, frequencies: run.part.frequencies, times: run.part.times)
    }
  }
}
