/// The scores of one model's folds.
public struct ScoredModel: Sendable, Hashable {
  public var name: String
  /// 0 … 1, one a fold.
  public var scores: [Double]
  /// Their mean.
  public var mean: Double
  /// An interval of the share of items that are right, if there is one.
  public var interval: ClosedRange<Double>?
  /// That share, where it is another number than the mean.
  public var itemShare: Double?
  /// The repeat that each fold is of, rising, one a score; empty if the folds are of one.
  public var repeats: [Int]

  public init(
    name: String, scores: [Double], mean: Double, interval: ClosedRange<Double>? = nil,
    itemShare: Double? = nil, repeats: [Int] = []
  ) {
    self.name = name
    self.scores = scores
    self.mean = mean
    self.interval = interval
    self.itemShare = itemShare
    self.repeats = repeats
  }

  /// Each repeat with the places of its scores, in order.
  fileprivate var folds: [(repeat: Int, scores: Range<Int>)] {
    var folds: [(repeat: Int, scores: Range<Int>)] = []
    for index in scores.indices {
      let round = index < repeats.count ? repeats[index] : 0
      if let last = folds.last, last.repeat == round {
        folds[folds.count - 1].scores = last.scores.lowerBound..<index + 1
      } else {
        folds.append((round, index..<index + 1))
      }
    }
    return folds
  }

  /// The model in words.
  var words: String {
    let folds = folds
    let most = folds.map(\.scores.count).max() ?? 0
    let count = "\(most) fold\(most == 1 ? "" : "s")"
    let mean = "\(name.isEmpty ? "mean" : name) \(spokenMean)"
    // One test is no fold of anything.
    if scores.count == 1 { return mean }
    return mean + " over " + (folds.count > 1 ? "\(folds.count) repeats of \(count)" : count)
  }

  /// The mean, and the interval behind the number whose it is.
  var spokenMean: String {
    let spread =
      interval.map { " (\(Ticks.percent($0.lowerBound)) to \(Ticks.percent($0.upperBound)))" } ?? ""
    return Ticks.percent(mean) + (itemShare.map { ", over items \(Ticks.percent($0))" } ?? "") + spread
  }
}

