/// One axis of a plot: its range, its marks and what it measures.
struct Axis {
  var range: ClosedRange<Double>
  var ticks: [Tick]
  var title: String
  /// Whether faint lines cross the plot at the marks.
  var hasGrid = true
  /// Whether the marks name equal cells, into whose width their labels are made to fit.
  var namesCells = false
  /// The size of labels that are turned upright, one for all, where cells are narrower than their names; nil for level.
  var turned: Double?
  /// What is measured at its two ends, in words; nil where its marks are names, so that the outermost ones say it.
  var ends: (first: String, last: String)?

  /// An axis with round marks.
  static func round(_ range: ClosedRange<Double>, title: String, most: Int = 7, grid: Bool = true) -> Axis {
    Axis(
      range: range, ticks: Ticks.round(in: range, most: most), title: title, hasGrid: grid,
      ends: Ticks.ends(of: range))
  }

  /// An axis of seconds, marked in minutes or hours where there are many.
  static func time(_ range: ClosedRange<Double>) -> Axis {
    let span = range.upperBound - range.lowerBound
    let (unit, name) = span > 4 * 3600 ? (3600.0, "h") : span > 600 ? (60, "min") : (1, "s")
    let measured = range.lowerBound / unit...range.upperBound / unit
    let ticks = Ticks.round(in: measured, most: 11).map {
      Tick(value: $0.value * unit, label: $0.label)
    }
    return Axis(
      range: range, ticks: ticks, title: "time (\(name))", hasGrid: false, ends: Ticks.ends(of: measured))
  }

  /// An axis of shares 0 … 1, marked in per cent.
  static func shares(_ range: ClosedRange<Double> = 0...1, title: String, grid: Bool = true) -> Axis {
    let ticks = Ticks.round(in: range, most: 6).map { Tick(value: $0.value, label: Ticks.percent($0.value)) }
    return Axis(
      range: range, ticks: ticks, title: title, hasGrid: grid,
      ends: (Ticks.percent(range.lowerBound), Ticks.percent(range.upperBound)))
  }

  /// An axis of the whole numbers first … last.
  static func whole(_ first: Int, _ last: Int, title: String, most: Int = 10, margin: Double = 0) -> Axis {
    let range = (Double(first) - margin)...(Double(max(first, last)) + margin)
    let ticks = Ticks.round(in: Double(first)...Double(max(first, last)), most: most)
      .filter { $0.value == $0.value.rounded() }
      .map { Tick(value: $0.value, label: Ticks.fixed($0.value, decimals: 0)) }
    return Axis(
      range: range, ticks: ticks, title: title, hasGrid: false,
      ends: Ticks.ends(of: Double(first)...Double(max(first, last))))
  }

  /// An axis of so many equal cells, counted from 0, with numbers at the middles of as many as there is room for.
  ///
  /// - Parameters:
  ///   - end: where the last cell ends; `count` unless it is said.
  ///   - isDown: whether the first cell is the uppermost.
  static func cells(
    _ count: Int, title: String, most: Int, end: Double? = nil, isDown: Bool = false
  ) -> Axis {
    let last = max(0, count - 1)
    let end = end ?? Double(max(1, count))
    let width = end / Double(max(1, count))
    let ticks = Ticks.round(in: 0...Double(last), most: most).filter { $0.value == $0.value.rounded() }
      .map {
        let middle = ($0.value + 0.5) * width
        return Tick(value: isDown ? end - middle : middle, label: Ticks.fixed($0.value, decimals: 0))
      }
    let ends = Ticks.ends(of: 0...Double(last))
    return Axis(
      range: 0...end, ticks: ticks, title: title, hasGrid: false,
      ends: isDown ? (ends.last, ends.first) : ends)
  }
}

/// A rectangle in which values have places.
struct Plot {
  let box: Box
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>

  func point(_ x: Double, _ y: Double) -> Point { Point(x: across(x), y: up(y)) }

  func across(_ value: Double) -> Double {
    let span = x.upperBound - x.lowerBound
    return box.x + (span > 0 ? (value - x.lowerBound) / span : 0.5) * box.width
  }

  func up(_ value: Double) -> Double {
    let span = y.upperBound - y.lowerBound
    return box.bottom - (span > 0 ? (value - y.lowerBound) / span : 0.5) * box.height
  }
}

extension Sketch {
  /// Room for the marks and the title of an axis on the left, in pixels.
  func leftRoom(_ axis: Axis) -> Double {
    min(widest(axis.ticks.map(\.label), size: 13), body.width * 0.35) + (axis.title.isEmpty ? 16 : 40) * unit
  }

  /// Room below for the marks and the title of an axis, in pixels.
  func bottomRoom(_ axis: Axis) -> Double {
    guard let size = axis.turned else { return (axis.title.isEmpty ? 28 : 52) * unit }
    return turnedRoom(axis.ticks.map(\.label), size: size) + (axis.title.isEmpty ? 14 : 38) * unit
  }

  /// The length that turned labels may have, in pixels.
  private func turnedRoom(_ labels: [String], size: Double) -> Double {
    min(widest(labels, size: size), body.height * 0.3)
  }

  /// The axis, its names turned upright if they are wider than its cells, `width` pixels being the plot's.
  func turning(_ axis: Axis, width: Double) -> Axis {
    let cell = width / Double(max(1, axis.ticks.count))
    guard axis.namesCells, widest(axis.ticks.map(\.label), size: 13) > cell - 6 * unit else { return axis }
    var axis = axis
    axis.turned = min(13, max(Self.leastLetters / unit, cell / unit * 0.85))
    return axis
  }

