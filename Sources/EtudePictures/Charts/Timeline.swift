extension Picture {
  /// Genres' probabilities over time as a stacked ribbon; one row alone is drawn as bars.
  ///
  /// - Parameters:
  ///   - times: seconds at which each row begins, `[rows]`.
  ///   - probabilities: `[rows, genres]`.
  public static func timeline(
    times: [Double], probabilities: [[Double]], genres: [String], title: String = "",
    size: PictureSize = .standard
  ) -> Picture {
    if probabilities.count == 1, let row = probabilities.first {
      let order = zip(genres, row).sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      return bars(order.map { Bar($0.0, $0.1) }, axis: "probability", title: title, size: size)
    }
    var sketch = Sketch(size, title: title)
    let isWhole = probabilities.allSatisfy { $0.count == genres.count && $0.allSatisfy(\.isFinite) }
    guard probabilities.count > 1, probabilities.count == times.count, !genres.isEmpty, isWhole,
      times.allSatisfy(\.isFinite)
    else {
      sketch.nothing("no predictions to show")
      return sketch.picture("no predictions")
    }
    let area = sketch.legend(
      genres.enumerated().map { ($0.element, Color.kind($0.offset, of: genres.count), nil) })
    let end = times[times.count - 1] + (times[times.count - 1] - times[0]) / Double(times.count - 1)
    let plot = sketch.axes(
      in: area, x: .round(times[0]...max(times[0], end), title: "time (s)", most: 11, grid: false),
      y: .shares(title: "probability"))
    for (index, row) in probabilities.enumerated() {
      let left = plot.across(times[index])
      let right = plot.across(index + 1 < times.count ? times[index + 1] : end)
      let sum = max(1e-9, row.reduce(0, +))
      var below = 0.0
      // The first genre on top, as in the legend.
      for (genre, value) in row.enumerated().reversed() where value > 0 {
        let top = plot.up((below + value) / sum)
        sketch.box(
          Box(x: left, y: top, width: max(0.5, right - left - 0.6), height: plot.up(below / sum) - top),
          .kind(genre, of: genres.count))
        below += value
      }
    }
    let best = probabilities.map { row in row.indices.max { row[$0] < row[$1] } ?? 0 }
    let counts = genres.indices.map { genre in (genres[genre], best.count { $0 == genre }) }.filter {
      $0.1 > 0
    }
    return sketch.picture(
      "\(times.count) moments; most probable: " + counts.map { "\($0.0) at \($0.1)" }.joined(separator: ", "))
  }
}
