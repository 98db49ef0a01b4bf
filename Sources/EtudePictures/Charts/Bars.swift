/// A bar with its name.
public struct Bar: Sendable, Hashable {
  public var name: String
  public var value: Double
  /// Drawn as a whisker, if there is one.
  public var interval: ClosedRange<Double>?
  /// Whether it is a score that must not be believed; drawn hatched in a bridge.
  public var isInvalid: Bool

  public init(
    _ name: String, _ value: Double, interval: ClosedRange<Double>? = nil, isInvalid: Bool = false
  ) {
    self.isInvalid = isInvalid
    self.name = name
    self.value = value
    self.interval = interval
  }
}

extension Picture {
  /// Named values as bars from 0, in the order given, from the top; where not all have room, the first.
  ///
  /// - Parameters:
  ///   - axis: what the values are, such as `F1` or `items`.
  ///   - areShares: whether they are shares of a whole, written in percent.
  public static func bars(
    _ all: [Bar], axis: String = "", areShares: Bool = false, heading: Heading = Heading(),
    size: PictureSize = .standard
  ) -> Picture {
    let blank = Sketch(size, heading)
    let most = max(3, Int((blank.body.height - 60 * blank.unit) / (1.3 * Sketch.leastLetters)))
    let bars = Array(all.prefix(most))
    var sketch = Sketch(
      size, heading.with(bars.count < all.count ? "the first \(bars.count) of \(all.count)" : nil))
    guard !bars.isEmpty else {
      sketch.nothing()
      return sketch.picture("no bars")
    }
    let ends = bars.flatMap { [$0.value, $0.interval?.lowerBound ?? .nan, $0.interval?.upperBound ?? .nan] }
    let names = min(15, max(Sketch.leastLetters / sketch.unit, 480 / Double(bars.count)))
    let left = min(sketch.body.width * 0.35, sketch.widest(bars.map(\.name), size: names) + 16 * sketch.unit)
    let words = areShares ? Ticks.percent : Ticks.number
    let values = bars.map { words($0.value) }
    let room = sketch.widest(values, size: names) + 12 * sketch.unit
    let range = Ticks.widened(ends, including: [0])
    let plot = sketch.axes(
      in: sketch.body.inset(right: room),
      x: areShares ? .shares(range, title: axis) : .round(range, title: axis),
      y: Axis(range: 0...Double(bars.count), ticks: [], title: "", hasGrid: false), left: left)
    let row = plot.box.height / Double(bars.count)
    let written = sketch.fitted(bars.map(\.name), size: names, fitting: left - 14 * sketch.unit)
    let zero = plot.across(0)
    for (index, bar) in bars.enumerated() {
      let y = plot.box.y + (Double(index) + 0.5) * row
      sketch.write(written, index, at: Point(x: plot.box.x - 10 * sketch.unit, y: y), across: .end)
      guard bar.value.isFinite else { continue }
      let end = plot.across(bar.value)
      let height = min(44 * sketch.unit, row * 0.7)
      sketch.box(
        Box(x: min(zero, end), y: y - height / 2, width: abs(end - zero), height: height),
        Color.blue.tinted(0.15))
      var free = max(zero, end)
      if let interval = bar.interval {
        let high = plot.across(interval.upperBound)
        sketch.line([Point(x: plot.across(interval.lowerBound), y: y), Point(x: high, y: y)], .ink, width: 2)
        free = max(free, high)
      }
      sketch.text(
        values[index], at: Point(x: free + 8 * sketch.unit, y: y), size: names,
        fitting: max(room, plot.box.right + room - free))
    }
    sketch.line([Point(x: zero, y: plot.box.y), Point(x: zero, y: plot.box.bottom)], .soft)
    let lows = all.contains { $0.value < 0 }
    let largest = all.map(\.value).filter(\.isFinite).max() ?? 0
    return sketch.picture(
      all.map { "\($0.name) \(words($0.value))" }.joined(separator: ", "),
      // Bars to both sides of 0 are better seen as a picture.
      text: lows || largest <= 0
        ? nil
        : .bars(
          all.map { TextBar($0.name, share: $0.value / largest, value: words($0.value)) }))
  }
}
