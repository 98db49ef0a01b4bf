extension Picture {
  /// Songs as points in two dimensions, coloured and marked by genre.
  ///
  /// - Parameters:
  ///   - x: `[items]`.
  ///   - y: `[items]`.
  ///   - labels: each item's genre, `[items]`.
  ///   - axes: what the two dimensions are; empty names for none.
  public static func scatter(
    x: [Double], y: [Double], labels: [String], axes: (x: String, y: String) = ("", ""), title: String = "",
    size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, title: title)
    let items = zip(zip(x, y), labels).map { (x: $0.0, y: $0.1, label: $1) }.filter {
      $0.x.isFinite && $0.y.isFinite
    }
    guard !items.isEmpty else {
      sketch.nothing("no points to show")
      return sketch.picture("no points")
    }
    let genres = Array(Set(items.map(\.label))).sorted()
    let looks = Dictionary(
      uniqueKeysWithValues: genres.enumerated().map { index, genre in
        (genre, (Color.kind(index, of: genres.count), Marker.allCases[index % Marker.allCases.count]))
      })
    let area = sketch.legend(genres.map { ($0, looks[$0]?.0 ?? .ink, looks[$0]?.1) })
    let plot = sketch.axes(
      in: area, x: .round(Ticks.roomy(items.map(\.x)), title: axes.x),
      y: .round(Ticks.roomy(items.map(\.y)), title: axes.y))
    let radius = items.count > 2000 ? 2.5 : items.count > 400 ? 4 : 6
    for item in items {
      guard let (color, marker) = looks[item.label] else { continue }
      sketch.marker(marker, at: plot.point(item.x, item.y), radius: radius, color.faded(0.85))
    }
    return sketch.picture("\(items.count) items of \(genres.count) genres: \(genres.joined(separator: ", "))")
  }
}
