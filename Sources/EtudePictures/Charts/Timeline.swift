extension Picture {
  /// Genres' probabilities over time as a stacked ribbon.
  ///
  /// - Parameters:
  ///   - times: seconds at which each row begins, `[rows]`.
  ///   - probabilities: `[rows, genres]`.
  ///   - step: seconds that the last row lasts; as long as the others on average if nil, and a single one a second.
  public static func timeline(
    times: [Double], probabilities: [[Double]], genres: [String], step: Double? = nil,
    heading: Heading = Heading(),
    size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, heading)
    let isWhole = probabilities.allSatisfy { $0.count == genres.count && $0.allSatisfy(\.isFinite) }
    guard !probabilities.isEmpty, probabilities.count == times.count, !genres.isEmpty, isWhole,
      times.allSatisfy(\.isFinite)
    else {
      sketch.nothing("no predictions to show")
      return sketch.picture("no predictions")
    }
    let ribbons = ribbons(probabilities, genres)
    let area = sketch.legend(ribbons.map { ($0.name, $0.color, nil) })
    let last = times[times.count - 1]
    let end = last + (step ?? (times.count > 1 ? (last - times[0]) / Double(times.count - 1) : 1))
    let plot = sketch.axes(
      in: area, x: .time(times[0]...max(times[0], end)),
      y: .shares(title: "probability"))
    for (index, row) in probabilities.enumerated() {
      let left = plot.across(times[index])
      let right = plot.across(index + 1 < times.count ? times[index + 1] : end)
      let sum = max(1e-9, row.reduce(0, +))
      var below = 0.0
      // The first genre on top, as in the legend.
      for ribbon in ribbons.reversed() {
        let value = ribbon.genres.reduce(0) { $0 + max(0, row[$1]) }
        guard value > 0 else { continue }
        let top = plot.up((below + value) / sum)
        sketch.box(
          Box(x: left, y: top, width: max(0.5, right - left - 0.6), height: plot.up(below / sum) - top),
          ribbon.color)
        below += value
      }
    }
    let best = probabilities.map { row in row.indices.max { row[$0] < row[$1] } ?? 0 }
    let counts = genres.indices.map { genre in (genres[genre], best.count { $0 == genre }) }.filter {
      $0.1 > 0
    }
    return sketch.picture(
      "\(times.count) moment\(times.count == 1 ? "" : "s"); most probable: "
        + counts.map { "\($0.0) at \($0.1)" }.joined(separator: ", "))
  }

  /// A ribbon a genre; of more genres than there are colours the likeliest ones have their own, all others one in grey.
  private static func ribbons(
    _ probabilities: [[Double]], _ genres: [String]
  ) -> [(name: String, genres: [Int], color: Color)] {
    guard genres.count > Color.mostKinds else {
      return genres.indices.map { (genres[$0], [$0], .kind($0, of: genres.count)) }
    }
    let sums = genres.indices.map { genre in probabilities.reduce(0) { $0 + $1[genre] } }
    let order = genres.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }
    let shown = order.prefix(Color.mostKinds - 1).sorted()
    let others = order.dropFirst(Color.mostKinds - 1).sorted()
    return shown.enumerated().map { (genres[$1], [$1], .kind($0, of: Color.mostKinds)) }
      + [("\(others.count) others", others, .missing)]
  }
}
