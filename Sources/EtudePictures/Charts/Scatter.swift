/// Songs as points in two dimensions.
public struct PointMap: Sendable, Hashable {
  /// What the map is of; a heading where several stand side by side.
  public var name: String
  /// `[items]`.
  public var x: [Double]
  /// `[items]`.
  public var y: [Double]
  /// What the two dimensions are; empty names for none.
  public var axes: [String]

  public init(name: String = "", x: [Double], y: [Double], axes: [String] = ["", ""]) {
    self.name = name
    self.x = x
    self.y = y
    self.axes = axes
  }
}

extension Picture {
  /// Songs as points in two dimensions, coloured and marked by genre; several maps of the same songs side by side.
  ///
  /// - Parameters:
  ///   - labels: each item's genre, `[items]`.
  ///   - names: what is written at each point, `[items]`; empty for nothing.
  public static func scatter(
    _ maps: [PointMap], labels: [String], names: [String] = [], heading: Heading = Heading(),
    size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, heading)
    let items = maps.map { map in
      map.x.indices.filter {
        $0 < map.y.count && $0 < labels.count && map.x[$0].isFinite && map.y[$0].isFinite
      }
    }
    guard items.contains(where: { !$0.isEmpty }) else {
      sketch.nothing("no points to show")
      return sketch.picture("no points")
    }
    let genres = Array(Set(items.joined().map { labels[$0] })).sorted()
    let looks = Dictionary(
      uniqueKeysWithValues: genres.enumerated().map { index, genre in
        (genre, (Color.kind(index, of: genres.count), Marker.allCases[index % Marker.allCases.count]))
      })
    let area = sketch.legend(genres.map { ($0, looks[$0]?.0 ?? .ink, looks[$0]?.1) })
    let width = area.width / Double(maps.count)
    for (place, (map, items)) in zip(maps, items).enumerated() where !items.isEmpty {
      var box = Box(x: area.x + Double(place) * width, y: area.y, width: width, height: area.height)
      if maps.count > 1 {
        sketch.text(
          map.name, at: Point(x: box.x + 40 * sketch.unit, y: box.y + 8 * sketch.unit), size: 15, bold: true,
          fitting: width - 60 * sketch.unit)
        box = box.inset(top: 20 * sketch.unit)
      }
      // Where names are written, a line above says how many have no room.
      let isNamed = names.contains { !$0.isEmpty }
      if isNamed { box = box.inset(top: 12 * sketch.unit) }
      let plot = sketch.axes(
        in: box, x: .round(Ticks.roomy(items.map { map.x[$0] }), title: map.axes.first ?? ""),
        y: .round(Ticks.roomy(items.map { map.y[$0] }), title: map.axes.dropFirst().first ?? ""))
      let radius = (items.count > 2000 ? 2.5 : items.count > 400 ? 4 : 6) * (maps.count > 1 ? 0.8 : 1)
      for item in items {
        guard let (color, marker) = looks[labels[item]] else { continue }
        sketch.marker(marker, at: plot.point(map.x[item], map.y[item]), radius: radius, color.faded(0.85))
      }
      let left = sketch.pointNames(
        items.filter { $0 < names.count && !names[$0].isEmpty }.map {
          (names[$0], plot.point(map.x[$0], map.y[$0]))
        }, markers: items.map { plot.point(map.x[$0], map.y[$0]) }, in: plot.box)
      if left > 0 {
        sketch.text(
          "\(left) \(left == 1 ? "name has" : "names have") no room here",
          at: Point(x: plot.box.right, y: plot.box.y - 10 * sketch.unit),
          size: 13,
          color: .soft, across: .end)
      }
    }
    let count = items.map(\.count).max() ?? 0
    return sketch.picture("\(count) items of \(genres.count) genres: \(genres.joined(separator: ", "))")
  }

  /// One map.
  ///
  /// - Parameters:
  ///   - x: `[items]`.
  ///   - y: `[items]`.
  ///   - labels: each item's genre, `[items]`.
  ///   - axes: what the two dimensions are; empty names for none.
  public static func scatter(
    x: [Double], y: [Double], labels: [String], axes: (x: String, y: String) = ("", ""),
    heading: Heading = Heading(),
    size: PictureSize = .standard
  ) -> Picture {
    scatter([PointMap(x: x, y: y, axes: [axes.x, axes.y])], labels: labels, heading: heading, size: size)
  }
}
