extension Picture {
  /// A table as a picture, such as a playlist; its height follows from its rows.
  ///
  /// - Parameters:
  ///   - columns: the headings.
  ///   - rows: `[rows, columns]`; numbers are set to the right. More than 200 rows are cut, and it says so.
  public static func table(
    columns: [String], rows: [[String]], heading: Heading = Heading(), width: Int = 1000
  ) -> Picture {
    let scale = min(4, max(0.4, Double(width) / 1000))
    let shown = Array(rows.prefix(200))
    let lines =
      Double(shown.count + 1) * 30 + (heading.title.isEmpty ? 30 : 66)
      + Double(heading.remarks.isEmpty ? 0 : 3) * Sketch.remarkLine + (shown.count < rows.count ? 30 : 0)
    var sketch = Sketch(
      PictureSize(width: width, height: max(Int(450 * scale), Int(lines * Sketch.unit(at: scale)))),
      heading)
    guard !columns.isEmpty else {
      sketch.nothing("an empty table")
      return sketch.picture("an empty table")
    }
    let cells = shown.map { row in columns.indices.map { $0 < row.count ? row[$0] : "" } }
    let wanted = columns.indices.map { column in
      max(
        sketch.width(columns[column], size: 14, bold: true), sketch.widest(cells.map { $0[column] }, size: 14)
      )
        + 24 * sketch.unit
    }
    let total = wanted.reduce(0, +)
    let share = min(1, sketch.body.width / max(1, total))
    let isNumber = columns.indices.map { column in
      !cells.isEmpty
        && cells.allSatisfy { $0[column].isEmpty || Double($0[column].filter { !" %−".contains($0) }) != nil }
    }
    let texts = columns.indices.map { column in
      sketch.fitted(
        cells.map { $0[column] }, size: 14, fitting: wanted[column] * share - 16 * sketch.unit)
    }
    var y = sketch.body.y + 15 * sketch.unit
    for (index, row) in ([columns] + cells).enumerated() {
      let stripe = Box(
        x: sketch.body.x, y: y - 15 * sketch.unit, width: sketch.body.width, height: 30 * sketch.unit)
      if index > 0 && index % 2 == 0 { sketch.box(stripe, Color(0xF4F5F7)) }
      var x = sketch.body.x
      for column in columns.indices {
        let width = wanted[column] * share
        let place = isNumber[column] ? x + width - 12 * sketch.unit : x + 12 * sketch.unit
        let (point, across) = (Point(x: place, y: y), isNumber[column] ? Alignment.end : .start)
        if index == 0 {
          sketch.text(
            row[column], at: point, size: 14, across: across, bold: true, fitting: width - 16 * sketch.unit)
        } else {
          sketch.write(texts[column], index - 1, at: point, across: across)
        }
        x += width
      }
      if index == 0 {
        let under = y + 15 * sketch.unit
        sketch.line(
          [Point(x: sketch.body.x, y: under), Point(x: sketch.body.right, y: under)], .ink, width: 1.5)
      }
      y += 30 * sketch.unit
    }
    if shown.count < rows.count {
      sketch.text(
        "and \(rows.count - shown.count) more rows", at: Point(x: sketch.body.x + 12 * sketch.unit, y: y),
        size: 14, color: .soft)
    }
    let lead = shown.prefix(20).map { $0.joined(separator: ", ") }.joined(separator: "; ")
    return sketch.picture("\(rows.count) rows of \(columns.joined(separator: ", ")): \(lead)")
  }
}
