import EtudeSound

extension Picture {
  /// Any array of two dimensions as colours.
  ///
  /// - Parameters:
  ///   - values: `[rows, columns]`, row by row from the top.
  ///   - rowNames: empty to number them.
  ///   - columnNames: empty to number them.
  ///   - signed: whether 0 is the middle of a two-sided colour scale, as for deviations.
  public static func heatMap(
    _ values: [Float], rows: Int, columns: Int, rowNames: [String] = [], columnNames: [String] = [],
    axes: (rows: String, columns: String) = ("", ""), unit: String = "", signed: Bool = false,
    title: String = "", size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, title: title)
    guard rows > 0, columns > 0, values.count == rows * columns else {
      sketch.nothing("no values to show")
      return sketch.picture("an empty array")
    }
    let raster = signed ? Raster(twoSided: values) : Raster(values, table: .viridis)
    let area = sketch.body.inset(top: 14 * sketch.unit)
    let names = cells(rows, rowNames, title: axes.rows, isDown: true)
    let left = sketch.leftRoom(names)
    let inner = area.inset(right: 86 * sketch.unit)
    let plot = sketch.axes(
      in: inner,
      x: sketch.turning(
        cells(columns, columnNames, title: axes.columns, isDown: false),
        width: inner.width - left - 8 * sketch.unit),
      y: names, left: left)
    sketch.image(raster.image(values, rows: rows, columns: columns), in: plot.box, smooth: false)
    sketch.colorBar(raster, unit: unit, in: area, alongside: plot.box.y, plot.box.bottom)
    let finite = values.lazy.filter { $0.isFinite }
    let range = [finite.min(), finite.max()].map { Ticks.number(Double($0 ?? 0)) }.joined(separator: " to ")
    return sketch.picture("\(rows) rows and \(columns) columns, values from \(range)")
  }

  /// Marks in the middle of cells; on a vertical axis the first row is the uppermost.
  private static func cells(_ count: Int, _ names: [String], title: String, isDown: Bool) -> Axis {
    func place(_ index: Double) -> Double { isDown ? Double(count) - index - 0.5 : index + 0.5 }
    let ticks =
      names.count == count
      ? names.enumerated().map { Tick(value: place(Double($0.offset)), label: $0.element) }
      : Ticks.round(in: 0...Double(count - 1), most: 10).filter { $0.value == $0.value.rounded() }
        .map { Tick(value: place($0.value), label: $0.label) }
    return Axis(
      range: 0...Double(count), ticks: ticks, title: title, hasGrid: false, namesCells: names.count == count)
  }
}
