import EtudeCore

extension Picture {
  /// An account of a difference: a claimed score, what each cause takes from it or adds, and the fair score left over.
  ///
  /// The fair score is the claimed one and all changes added up.
  /// - Parameters:
  ///   - claimed: the score at the top, a share 0 … 1.
  ///   - steps: the causes in order, each with the change it makes, a drop below 0.
  ///   - fair: the name of what is left.
  ///   - fairIsInvalid: whether that, too, must not be believed; such scores are hatched.
  ///   - interval: of the fair score, if there is one.
  ///   - axis: what the scores are.
  public static func bridge(
    from claimed: Bar, steps: [Bar], to fair: String = "fair", fairIsInvalid: Bool = false,
    interval: ClosedRange<Double>? = nil, axis: String = "accuracy", heading: Heading = Heading(),
    size: PictureSize = .standard
  ) -> Picture {
    var rows = BridgeRow.rows(from: claimed, steps: steps, to: fair, interval: interval)
    rows[rows.count - 1].isInvalid = fairIsInvalid
    var sketch = Sketch(size, heading)
    guard rows.allSatisfy({ $0.start.isFinite && $0.end.isFinite }) else {
      sketch.nothing("a step without a number")
      return sketch.picture("a bridge with a step that is not a number")
    }
    let text = min(15, max(7, 480 / Double(rows.count)))
    let left = min(sketch.body.width * 0.4, sketch.widest(rows.map(\.name), size: text) + 16 * sketch.unit)
    let room = sketch.widest(rows.map(\.words), size: text) + 16 * sketch.unit
    let range = Ticks.widened(rows.flatMap { [$0.start, $0.end] }, including: [0, 1])
    let plot = sketch.axes(
      in: sketch.body.inset(right: room), x: .shares(range, title: axis),
      y: Axis(range: 0...Double(rows.count), ticks: [], title: "", hasGrid: false), left: left)
    let height = plot.box.height / Double(rows.count)
    let names = sketch.fitted(rows.map(\.name), size: text, fitting: left - 14 * sketch.unit, bold: true)
    let thickness = min(48 * sketch.unit, height * 0.66)
    for (index, row) in rows.enumerated() {
      let middle = plot.box.y + (Double(index) + 0.5) * height
      let ends = [plot.across(row.start), plot.across(row.end)].sorted()
      if index + 1 < rows.count {
        let level = plot.across(row.end)
        let below = middle + height - thickness / 2
        sketch.line(
          [Point(x: level, y: middle + thickness / 2), Point(x: level, y: below)], .soft, dashed: true)
      }
      let bar = Box(
        x: ends[0], y: middle - thickness / 2, width: max(sketch.unit, ends[1] - ends[0]), height: thickness)
      sketch.box(bar, row.isInvalid ? row.color.tinted(0.75) : row.color.tinted(0.15))
      if row.isInvalid { sketch.hatch(bar, row.color) }
      sketch.write(
        names, index, at: Point(x: plot.box.x - 10 * sketch.unit, y: middle), across: .end, bold: row.isTotal)
      sketch.text(
        row.words, at: Point(x: ends[1] + 8 * sketch.unit, y: middle), size: text, bold: row.isTotal)
    }
    let zero = plot.across(0)
    sketch.line([Point(x: zero, y: plot.box.y), Point(x: zero, y: plot.box.bottom)], .soft)
    return sketch.picture(rows.map { "\($0.name) \($0.words)" }.joined(separator: ", "))
  }
}

/// One row of a bridge: a whole score from 0, or a change from one level to the next.
private struct BridgeRow {
  let name: String
  let start: Double
  let end: Double
  let isTotal: Bool
  var interval: ClosedRange<Double>?
  var isInvalid = false

  static func rows(
    from claimed: Bar, steps: [Bar], to fair: String, interval: ClosedRange<Double>?
  ) -> [BridgeRow] {
    var rows = [
      BridgeRow(
        name: claimed.name, start: 0, end: claimed.value, isTotal: true, isInvalid: claimed.isInvalid)
    ]
    var level = claimed.value
    for step in steps {
      rows.append(
        BridgeRow(
          name: step.name, start: level, end: level + step.value, isTotal: false, isInvalid: step.isInvalid))
      level += step.value
    }
    return rows + [BridgeRow(name: fair, start: 0, end: level, isTotal: true, interval: interval)]
  }

  var color: Color {
    if isTotal { return isInvalid ? .vermilion : .blue }
    if change == 0 { return .soft }
    return end < start ? .vermilion : .green
  }

  /// A score in per cent, a change in points.
  var words: String {
    if let interval {
      return
        "\(Ticks.percent(end)) (\(Ticks.percent(interval.lowerBound)) to \(Ticks.percent(interval.upperBound)))"
    }
    if isTotal { return Ticks.percent(end) }
    let points = (end - start) * 100
    let size = Ticks.fixed(abs(points), decimals: abs(points) < 9.95 ? 1 : 0)
    return "\(change == 0 ? "±" : points < 0 ? "−" : "+")\(size) points"
  }

  /// Tenths of a point from start to end: a change too small to be written is none.
  private var change: Int {
    let tenths = DecimalText.units((end - start) * 100, decimals: 1) ?? 1
    return end < start ? -tenths : tenths
  }
}