  /// Draws axes around the plot that remains of `box` and gives it; `left` sets its left edge if several are to agree.
  mutating func axes(in box: Box, x: Axis, y: Axis, left: Double? = nil) -> Plot {
    let inner = box.inset(left: left ?? leftRoom(y), top: 8 * unit, right: 8 * unit, bottom: bottomRoom(x))
    let plot = Plot(box: inner, x: x.range, y: y.range)
    if y.hasGrid {
      for tick in y.ticks {
        line(
          [Point(x: inner.x, y: plot.up(tick.value)), Point(x: inner.right, y: plot.up(tick.value))], .rule)
      }
    }
    if x.hasGrid {
      for tick in x.ticks {
        line(
          [
            Point(x: plot.across(tick.value), y: inner.y), Point(x: plot.across(tick.value), y: inner.bottom),
          ], .rule)
      }
    }
    marks(x, below: plot)
    marks(y, beside: plot, edge: box.x)
    return plot
  }

  /// The marks of the x axis, left out where they would touch.
  mutating func marks(_ axis: Axis, below plot: Plot) {
    describe(axis, as: "across")
    if let size = axis.turned { return turnedMarks(axis, size: size, below: plot) }
    var free = -Double.infinity
    let room =
      axis.namesCells
      ? max(24 * unit, plot.box.width / Double(max(1, axis.ticks.count)) - 6 * unit) : .infinity
    let names = fitted(axis.ticks.map(\.label), size: 13, fitting: room)
    for (index, tick) in axis.ticks.enumerated() {
      let place = plot.across(tick.value)
      line([Point(x: place, y: plot.box.bottom), Point(x: place, y: plot.box.bottom + 5 * unit)], .soft)
      let half = min(room, width(tick.label, size: 13)) / 2
      guard place - half > free || axis.namesCells else { continue }
      write(
        names, index, at: Point(x: place, y: plot.box.bottom + 17 * unit), color: .soft, across: .middle)
      free = place + half + 8 * unit
    }
    text(
      axis.title, at: Point(x: plot.box.middle.x, y: plot.box.bottom + 39 * unit), size: 14, across: .middle,
      fitting: plot.box.width)
  }

  /// The marks of an x axis whose labels are turned, all of one size.
  private mutating func turnedMarks(_ axis: Axis, size: Double, below plot: Plot) {
    let room = turnedRoom(axis.ticks.map(\.label), size: size)
    let names = fitted(axis.ticks.map(\.label), size: size, fitting: room, shrinks: false)
    var free = -Double.infinity
    for (index, tick) in axis.ticks.enumerated() {
      let place = plot.across(tick.value)
      line([Point(x: place, y: plot.box.bottom), Point(x: place, y: plot.box.bottom + 5 * unit)], .soft)
      guard place >= free else { continue }
      write(
        names, index, at: Point(x: place, y: plot.box.bottom + 9 * unit), color: .soft, across: .end,
        angle: 90)
      free = place + size * 0.99 * unit
    }
    text(
      axis.title, at: Point(x: plot.box.middle.x, y: plot.box.bottom + room + 25 * unit), size: 14,
      across: .middle, fitting: plot.box.width)
  }

  /// The marks of the y axis, left out where they would touch.
  mutating func marks(_ axis: Axis, beside plot: Plot, edge: Double) {
    describe(axis, as: "up")
    var free = Double.infinity
    let ticks = axis.ticks.sorted { plot.up($0.value) > plot.up($1.value) }
    let names = fitted(ticks.map(\.label), size: 13, fitting: max(body.width * 0.35, 40 * unit))
    for (index, tick) in ticks.enumerated() {
      let place = plot.up(tick.value)
      line([Point(x: plot.box.x - 5 * unit, y: place), Point(x: plot.box.x, y: place)], .soft)
      guard place + 8 * unit <= free else { continue }
      write(names, index, at: Point(x: plot.box.x - 9 * unit, y: place), color: .soft, across: .end)
      free = place - 8 * unit
    }
    text(
      axis.title, at: Point(x: edge + 8 * unit, y: plot.box.middle.y), size: 14, across: .middle, angle: 90,
      fitting: plot.box.height)
  }

  /// The rectangle's outline.
  mutating func outline(_ box: Box, _ color: Color = .soft) {
    line(
      [
        Point(x: box.x, y: box.y), Point(x: box.right, y: box.y), Point(x: box.right, y: box.bottom),
        Point(x: box.x, y: box.bottom), Point(x: box.x, y: box.y),
      ], color)
  }

  /// Slanting lines over a rectangle, as what must not be believed is marked, and its outline.
  mutating func hatch(_ box: Box, _ color: Color) {
    let step = 9 * unit
    var offset = step
    while offset < box.width + box.height {
      let (rise, run) = (min(offset, box.height), min(offset, box.width))
      line(
        [
          Point(x: box.x + offset - rise, y: box.bottom - rise),
          Point(x: box.x + run, y: box.bottom - (offset - run)),
        ], color, width: 1.5)
      offset += step
    }
    outline(box, color)
  }

  /// Names at the right ends of lines, moved apart where they would touch.
  mutating func endLabels(_ labels: [(text: String, y: Double, color: Color)], x: Double, within box: Box) {
    let gap = 18 * unit
    var sorted = labels.filter { $0.y.isFinite }.sorted { ($0.y, $0.text) < ($1.y, $1.text) }
    for index in sorted.indices.dropFirst() {
      sorted[index].y = max(sorted[index].y, sorted[index - 1].y + gap)
    }
    let over = (sorted.last?.y ?? 0) - box.bottom
    if over > 0 { for index in sorted.indices { sorted[index].y -= over } }
    for label in sorted {
      text(label.text, at: Point(x: x, y: label.y), size: 14, color: label.color, bold: true)
    }
  }
}