extension Picture {
  /// One model's accuracy fold by fold, counted from 0 as indices are, its mean and interval, and what guessing would reach.
  /// Of several repeats, the folds of each stand together.
  public static func foldScores(
    _ model: ScoredModel, chance: Double? = nil, heading: Heading = Heading(), size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(
      size,
      model.scores.isEmpty
        ? heading
        : heading.with(model.words, model.interval == nil ? nil : "band: 95 % interval over items"))
    guard !model.scores.isEmpty else {
      sketch.nothing("no folds were judged")
      return sketch.picture("no folds")
    }
    let room = max(
      sketch.width("mean 100 %", size: 14, bold: true), sketch.width("chance 10 %", size: 14, bold: true))
    let folds = model.folds
    // A fold's place; of several repeats each has one unit, in which its folds share the middle.
    let places = folds.enumerated().flatMap { place, round in
      round.scores.indices.map { fold in
        let inside = (Double(fold - round.scores.lowerBound) + 0.5) / Double(round.scores.count) - 0.5
        return folds.count > 1 ? Double(place) + inside * 0.8 : Double(fold)
      }
    }
    let repeats =
      folds.count > 1 ? "repeat, a bar for each of its folds" : "fold"
    let plot = sketch.axes(
      in: sketch.body.inset(right: room + 6 * sketch.unit),
      x: model.scores.count == 1
        ? Axis(range: -0.6...0.6, ticks: [], title: "", hasGrid: false)
        : .whole(
          0, (folds.count > 1 ? folds.count : model.scores.count) - 1, title: repeats, most: 20, margin: 0.6),
      y: .shares(title: "accuracy"))
    if let interval = model.interval {
      let top = plot.up(min(1, interval.upperBound))
      let band = Box(
        x: plot.box.x, y: top, width: plot.box.width, height: plot.up(max(0, interval.lowerBound)) - top)
      sketch.box(band, Color.blue.faded(0.14))
    }
    let width = plot.box.width / Double(model.scores.count) * (folds.count > 1 ? 0.65 : 0.55)
    let levels = [model.mean, chance ?? .nan].filter(\.isFinite)
    for (index, score) in model.scores.enumerated() where score.isFinite {
      let place = plot.point(places[index], score)
      sketch.box(
        Box(x: place.x - width / 2, y: place.y, width: width, height: plot.box.bottom - place.y),
        Color.blue.tinted(0.15))
      let words = Ticks.fixed(score * 100, decimals: 0)
      // In the bar at its top or else at its foot, or above it: where no line goes through the number.
      let (top, foot) = (place.y + 13 * sketch.unit, plot.box.bottom - 13 * sketch.unit)
      let isFree = { (y: Double) in !levels.contains { abs(plot.up($0) - y) < 10 * sketch.unit } }
      let inside = [top, (top + foot) / 2, foot].first { isFree($0) && $0 <= foot }
      let above = [11.0, 25, 39].map { place.y - $0 * sketch.unit }.first(where: isFree)
      sketch.text(
        words, at: Point(x: place.x, y: inside ?? above ?? place.y), size: 13,
        color: inside == nil ? .ink : .paper, across: .middle, bold: true, fitting: width * 0.94)
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
    let named = [("mean", model.mean), ("chance", chance ?? .nan)].filter { $0.1.isFinite }
    return sketch.picture(
      "\(model.words): \(scores)",
      text: .bars(
        (folds.flatMap { round in
          round.scores.map { fold in
            let name = "fold \(fold - round.scores.lowerBound)"
            return (folds.count > 1 ? "repeat \(round.repeat) \(name)" : name, model.scores[fold])
          }
        } + named).map {
          TextBar($0.0, share: $0.1, value: Ticks.percent($0.1))
        }))
  }

  /// Several models' folds side by side, a row each.
  ///
  /// - Parameter joinsFolds: whether all scores are of the same folds, one by one: a thin line from row to row then shows
  ///   by how much each fold differs.
  ///   Else dots of one score stand over one another, so that each is seen.
  /// - Parameter dots: what a dot is.
  public static func comparison(
    _ models: [ScoredModel], chance: Double? = nil, joinsFolds: Bool = false, heading: Heading = Heading(),
    dots: String = "folds", size: PictureSize = .standard
  ) -> Picture {
    let stacks = !joinsFolds
    let hasIntervals = models.contains { $0.interval != nil }
    var sketch = Sketch(
      size,
      models.isEmpty
        ? heading
        : heading.with(
          "dots: \(dots)" + (joinsFolds ? ", a thin line joins those of one fold" : ""),
          "black line: their mean", hasIntervals ? "bar: 95 % interval over items" : nil))
    guard !models.isEmpty else {
      sketch.nothing("no results to compare")
      return sketch.picture("no results")
    }
    let room = sketch.width("100 %", size: 15, bold: true) + 10 * sketch.unit
    let ticks = models.enumerated().map {
      Tick(value: Double(models.count - 1 - $0.offset) + 0.5, label: $0.element.name)
    }
    let left = min(sketch.body.width * 0.35, sketch.widest(models.map(\.name), size: 14) + 16 * sketch.unit)
    let plot = sketch.axes(
      in: sketch.body.inset(right: room),
      x: .shares(title: "accuracy"),
      y: Axis(range: 0...Double(models.count), ticks: [], title: "", hasGrid: false), left: left)
    if let chance, chance.isFinite, plot.x.contains(chance) {
      let place = plot.across(chance)
      sketch.line(
        [Point(x: place, y: plot.box.y), Point(x: place, y: plot.box.bottom)], .soft, width: 2, dashed: true)
      sketch.text(
        "chance", at: Point(x: place + 6 * sketch.unit, y: plot.box.bottom - 10 * sketch.unit), size: 13,
        color: .soft)
    }
    let names = sketch.fitted(models.map(\.name), size: 14, fitting: left - 14 * sketch.unit)
    let colors = models.indices.map {
      models.count <= Color.mostKinds ? Color.kind($0, of: models.count) : .blue
    }
    for (index, model) in models.enumerated() {
      let y = plot.up(ticks[index].value)
      if let interval = model.interval {
        let low = plot.across(max(0, interval.lowerBound))
        let high = plot.across(min(1, interval.upperBound))
        let height = min(26 * sketch.unit, plot.box.height / Double(models.count) * 0.5)
        sketch.box(
          Box(x: low, y: y - height / 2, width: max(1, high - low), height: height), colors[index].tinted(0.7)
        )
      }
    }
    if joinsFolds {
      for (index, pair) in zip(models, models.dropFirst()).enumerated()
      where pair.0.scores.count == pair.1.scores.count {
        for (above, below) in zip(pair.0.scores, pair.1.scores) where above.isFinite && below.isFinite {
          sketch.line(
            [plot.point(above, ticks[index].value), plot.point(below, ticks[index + 1].value)],
            Color.soft.faded(0.6))
        }
      }
    }
    for (index, model) in models.enumerated() {
      let y = plot.up(ticks[index].value)
      sketch.write(names, index, at: Point(x: plot.box.x - 10 * sketch.unit, y: y), across: .end)
      let most = stacks ? Dictionary(grouping: model.scores) { $0 }.values.map(\.count).max() ?? 1 : 1
      let rise = min(9 * sketch.unit, plot.box.height / Double(models.count) * 0.8 / Double(max(1, most)))
      var before: [Double: Int] = [:]
      for score in model.scores where score.isFinite {
        let place = stacks ? before[score, default: 0] : 0
        before[score] = place + 1
        // The first in the middle, the others below and above by turns.
        let offset = Double((place + 1) / 2) * (place % 2 == 0 ? rise : -rise)
        sketch.marker(
          .circle, at: Point(x: plot.across(score), y: y + offset),
          radius: min(4.5, max(2, rise / sketch.unit * 0.55)),
          colors[index].faded(0.75))
      }
      guard model.mean.isFinite else { continue }
      let mean = plot.across(model.mean)
      let reach = min(18 * sketch.unit, plot.box.height / Double(models.count) * 0.4)
      sketch.line([Point(x: mean, y: y - reach), Point(x: mean, y: y + reach)], .ink, width: 3)
      sketch.text(
        Ticks.percent(model.mean), at: Point(x: plot.box.right + 10 * sketch.unit, y: y), size: 15,
        bold: true, fitting: room)
    }
    return sketch.picture(
      models.map(\.words).joined(separator: "; "),
      text: .bars(
        models.map { TextBar($0.name, share: $0.mean, value: $0.spokenMean) }
          + (chance.map { $0.isFinite ? [TextBar("chance", share: $0, value: Ticks.percent($0))] : [] } ?? [])
      ))
  }
}
