extension Picture {
  /// A confusion matrix: rows true, columns predicted.
  ///
  /// - Parameters:
  ///   - counts: `[genres, genres]`.
  ///   - shares: whether each row is shown as shares of its items.
  public static func confusion(
    _ counts: [[Int]], genres: [String], shares: Bool = false, heading: Heading = Heading(),
    size: PictureSize = .square
  ) -> Picture {
    let total = counts.joined().reduce(0, +)
    let right = counts.indices.reduce(0) { $0 + ($1 < counts[$1].count ? counts[$1][$1] : 0) }
    let accuracy = total > 0 ? Double(right) / Double(total) : .nan
    var sketch = Sketch(
      size, heading.with(total > 0 ? "\(right) of \(total) right, \(Ticks.percent(accuracy))" : nil))
    guard !genres.isEmpty, counts.count == genres.count, counts.allSatisfy({ $0.count == genres.count })
    else {
      sketch.nothing("no items were judged")
      return sketch.picture("an empty confusion matrix")
    }
    let values = counts.map { row -> [Double] in
      let sum = row.reduce(0, +)
      return row.map { shares ? (sum > 0 ? Double($0) / Double(sum) : .nan) : Double($0) }
    }
    let labels = zip(values, counts).map { row, whole in
      zip(row, whole).map { $1 == 0 ? "" : shares ? Ticks.fixed($0 * 100, decimals: 0) : String($1) }
    }
    sketch.matrix(
      values, labels: labels, names: genres,
      axes: ("true genre", shares ? "predicted genre (% of each row)" : "predicted genre"))
    let wrong = confusions(counts, genres)
    return sketch.picture(
      "\(genres.count) genres, \(right) of \(total) items right"
        + (wrong.isEmpty ? "" : "; most often confused: \(wrong.joined(separator: ", "))"),
      // More columns are not read across in letters.
      text: genres.count > 15
        ? nil
        : .table(
          columns: ["true \\ predicted"] + genres,
          rows: zip(genres, labels).map { genre, row in [genre] + row.map { $0.isEmpty ? "·" : $0 } }))
  }

  /// The three most frequent confusions in words.
  private static func confusions(_ counts: [[Int]], _ genres: [String]) -> [String] {
    var found: [(count: Int, words: String)] = []
    for (row, line) in counts.enumerated() {
      for (column, count) in line.enumerated() where row != column && count > 0 {
        found.append((count, "\(genres[row]) as \(genres[column]) \(count) times"))
      }
    }
    return found.sorted { ($1.count, $0.words) < ($0.count, $1.words) }.prefix(3).map(\.words)
  }
}

extension Sketch {
  /// A square matrix with names on both sides; numbers and names shrink as it grows and vanish when unreadable.
  fileprivate mutating func matrix(
    _ values: [[Double]], labels: [[String]], names: [String], axes: (String, String)
  ) {
    let count = names.count
    let nameSize = min(15, max(7, 560 / Double(count)))
    let room = min(body.width * 0.3, widest(names, size: nameSize) + 14 * unit)
    let title = 26 * unit
    let side = max(8, min(body.width - room - title, body.height - room - title))
    let left = body.x + title + room + max(0, (body.width - room - title - side) / 2)
    let square = Box(x: left, y: body.y, width: side, height: side)
    let cell = side / Double(count)
    let largest = values.joined().reduce(0) { $1.isFinite ? max($0, $1) : $0 }
    let turned = names.contains { width($0, size: nameSize) > cell - 4 * unit }
    let rows = fitted(names, size: nameSize, fitting: room - 12 * unit)
    let columns = turned ? rows : fitted(names, size: nameSize, fitting: cell)
    for row in 0..<count {
      for column in 0..<count {
        let value = values[row][column]
        let share = value.isNaN ? Double.nan : largest > 0 ? value / largest : 0
        let color = Color.counted(share)
        let box = Box(
          x: square.x + Double(column) * cell, y: square.y + Double(row) * cell,
          width: cell - min(1.5, cell * 0.06),
          height: cell - min(1.5, cell * 0.06))
        self.box(box, color)
        let label = labels[row][column]
        let size = min(16, cell / unit * 0.6)
        guard !label.isEmpty, size >= 5 else { continue }
        text(
          label, at: box.middle, size: size, color: color.lettering, across: .middle,
          bold: row == column, fitting: cell * 0.96)
      }
      let middle = (Double(row) + 0.5) * cell
      write(rows, row, at: Point(x: square.x - 8 * unit, y: square.y + middle), across: .end)
      write(
        columns, row, at: Point(x: square.x + middle, y: square.bottom + (turned ? 8 : 14) * unit),
        across: turned ? .end : .middle, angle: turned ? 90 : 0)
    }
    text(
      axes.0, at: Point(x: square.x - room - 14 * unit, y: square.middle.y), size: 14, color: .soft,
      across: .middle, angle: 90,
      fitting: side)
    text(
      axes.1, at: Point(x: square.middle.x, y: square.bottom + (turned ? room : 24 * unit) + 12 * unit),
      size: 14, color: .soft,
      across: .middle, fitting: side)
  }
}
