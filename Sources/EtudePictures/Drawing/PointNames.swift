import Glibc

extension Sketch {
  /// Writes names at points so that none lies over another or leaves the box; one that cannot stand beside its point is
  /// joined to it by a line, one without any room is left out.
  ///
  /// - Parameters:
  ///   - names: with the points that they belong to.
  ///   - markers: all points that are drawn, which names keep away from where they can.
  /// - Returns: how many were left out.
  mutating func pointNames(
    _ names: [(text: String, point: Point)], markers: [Point], size: Double = 13, in box: Box
  ) -> Int {
    var taken: [Box] = []
    var left = 0
    for name in names {
      let room = (width: width(name.text, size: size) + 4 * unit, height: (size + 4) * unit)
      var best: (place: Box, marks: Int, isNear: Bool)?
      for (distance, isNear) in [(8.0, true), (16, true), (32, false), (56, false)] {
        for place in Self.places(around: name.point, room, distance: distance * unit)
        where box.contains(place) && !taken.contains(where: place.meets) {
          let marks = markers.count { place.meets($0, reach: 5 * unit) }
          if best.map({ marks < $0.marks }) ?? true { best = (place, marks, isNear) }
        }
        if best?.marks == 0 { break }
      }
      guard let best else {
        left += 1
        continue
      }
      taken.append(best.place)
      if !best.isNear {
        line([name.point, best.place.nearest(to: name.point)], .soft)
      }
      text(name.text, at: Point(x: best.place.middle.x, y: best.place.middle.y), size: size, across: .middle)
    }
    return left
  }

  /// Places for a name around a point: right, left, above, below and in the corners.
  private static func places(
    around point: Point, _ room: (width: Double, height: Double), distance: Double
  ) -> [Box] {
    let (across, up) = (distance + room.width / 2, distance + room.height / 2)
    let slanted = (distance * 0.7 + room.width / 2, distance * 0.7 + room.height / 2)
    return [
      (across, 0), (-across, 0), (slanted.0, -slanted.1), (-slanted.0, -slanted.1), (slanted.0, slanted.1),
      (-slanted.0, slanted.1), (0, -up), (0, up),
    ].map { x, y in
      Box(
        x: point.x + x - room.width / 2, y: point.y + y - room.height / 2, width: room.width,
        height: room.height)
    }
  }
}

extension Box {
  fileprivate func contains(_ other: Box) -> Bool {
    other.x >= x && other.right <= right && other.y >= y && other.bottom <= bottom
  }

  fileprivate func meets(_ other: Box) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }

  /// Whether a point lies within, or nearer to it than `reach`.
  fileprivate func meets(_ point: Point, reach: Double) -> Bool {
    point.x > x - reach && point.x < right + reach && point.y > y - reach && point.y < bottom + reach
  }

  /// The place on its rim or within that is nearest to a point.
  fileprivate func nearest(to point: Point) -> Point {
    Point(x: min(max(point.x, x), right), y: min(max(point.y, y), bottom))
  }
}
