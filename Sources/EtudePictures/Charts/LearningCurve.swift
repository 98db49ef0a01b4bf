/// A learning curve among others.
public struct NamedLearningCurve: Sendable, Hashable {
  /// Of what it is.
  public var name: String
  /// Training items, rising.
  public var items: [Int]
  /// Which share of all training items each is, one a point; empty where that is not known.
  public var shares: [Double]
  /// Accuracy on the items held back, one a point.
  public var accuracies: [Double]
  /// Intervals of them, one a point.
  public var intervals: [ClosedRange<Double>]

  public init(
    name: String, items: [Int], shares: [Double] = [], accuracies: [Double], intervals: [ClosedRange<Double>]
  ) {
    self.name = name
    self.items = items
    self.shares = shares
    self.accuracies = accuracies
    self.intervals = intervals
  }
}

extension Picture {
  /// Several recipes' accuracies against the number of training items, each with its interval.
  public static func learningCurves(
    _ curves: [NamedLearningCurve], heading: Heading = Heading(), size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, heading)
    let shown = curves.filter {
      !$0.items.isEmpty && $0.accuracies.count == $0.items.count && $0.intervals.count == $0.items.count
    }
    guard !shown.isEmpty else {
      sketch.nothing("no points to show")
      return sketch.picture("no points")
    }
    let room = sketch.widest(shown.map(\.name), size: 14) * 1.12 + 20 * sketch.unit
    let amounts = TrainedAmounts(shown)
    let plot = sketch.axes(
      in: sketch.body.inset(right: min(room, sketch.body.width * 0.4)),
      x: amounts.axis, y: .shares(title: "accuracy"))
    var names: [(text: String, y: Double, color: Color)] = []
    var words: [String] = []
    for (index, curve) in shown.enumerated() {
      let color = Color.kind(index, of: shown.count)
      let places = amounts.places(of: curve)
      let sides = zip(places, curve.intervals).map { (x: $0, low: $1.lowerBound, high: $1.upperBound) }
      sketch.polygon(
        sides.map { plot.point($0.x, $0.high) } + sides.reversed().map { plot.point($0.x, $0.low) },
        color.faded(0.14))
      sketch.curve(zip(places, curve.accuracies).map { ($0, $1) }, in: plot, color, dots: true)
      guard let last = curve.accuracies.last, last.isFinite else { continue }
      names.append((curve.name, plot.up(last), color))
      let points = zip(curve.items, curve.accuracies).map { "\(Ticks.percent($1)) of \($0) items" }
      words.append("\(curve.name): " + points.joined(separator: ", "))
    }
    sketch.endLabels(names, x: plot.box.right + 12 * sketch.unit, within: plot.box)
    return sketch.picture(words.joined(separator: "; "))
  }

  /// Accuracy against the number of training items.
  ///
  /// - Parameters:
  ///   - items: training items, rising, `[points]`.
  ///   - shares: which share of all training items each is, `[points]`; empty where that is not known.
  ///   - training: accuracy on them, one list of folds a point; empty for none.
  ///   - test: accuracy on the items held back, one list of folds a point.
  ///   - intervals: of `test`, one a point, drawn instead of the folds' spread; empty for none.
  public static func learningCurve(
    items: [Int], shares: [Double] = [], training: [[Double]] = [], test: [[Double]],
    intervals: [ClosedRange<Double>] = [],
    heading: Heading = Heading(),
    size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, heading)
    guard !items.isEmpty, test.count == items.count else {
      sketch.nothing("no points to show")
      return sketch.picture("no points")
    }
    let room = sketch.width("training", size: 14, bold: true) + 16 * sketch.unit
    let curve = NamedLearningCurve(name: "", items: items, shares: shares, accuracies: [], intervals: [])
    let amounts = TrainedAmounts([curve])
    let places = amounts.places(of: curve)
    let plot = sketch.axes(
      in: sketch.body.inset(right: room), x: amounts.axis, y: .shares(title: "accuracy"))
    var names: [(text: String, y: Double, color: Color)] = []
    var words: [String] = []
    for (folds, name, color) in [(training, "training", Color.vermilion), (test, "test", Color.blue)]
    where folds.count == items.count {
      let spreads = zip(places, folds).map { ($0, spread($1)) }
      let bands =
        name == "test" && intervals.count == items.count
        ? intervals.map { ($0.lowerBound, $0.upperBound) }
        : spreads.map { (max(0, $0.1.mean - $0.1.deviation), min(1, $0.1.mean + $0.1.deviation)) }
      let sides = zip(places, bands).map { (x: $0, low: $1.0, high: $1.1) }
      sketch.polygon(
        sides.map { plot.point($0.x, $0.high) } + sides.reversed().map { plot.point($0.x, $0.low) },
        color.faded(0.16))
      sketch.curve(spreads.map { ($0.0, $0.1.mean) }, in: plot, color, dots: true)
      guard let last = spreads.last, last.1.mean.isFinite else { continue }
      names.append((name, plot.up(last.1.mean), color))
      words.append("\(name) \(Ticks.percent(last.1.mean)) at \(items[items.count - 1]) items")
    }
    sketch.endLabels(names, x: plot.box.right + 12 * sketch.unit, within: plot.box)
    return sketch.picture(words.isEmpty ? "no scores" : words.joined(separator: ", "))
  }

  /// Mean and standard deviation.
  private static func spread(_ values: [Double]) -> (mean: Double, deviation: Double) {
    guard !values.isEmpty else { return (.nan, 0) }
    let mean = values.reduce(0, +) / Double(values.count)
    let sum = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, values.count > 1 ? (sum / Double(values.count - 1)).squareRoot() : 0)
  }
}

/// How much was trained on along the axis of learning curves: as shares of the whole where all are of one whole, else as
/// numbers of items.
private struct TrainedAmounts {
  let axis: Axis
  private let areShares: Bool

  init(_ curves: [NamedLearningCurve]) {
    let wholes = curves.map { curve -> Int? in
      guard curve.shares.count == curve.items.count, let share = curve.shares.last, share > 0,
        let items = curve.items.last
      else { return nil }
      return Int((Double(items) / share).rounded())
    }
    if let whole = wholes.first?.flatMap({ $0 }), wholes.allSatisfy({ $0 == whole }) {
      areShares = true
      let title = "share of the training part (100 % are \(whole) items)"
      let marks = Set(curves.flatMap(\.shares)).sorted().map { Tick(value: $0, label: Ticks.percent($0)) }
      axis = Axis(range: 0...max(marks.last?.value ?? 1, 0.01), ticks: marks, title: title, hasGrid: false)
      return
    }
    areShares = false
    let all = curves.flatMap(\.items).map(Double.init)
    axis = .round(
      Ticks.widened(all, including: all.count == 1 ? [] : [0]), title: "training items", grid: false)
  }

  func places(of curve: NamedLearningCurve) -> [Double] {
    areShares ? curve.shares : curve.items.map(Double.init)
  }
}
