/// The items whose confidence lies in one range.
public struct ReliabilityBin: Sendable, Hashable {
  /// Their mean confidence, 0 … 1.
  public var confidence: Double
  /// The share of them that is right, 0 … 1.
  public var accuracy: Double
  public var count: Int

  public init(confidence: Double, accuracy: Double, count: Int) {
    self.confidence = confidence
    self.accuracy = accuracy
    self.count = count
  }
}

extension Picture {
  /// How often a network is right when it is so sure: on the diagonal, it knows what it knows.
  public static func reliability(
    _ bins: [ReliabilityBin], heading: Heading = Heading(), size: PictureSize = .square
  ) -> Picture {
    let filled = bins.filter { $0.count > 0 && $0.confidence.isFinite && $0.accuracy.isFinite }
    let total = filled.reduce(0) { $0 + $1.count }
    let error =
      filled.reduce(0) { $0 + abs($1.confidence - $1.accuracy) * Double($1.count) } / Double(max(1, total))
    var sketch = Sketch(
      size,
      heading.with(
        total > 0 ? "calibration error \(Ticks.percent(error)) over \(total) items" : nil,
        total > 0 ? "the larger a dot, the more items" : nil))
    guard total > 0 else {
      sketch.nothing("no items were judged")
      return sketch.picture("no items")
    }
    let plot = sketch.axes(
      in: sketch.body, x: .shares(title: "how sure the network is"),
      y: .shares(title: "how often it is right"))
    sketch.line([plot.point(0, 0), plot.point(1, 1)], .soft, width: 1.5, dashed: true)
    let ordered = filled.sorted { $0.confidence < $1.confidence }
    sketch.curve(ordered.map { ($0.confidence, $0.accuracy) }, in: plot, .blue)
    let largest = Double(ordered.map(\.count).max() ?? 1)
    for bin in ordered {
      let place = plot.point(bin.confidence, bin.accuracy)
      sketch.marker(.circle, at: place, radius: 5 + 11 * (Double(bin.count) / largest).squareRoot(), .blue)
    }
    sketch.text(
      "too modest", at: plot.point(0.04, 0.94), size: 14, color: .soft, fitting: plot.box.width / 2)
    sketch.text(
      "too sure", at: plot.point(0.96, 0.06), size: 14, color: .soft, across: .end,
      fitting: plot.box.width / 2)
    return sketch.picture(
      "calibration error \(Ticks.percent(error)) over \(total) items in \(filled.count) bins")
  }
}
