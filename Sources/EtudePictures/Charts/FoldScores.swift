/// The scores of one model's folds.
public struct ScoredModel: Sendable, Hashable {
  public var name: String
  /// 0 … 1, one a fold.
  public var scores: [Double]
  /// Their mean.
  public var mean: Double
  /// The interval of the mean, if there is one.
  public var interval: ClosedRange<Double>?

  public init(name: String, scores: [Double], mean: Double, interval: ClosedRange<Double>? = nil) {
    self.name = name
    self.scores = scores
    self.mean = mean
    self.interval = interval
  }

  /// The model in words.
  fileprivate var words: String {
    let spread =
      interval.map { " (\(Ticks.percent($0.lowerBound)) to \(Ticks.percent($0.upperBound)))" } ?? ""
    return "\(name.isEmpty ? "mean" : name) \(Ticks.percent(mean))\(spread) over \(scores.count) folds"
  }
}

extension Picture {
  /// One model's accuracy fold by fold, counted from 0 as indices are, its mean and interval, and what guessing would reach.
  public static func foldScores(
    _ model: ScoredModel, chance: Double? = nil, title: String = "", size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, title: title, subtitle: model.scores.isEmpty ? "" : model.words)
    guard !model.scores.isEmpty else {
      sketch.nothing("no folds were judged")
      return sketch.picture("no folds")
    }
    let room = max(
      sketch.width("mean 100 %", size: 14, bold: true), sketch.width("chance 10 %", size: 14, bold: true))
    let plot = sketch.axes(
      in: sketch.body.inset(right: room + 6 * sketch.unit),
      x: .whole(0, model.scores.count - 1, title: "fold", most: 20, margin: 0.6),
      y: .shares(title: "accuracy"))
    if let interval = model.interval {
      let top = plot.up(min(1, interval.upperBound))
      let band = Box(
        x: plot.box.x, y: top, width: plot.box.width, height: plot.up(max(0, interval.lowerBound)) - top)
      sketch.box(band, Color.blue.faded(0.14))
    }
    let width = plot.box.width / Double(model.scores.count) * 0.55
    for (index, score) in model.scores.enumerated() where score.isFinite {
      let place = plot.point(Double(index), score)
      sketch.box(
        Box(x: place.x - width / 2, y: place.y, width: width, height: plot.box.bottom - place.y),
        Color.blue.tinted(0.15))
      let words = Ticks.fixed(score * 100, decimals: 0)
      let isTall = plot.box.bottom - place.y > 30 * sketch.unit
      sketch.text(
        words, at: Point(x: place.x, y: place.y + (isTall ? 13 : -11) * sketch.unit), size: 13,
        color: isTall ? .paper : .ink, across: .middle, bold: true, fitting: width * 0.94)
    }
    var names: [(text: String, y: Double, color: Color)] = []
    for (value, name, color) in [(model.mean, "mean", Color.vermilion), (chance ?? .nan, "chance", .soft)]
    where value.isFinite {
      sketch.line(
        [plot.point(plot.x.lowerBound, value), plot.point(plot.x.upperBound, value)], color, width: 2,
        dashed: true)
      names.append(("\(name) \(Ticks.percent(value))", plot.up(value), color))
    }
    sketch.endLabels(names, x: plot.box.right + 6 * sketch.unit, within: plot.box)
    let scores = model.scores.map { Ticks.percent($0) }.joined(separator: ", ")
    return sketch.picture("\(model.words): \(scores)")
  }

  /// Several models' folds side by side, a row each.
  public static func comparison(
    _ models: [ScoredModel], chance: Double? = nil, title: String = "", size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, title: title)
    guard !models.isEmpty else {
      sketch.nothing("no results to compare")
      return sketch.picture("no results")
    }
    let room = sketch.width("100 %", size: 15, bold: true) + 10 * sketch.unit
    let all =
      models.flatMap { model in
        model.scores + [model.mean] + (model.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
      } + [chance ?? .nan]
    let range = Ticks.widened(all)
    let low = min(0.99, max(0, range.lowerBound))
    let high = max(low + 0.01, min(1, range.upperBound))
    let ticks = models.enumerated().map {
      Tick(value: Double(models.count - 1 - $0.offset) + 0.5, label: $0.element.name)
    }
    let left = min(sketch.body.width * 0.35, sketch.widest(models.map(\.name), size: 13) + 16 * sketch.unit)
    let plot = sketch.axes(
      in: sketch.body.inset(right: room),
      x: .shares(low...high, title: "accuracy"),
      y: Axis(range: 0...Double(models.count), ticks: [], title: "", hasGrid: false), left: left)
    if let chance, chance.isFinite, plot.x.contains(chance) {
      let place = plot.across(chance)
      sketch.line(
        [Point(x: place, y: plot.box.y), Point(x: place, y: plot.box.bottom)], .soft, width: 2, dashed: true)
      sketch.text(
        "chance", at: Point(x: place + 6 * sketch.unit, y: plot.box.bottom - 10 * sketch.unit), size: 13,
        color: .soft)
    }
    for (index, model) in models.enumerated() {
      let y = plot.up(ticks[index].value)
      let color = Color.kind(index, of: models.count)
      sketch.text(
        model.name, at: Point(x: plot.box.x - 10 * sketch.unit, y: y), size: 14, across: .end,
        fitting: left - 14 * sketch.unit)
      if let interval = model.interval {
        let low = plot.across(max(plot.x.lowerBound, interval.lowerBound))
        let high = plot.across(min(plot.x.upperBound, interval.upperBound))
        let height = min(26 * sketch.unit, plot.box.height / Double(models.count) * 0.5)
        sketch.box(
          Box(x: low, y: y - height / 2, width: max(1, high - low), height: height), color.tinted(0.7))
      }
      for score in model.scores where score.isFinite {
        sketch.marker(.circle, at: Point(x: plot.across(score), y: y), radius: 4.5, color.faded(0.75))
      }
      guard model.mean.isFinite else { continue }
      let mean = plot.across(model.mean)
      let reach = min(18 * sketch.unit, plot.box.height / Double(models.count) * 0.4)
      sketch.line([Point(x: mean, y: y - reach), Point(x: mean, y: y + reach)], .ink, width: 3)
      sketch.text(
        Ticks.percent(model.mean), at: Point(x: plot.box.right + 10 * sketch.unit, y: y), size: 15,
        bold: true, fitting: room)
    }
    return sketch.picture(models.map(\.words).joined(separator: "; "))
  }
}
