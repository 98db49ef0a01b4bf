import Glibc

extension Picture {
  /// Accuracy over the values of one setting: a line through the means, the interval of each, a faint dot a fold.
  ///
  /// Values that are many times one another, such as learning rates, stand as far apart as their ratios say.
  ///
  /// - Parameters:
  ///   - models: the results, each named for its value.
  ///   - values: the setting's values, one a result, in any order.
  ///   - setting: its name.
  ///   - chance: what guessing would reach, drawn if there is one.
  public static func accuracy(
    of models: [ScoredModel], over values: [Double], setting: String, chance: Double? = nil,
    heading: Heading = Heading(), size: PictureSize = .standard
  ) -> Picture {
    let points = zip(values, models).filter { $0.0.isFinite && $0.1.mean.isFinite }.sorted { $0.0 < $1.0 }
    let hasIntervals = points.contains { $0.1.interval != nil }
    var sketch = Sketch(
      size,
      points.isEmpty
        ? heading
        : heading.with(
          "line: mean of the folds; dots: folds", hasIntervals ? "bars: 95 % interval over items" : nil))
    guard let first = points.first, let last = points.last else {
      sketch.nothing("no results to show")
      return sketch.picture("no results")
    }
    let isByRatio = first.0 > 0 && last.0 / first.0 >= leastRatio && points.count > 2
    let places = points.map { isByRatio ? log($0.0) : $0.0 }
    let margin = places[places.count - 1] > places[0] ? (places[places.count - 1] - places[0]) * 0.07 : 0.5
    let room = chance == nil ? 0 : sketch.width("chance 10 %", size: 14, bold: true) + 6 * sketch.unit
    let plot = sketch.axes(
      in: sketch.body.inset(right: room),
      x: Axis(
        range: (places[0] - margin)...(places[places.count - 1] + margin),
        ticks: zip(places, points).map { Tick(value: $0, label: $1.1.name) }, title: setting, hasGrid: false),
      y: .shares(title: "accuracy"))
    if let chance, chance.isFinite {
      sketch.line(
        [plot.point(plot.x.lowerBound, chance), plot.point(plot.x.upperBound, chance)], .soft, width: 2,
        dashed: true)
      sketch.endLabels(
        [("chance \(Ticks.percent(chance))", plot.up(chance), .soft)], x: plot.box.right + 6 * sketch.unit,
        within: plot.box)
    }
    for (place, point) in zip(places, points) {
      if let interval = point.1.interval {
        sketch.interval(max(0, interval.lowerBound)...min(1, interval.upperBound), at: place, in: plot)
      }
      for score in point.1.scores where score.isFinite {
        sketch.marker(.circle, at: plot.point(place, score), radius: 3.5, Color.blue.faded(0.35))
      }
    }
    sketch.line(zip(places, points).map { plot.point($0, $1.1.mean) }, .blue, width: 2.5)
    for (place, point) in zip(places, points) {
      sketch.marker(.circle, at: plot.point(place, point.1.mean), radius: 6, .blue)
    }
    let chanceBar = chance.map { $0.isFinite ? [TextBar("chance", share: $0, value: Ticks.percent($0))] : [] }
    return sketch.picture(
      points.map { "\(setting) \($0.1.words)" }.joined(separator: "; "),
      text: .bars(
        points.map { TextBar("\(setting) \($0.1.name)", share: $0.1.mean, value: $0.1.spokenMean) }
          + (chanceBar ?? [])))
  }

  /// The largest value as a multiple of the smallest from which on ratios matter, not differences.
  private static let leastRatio = 20.0
}

extension Sketch {
  /// An upright bar between two shares, closed at both ends.
  fileprivate mutating func interval(_ range: ClosedRange<Double>, at place: Double, in plot: Plot) {
    let (low, high) = (plot.point(place, range.lowerBound), plot.point(place, range.upperBound))
    let half = 7 * unit
    line([low, high], .blue, width: 1.5)
    for end in [low, high] {
      line([Point(x: end.x - half, y: end.y), Point(x: end.x + half, y: end.y)], .blue, width: 1.5)
    }
  }
}
