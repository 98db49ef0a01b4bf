import Glibc

extension Sketch {
  /// Writes names at points so that none lies over another, a marker or a line, or leaves the box; one that cannot stand
  /// beside its point is joined to it by a line, one without any room is left out.
  ///
  /// - Parameters:
  ///   - names: with the points that they belong to.
  ///   - markers: all points that are drawn.
  /// - Returns: how many were left out.
  mutating func pointNames(
    _ names: [(text: String, point: Point)], markers: [Point], size: Double = 13, in box: Box
  ) -> Int {
    let unit = unit
    var taken: [Box] = []
    var lines: [(Point, Point)] = []
    var left = 0
    for name in names {
      let room = (width: width(name.text, size: size) + 4 * unit, height: (size + 4) * unit)
      let found = [(8.0, true), (16, true), (32, false), (56, false), (84, false)].lazy.flatMap {
        distance, isNear in
        Self.places(around: name.point, room, distance: distance * unit).map { ($0, isNear) }
      }.first { place, isNear in
        let line = (name.point, place.nearest(to: name.point))
        return box.contains(place) && !taken.contains { place.meets($0) || (!isNear && $0.meets(line)) }
          && !markers.contains { place.meets($0, reach: 5 * unit) } && !lines.contains { place.meets($0) }
      }
      guard let (place, isNear) = found else {
        left += 1
        continue
      }
      taken.append(place)
      if !isNear {
        lines.append((name.point, place.nearest(to: name.point)))
        line([name.point, place.nearest(to: name.point)], .soft)
      }
      text(name.text, at: place.middle, size: size, across: .middle)
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

  /// Whether a line from point to point crosses it.
  fileprivate func meets(_ line: (Point, Point)) -> Bool {
    // The line's part within its left and right sides, then within its top and bottom.
    var (first, last) = (0.0, 1.0)
    for (start, way, low, high) in [
      (line.0.x, line.1.x - line.0.x, x, right), (line.0.y, line.1.y - line.0.y, y, bottom),
    ] {
      if way == 0 {
        if start <= low || start >= high { return false }
        continue
      }
      let ends = [(low - start) / way, (high - start) / way].sorted()
      (first, last) = (max(first, ends[0]), min(last, ends[1]))
    }
    return first < last
  }

  /// The place on its rim or within that is nearest to a point.
  fileprivate func nearest(to point: Point) -> Point {
    Point(x: min(max(point.x, x), right), y: min(max(point.y, y), bottom))
  }
}
