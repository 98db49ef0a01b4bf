extension Picture {
  /// Which items each fold tests: a row a fold (counted from 0, as the fields of a plan and a result do), a column an item, coloured by genre.
  ///
  /// - Parameters:
  ///   - foldOfItem: the fold of each item in the data's order, `[items]`.
  ///   - labels: each item's genre, `[items]`.
  ///   - groups: each item's group (its track or artist); groups on both sides of a split are marked. Empty for none.
  public static func foldPlan(
    foldOfItem: [Int], labels: [String], groups: [String] = [], heading: Heading = Heading(),
    size: PictureSize = .standard
  ) -> Picture {
    let split = groups.count == labels.count ? splitGroups(foldOfItem, groups) : []
    let warning = split.isEmpty ? nil : "● \(split.count) groups lie on both sides of a split"
    var sketch = Sketch(size, heading.with(warning))
    guard !foldOfItem.isEmpty, labels.count == foldOfItem.count, let last = foldOfItem.max(), last >= 0 else {
      sketch.nothing("no items to divide")
      return sketch.picture("an empty plan")
    }
    let folds = last + 1
    let genres = Array(Set(labels)).sorted()
    let number = Dictionary(uniqueKeysWithValues: genres.enumerated().map { ($0.element, $0.offset) })
    let order = labels.indices.sorted { (labels[$0], $0) < (labels[$1], $1) }
    let area = sketch.legend(neighbours: genres)
    let ticks = (0..<folds).map { Tick(value: Double(folds - 1 - $0) + 0.5, label: "fold \($0)") }
    let plot = sketch.axes(
      in: area, x: .blocks(order.map { number[labels[$0]] ?? 0 }, of: genres.count),
      y: Axis(range: 0...Double(folds), ticks: ticks, title: "", hasGrid: false))
    let height = plot.box.height / Double(folds)
    for fold in 0..<folds {
      let y = plot.box.y + Double(fold) * height
      for run in runs(order.map { (labels[$0], foldOfItem[$0] == fold) }) {
        let color = Color.neighbour(number[run.label] ?? 0, of: genres.count)
        let left = plot.across(Double(run.start))
        let box = Box(
          x: left, y: y + height * 0.08, width: plot.across(Double(run.end)) - left, height: height * 0.84)
        // Of many genres some are pale themselves, so what is trained on has no colour then.
        let pale = genres.count > 20 ? Color.rule.tinted(0.5) : color.tinted(0.82)
        sketch.box(box, run.tested ? color : pale)
      }
    }
    if !split.isEmpty {
      for (place, item) in order.enumerated() where split.contains(groups[item]) {
        let point = Point(
          x: plot.across(Double(place) + 0.5), y: plot.box.y + (Double(foldOfItem[item]) + 0.5) * height)
        sketch.marker(
          .circle, at: point,
          radius: min(4, max(1.2, plot.box.width / Double(order.count) / sketch.unit * 0.35)), .ink)
      }
    }
    let counts = (0..<folds).map { fold in String(foldOfItem.count { $0 == fold }) }.joined(separator: ", ")
    return sketch.picture(
      "\(order.count) items in \(folds) folds, tested per fold: \(counts)"
        + (groups.isEmpty ? "" : "; groups on both sides: \(split.count)"))
  }

  /// Groups whose items lie in more than one fold.
  private static func splitGroups(_ folds: [Int], _ groups: [String]) -> Set<String> {
    var seen: [String: Int] = [:]
    var split: Set<String> = []
    for (fold, group) in zip(folds, groups) {
      if let other = seen[group], other != fold { split.insert(group) }
      seen[group] = fold
    }
    return split
  }

  /// Neighbouring items that look alike, drawn as one.
  private static func runs(_ items: [(String, Bool)]) -> [(label: String, tested: Bool, start: Int, end: Int)]
  {
    var runs: [(label: String, tested: Bool, start: Int, end: Int)] = []
    for (index, item) in items.enumerated() {
      if let last = runs.last, last.label == item.0, last.tested == item.1 {
        runs[runs.count - 1].end = index + 1
      } else {
        runs.append((item.0, item.1, index, index + 1))
      }
    }
    return runs
  }
}

extension Axis {
  /// Items in order of genre; where there are more genres than colours, the genres' numbers stand at their middles.
  fileprivate static func blocks(_ genres: [Int], of count: Int) -> Axis {
    let range = 0...Double(genres.count)
    guard count > Color.mostKinds else {
      return .round(
        range, title: "items, by genre: dark is tested, pale is trained on", most: 10, grid: false)
    }
    return Axis(
      range: range, ticks: blockTicks(genres),
      title: "items, by genre's number: dark is tested, pale is trained on", hasGrid: false)
  }

  /// A mark in the middle of each run of items of one genre: its number, counted from 1.
  static func blockTicks(_ genres: [Int]) -> [Tick] {
    var ticks: [Tick] = []
    var start = 0
    for index in genres.indices where index + 1 == genres.count || genres[index + 1] != genres[index] {
      ticks.append(Tick(value: Double(start + index + 1) / 2, label: "\(genres[index] + 1)"))
      start = index + 1
    }
    return ticks
  }
}

extension Sketch {
  /// The legend of genres that lie side by side, numbered where there are more than colours.
  mutating func legend(neighbours genres: [String]) -> Box {
    legend(
      genres.enumerated().map { index, genre in
        let name = genres.count > Color.mostKinds ? "\(index + 1)  \(genre)" : genre
        return (name, Color.neighbour(index, of: genres.count), nil)
      })
  }

  /// Names with their colours in a column at the right; gives the room left of them. Many names stand in two columns.
  mutating func legend(_ entries: [(name: String, color: Color, marker: Marker?)]) -> Box {
    let size = entries.count > 30 ? 9.0 : entries.count > 22 ? 11 : 13
    let line = min((size + 9) * unit, body.height / Double(max(1, entries.count)))
    let room = min(body.width * 0.3, widest(entries.map(\.name), size: size) + 34 * unit)
    let left = body.right - room
    let names = fitted(entries.map(\.name), size: min(size, line / unit * 0.9), fitting: room - 30 * unit)
    for (index, entry) in entries.enumerated() {
      let y =
        body.y + 14 * unit + (Double(index) + 0.5)
        * min(line, (body.height - 14 * unit) / Double(entries.count))
      marker(
        entry.marker ?? .square, at: Point(x: left + 16 * unit, y: y), radius: min(6, line / unit * 0.4),
        entry.color)
      write(names, index, at: Point(x: left + 28 * unit, y: y))
    }
    return body.inset(top: 10 * unit, right: room + 4 * unit)
  }
}
