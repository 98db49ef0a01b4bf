import EtudeSound

extension Picture {
  /// Any array of two dimensions as colours.
  ///
  /// - Parameters:
  ///   - values: `[rows, columns]`, row by row from the top.
  ///   - rowNames: empty to number them.
  ///   - columnNames: empty to number them.
  ///   - signed: whether 0 is the middle of a two-sided colour scale, as for deviations.
  ///   - range: of the colours; nil for that of the values.
  ///   - labels: what is written in each cell, in the order of the values; empty for nothing.
  public static func heatMap(
    _ values: [Float], rows: Int, columns: Int, rowNames: [String] = [], columnNames: [String] = [],
    axes: (rows: String, columns: String) = ("", ""), unit: String = "", signed: Bool = false,
    range: ClosedRange<Float>? = nil, labels: [String] = [], heading: Heading = Heading(),
    size: PictureSize = .standard
  ) -> Picture {
    heatMap(
      values, rows: rows, columns: columns, rowNames: rowNames, columnNames: columnNames, edges: [],
      axes: axes,
      unit: unit, signed: signed, range: range, labels: labels, heading: heading, size: size)
  }

  /// - Parameter edges: marks between columns, 0 before the first; empty to name the columns.
  static func heatMap(
    _ values: [Float], rows: Int, columns: Int, rowNames: [String] = [], columnNames: [String] = [],
    edges: [Tick], axes: (rows: String, columns: String) = ("", ""), unit: String = "", signed: Bool = false,
    range: ClosedRange<Float>? = nil, labels: [String] = [], heading: Heading = Heading(),
    size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, heading)
    guard rows > 0, columns > 0, values.count == rows * columns else {
      sketch.nothing("no values to show")
      return sketch.picture("an empty array")
    }
    let raster = signed ? Raster(twoSided: values) : Raster(values, table: .viridis, range: range)
    let area = sketch.body.inset(top: 14 * sketch.unit)
    let names = cells(rows, rowNames, title: axes.rows, isDown: true)
    let left = sketch.leftRoom(names)
    let inner = area.inset(right: 86 * sketch.unit)
    let named = sketch.turning(
      cells(columns, columnNames, title: axes.columns, isDown: false),
      width: inner.width - left - 8 * sketch.unit)
    let marked = Axis(range: 0...Double(columns), ticks: edges, title: axes.columns, hasGrid: false)
    let plot = sketch.axes(
      in: inner, x: edges.isEmpty ? named : marked,
      y: names, left: left)
    sketch.image(raster.image(values, rows: rows, columns: columns), in: plot.box, smooth: false)
    if labels.count == values.count { sketch.write(labels, in: plot, values, raster, columns: columns) }
    sketch.colorBar(raster, unit: unit, in: area, alongside: plot.box.y, plot.box.bottom)
    let finite = values.lazy.filter { $0.isFinite }
    let range = [finite.min(), finite.max()].map { Ticks.number(Double($0 ?? 0)) }.joined(separator: " to ")
    return sketch.picture("\(rows) rows and \(columns) columns, values from \(range)")
  }

  /// Marks in the middle of cells; on a vertical axis the first row is the uppermost.
  private static func cells(_ count: Int, _ names: [String], title: String, isDown: Bool) -> Axis {
    guard names.count == count else { return .cells(count, title: title, most: 10, isDown: isDown) }
    let ticks = names.enumerated().map { index, name in
      let middle = Double(index) + 0.5
      return Tick(value: isDown ? Double(count) - middle : middle, label: name)
    }
    return Axis(range: 0...Double(count), ticks: ticks, title: title, hasGrid: false, namesCells: true)
  }
}

extension Sketch {
  /// Writes what stands in each cell in the middle of it, as far as it can be read there.
  fileprivate mutating func write(
    _ labels: [String], in plot: Plot, _ values: [Float], _ raster: Raster, columns: Int
  ) {
    let rows = values.count / columns
    let cell = (width: plot.box.width / Double(columns), height: plot.box.height / Double(rows))
    let size = min(18, cell.height / unit * 0.7)
    let words = fitted(labels, size: size, fitting: cell.width * 0.9)
    guard words.size * unit >= Self.leastLetters * 0.9 else { return }
    for index in labels.indices {
      let middle = Point(
        x: plot.box.x + (Double(index % columns) + 0.5) * cell.width,
        y: plot.box.y + (Double(index / columns) + 0.5) * cell.height)
      write(
        words, index, at: middle, color: raster.color(values[index]).lettering, across: .middle, bold: true)
    }
  }
}
