extension PictureSize {
  /// 1000 wide, as high as so many rows with names need to be read, 700 at least.
  public static func rows(_ count: Int) -> PictureSize {
    PictureSize(width: 1000, height: max(700, 170 + 14 * count))
  }
}

extension Picture {
  /// One song's genres, the most probable first.
  ///
  /// - Parameter probabilities: 0 … 1, `[genres]`.
  public static func prediction(
    _ probabilities: [Double], genres: [String], heading: Heading = Heading(), size: PictureSize = .standard
  ) -> Picture {
    let order = zip(genres, probabilities).sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    return bars(
      order.map { Bar($0.0, $0.1) }, axis: "probability", areShares: true, heading: heading, size: size)
  }

  /// Songs' genres as a network judges them: a row a song, a column a genre, the darker the more probable.
  ///
  /// - Parameters:
  ///   - names: the songs, from the top, `[songs]`.
  ///   - probabilities: 0 … 1, `[songs, genres]`.
  ///   - noun: what a column is.
  ///   - size: `PictureSize.rows` gives one in which every name has room.
  public static func predictions(
    names: [String], probabilities: [[Double]], genres: [String], noun: String = "genre",
    heading: Heading = Heading(), size: PictureSize = .standard
  ) -> Picture {
    // Of many columns none is wide enough for a number.
    let numbers = genres.count <= 20 ? "; the likeliest with its probability in %" : ""
    var sketch = Sketch(
      size, names.isEmpty ? heading : heading.with("a row a song, a column a \(noun)\(numbers)"))
    guard !names.isEmpty, !genres.isEmpty, names.count == probabilities.count,
      probabilities.allSatisfy({ $0.count == genres.count && $0.allSatisfy(\.isFinite) })
    else {
      sketch.nothing("no predictions to show")
      return sketch.picture("no predictions")
    }
    sketch.predictions(names, probabilities, genres)
    let best = probabilities.map(likeliest)
    let counts = genres.indices.map { genre in (genres[genre], best.count { $0 == genre }) }
    return sketch.picture(
      "\(names.count) songs; likeliest: "
        + counts.filter { $0.1 > 0 }.map { "\($0.0) for \($0.1)" }.joined(separator: ", "))
  }

  /// The first of the greatest.
  fileprivate static func likeliest(_ row: [Double]) -> Int {
    row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
  }
}

extension Sketch {
  fileprivate mutating func predictions(_ names: [String], _ rows: [[Double]], _ genres: [String]) {
    let area = body.inset(top: 8 * unit, right: 86 * unit)
    let nameSize = min(13, max(7, area.height / unit / Double(names.count) * 0.8))
    let left = min(area.width * 0.4, widest(names, size: nameSize) + 14 * unit)
    let cell = (area.width - left) / Double(genres.count)
    let turned = widest(genres, size: 13) > cell - 6 * unit
    let genreSize = turned ? min(13, max(7, cell / unit * 0.85)) : 13
    let top = turned ? min(widest(genres, size: genreSize), area.height * 0.4) + 12 * unit : 22 * unit
    let box = area.inset(left: left, top: top)
    let plot = Plot(box: box, x: 0...Double(genres.count), y: 0...Double(names.count))
    let height = box.height / Double(names.count)
    let columnNames = fitted(
      genres, size: genreSize, fitting: turned ? top - 8 * unit : cell, shrinks: !turned)
    let rowNames = fitted(names, size: nameSize, fitting: left - 10 * unit, shrinks: false)
    for column in genres.indices {
      let place = Point(x: plot.across(Double(column) + 0.5), y: box.y - (turned ? 7 : 12) * unit)
      write(
        columnNames, column, at: place, color: .soft, across: turned ? .start : .middle,
        angle: turned ? 90 : 0)
    }
    var free = -Double.infinity
    for (index, row) in rows.enumerated() {
      let y = box.y + Double(index) * height
      for (column, value) in row.enumerated() {
        let gap = min(1, height * 0.08)
        self.box(
          Box(x: plot.across(Double(column)), y: y, width: cell - min(1, cell * 0.08), height: height - gap),
          Color.counted(value))
      }
      let best = Picture.likeliest(row)
      let size = min(13, height / unit * 0.8)
      if size >= 7, cell > width("100", size: size) {
        text(
          Ticks.fixed(row[best] * 100, decimals: 0),
          at: Point(x: plot.across(Double(best) + 0.5), y: y + height / 2), size: size,
          color: Color.counted(row[best]).lettering, across: .middle, bold: true)
      }
      guard y + height / 2 >= free else { continue }
      write(rowNames, index, at: Point(x: box.x - 8 * unit, y: y + height / 2), color: .soft, across: .end)
      free = y + height / 2 + nameSize * 0.95 * unit
    }
    // As high as a usual picture, also beside many rows.
    colorBar(
      Raster(counted: 0...1), unit: "probability", in: body, alongside: box.y,
      min(box.bottom, box.y + 420 * unit))
  }
}
