extension Picture {
  /// A library as points in two dimensions, pale by genre; what is liked as stars, what was found ringed and numbered, as
  /// a way if it is one.
  ///
  /// - Parameters:
  ///   - library: points with their genres.
  ///   - found: points in order.
  public static func songMap(
    library: [(x: Double, y: Double, label: String)], liked: [(x: Double, y: Double)],
    found: [(x: Double, y: Double)], isPath: Bool, heading: Heading = Heading(), size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, heading)
    let all = library.map { ($0.x, $0.y) } + liked.map { ($0.x, $0.y) } + found.map { ($0.x, $0.y) }
    guard !all.isEmpty, all.allSatisfy({ $0.0.isFinite && $0.1.isFinite }) else {
      sketch.nothing("no songs to show")
      return sketch.picture("no songs")
    }
    let genres = Array(Set(library.map(\.label))).sorted()
    // More genres than colours: the same colours come again in another form.
    let forms = [Marker.circle, .square, .triangle, .diamond, .downTriangle, .cross]
    let looks = Dictionary(
      uniqueKeysWithValues: genres.enumerated().map { index, genre in
        (genre, (Color.kind(index, of: genres.count), forms[index / Color.mostKinds % forms.count]))
      })
    let area = sketch.legend(
      genres.map { ($0.isEmpty ? "no genre" : $0, looks[$0]?.0 ?? .ink, looks[$0]?.1) }
        + [("liked", .ink, .plus), (isPath ? "playlist" : "recommended", .ink, .circle)])
    let plot = sketch.axes(
      in: area, x: .round(Ticks.roomy(all.map(\.0)), title: "first component"),
      y: .round(Ticks.roomy(all.map(\.1)), title: "second component"))
    for song in library {
      guard let (color, form) = looks[song.label] else { continue }
      sketch.marker(
        form, at: plot.point(song.x, song.y), radius: library.count > 400 ? 3 : 5, color.faded(0.4))
    }
    let way = found.map { plot.point($0.x, $0.y) }
    if isPath {
      let start = liked.first.map { [plot.point($0.x, $0.y)] } ?? []
      sketch.line(start + way, .soft, width: 1.5)
    }
    for (place, point) in way.enumerated() {
      sketch.marker(.circle, at: point, radius: 11, .ink)
      sketch.marker(.circle, at: point, radius: 9.5, .paper)
      sketch.text("\(place + 1)", at: point, size: place < 9 ? 13 : 11, across: .middle, bold: true)
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
