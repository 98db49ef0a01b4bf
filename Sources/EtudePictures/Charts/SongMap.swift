extension Picture {
  /// A library as points in two dimensions, pale by genre; what is liked as stars, what was found ringed and numbered, as
  /// a way if it is one.
  ///
  /// - Parameters:
  ///   - library: points with their genres.
  ///   - found: points in order.
  public static func songMap(
    library: [(x: Double, y: Double, label: String)], liked: [(x: Double, y: Double)],
    found: [(x: Double, y: Double)], isPath: Bool, title: String = "", size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, title: title)
    let all = library.map { ($0.x, $0.y) } + liked.map { ($0.x, $0.y) } + found.map { ($0.x, $0.y) }
    guard !all.isEmpty, all.allSatisfy({ $0.0.isFinite && $0.1.isFinite }) else {
      sketch.nothing("no songs to show")
      return sketch.picture("no songs")
    }
    let genres = Array(Set(library.map(\.label))).sorted()
    let colors = Dictionary(
      uniqueKeysWithValues: genres.enumerated().map { ($1, Color.kind($0, of: genres.count)) })
    let area = sketch.legend(
      genres.map { ($0.isEmpty ? "no genre" : $0, colors[$0] ?? .ink, .circle) }
        + [("liked", .ink, .plus), (isPath ? "playlist" : "recommended", .ink, .circle)])
    let plot = sketch.axes(
      in: area, x: .round(Ticks.widened(all.map(\.0)), title: "first component"),
      y: .round(Ticks.widened(all.map(\.1)), title: "second component"))
    for song in library {
      sketch.marker(
        .circle, at: plot.point(song.x, song.y), radius: library.count > 400 ? 3 : 5,
        (colors[song.label] ?? .ink).faded(0.4))
    }
    let way = found.map { plot.point($0.x, $0.y) }
    if isPath {
      let start = liked.first.map { [plot.point($0.x, $0.y)] } ?? []
      sketch.line(start + way, .soft, width: 1.5)
    }
    for (place, point) in way.enumerated() {
      sketch.marker(.circle, at: point, radius: 9, .ink)
      sketch.marker(.circle, at: point, radius: 7.5, .paper)
      sketch.text("\(place + 1)", at: point, size: 10, across: .middle, bold: true)
    }
    for song in liked {
      let point = plot.point(song.x, song.y)
      sketch.marker(.plus, at: point, radius: 11, .paper)
      sketch.marker(.plus, at: point, radius: 9, .ink)
    }
    return sketch.picture(
      "\(library.count) songs of \(genres.count) genres, \(liked.count) liked, \(found.count) found")
  }
}
