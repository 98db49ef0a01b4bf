import Glibc

/// A clip as an audit heard it.
public struct AuditedClip: Sendable, Hashable {
  public var genre: String
  /// dB below full scale; nil if it cannot be read.
  public var peak: Double?
  public var level: Double?
  /// What was found, in words of which many clips have the same.
  public var findings: [String]

  public init(genre: String, peak: Double?, level: Double?, findings: [String] = []) {
    self.genre = genre
    self.peak = peak
    self.level = level
    self.findings = findings
  }
}

extension Picture {
  /// How loud every clip is, under it what was found in which, and arcs between clips that are one recording.
  ///
  /// - Parameters:
  ///   - clips: a column each, put in order of genre.
  ///   - kinds: the findings' words in the order of their rows; those that no clip has get none.
  ///   - pairs: positions in `clips` of two that are one recording.
  public static func audit(
    _ clips: [AuditedClip], kinds: [String], pairs: [(first: Int, second: Int)], heading: Heading = Heading(),
    size: PictureSize = .standard
  ) -> Picture {
    let rows = kinds.filter { kind in clips.contains { $0.findings.contains(kind) } }
    let conflicts = pairs.filter { clips[$0.first].genre != clips[$0.second].genre }.count
    let words =
      pairs.isEmpty
      ? ""
      : (pairs.count == 1 ? "1 pair is one recording" : "\(pairs.count) pairs are one recording")
        + (conflicts > 0 ? ", \(conflicts) across genres" : "")
    var sketch = Sketch(size, heading.with(words))
    guard !clips.isEmpty else {
      sketch.nothing("no clips were looked at")
      return sketch.picture("no clips")
    }
    let order = clips.indices.sorted { (clips[$0].genre, $0) < (clips[$1].genre, $1) }
    var place = [Int](repeating: 0, count: clips.count)
    for (column, clip) in order.enumerated() { place[clip] = column }
    let genres = Array(Set(clips.map(\.genre))).sorted()
    let area = sketch.legend(neighbours: genres)
    let left = max(sketch.widest(rows, size: 12) + 16 * sketch.unit, 72 * sketch.unit)
    let strips = Double(rows.count) * 22 * sketch.unit
    let widest = pairs.map { abs(place[$0.first] - place[$0.second]) }.max() ?? 0
    let arcs = widest == 0 ? 0 : (36 + 110 * Double(widest) / Double(clips.count)) * sketch.unit
    let numbered = genres.count > Color.mostKinds
    let x = Axis(
      range: 0...Double(clips.count),
      ticks: numbered ? Axis.blockTicks(order.map { genres.firstIndex(of: clips[$0].genre) ?? 0 }) : [],
      title: "", hasGrid: false)
    let below = (numbered ? 18 : 0) * sketch.unit
    let levels = Box(
      x: area.x, y: area.y, width: area.width, height: area.height - strips - arcs - below - 24 * sketch.unit)
    let plot = sketch.axes(
      in: levels, x: x, y: .round(-60...0, title: "dB below full scale", most: 7), left: left)
    let width = plot.box.width / Double(clips.count)
    for (column, clip) in order.map({ clips[$0] }).enumerated() {
      guard let peak = clip.peak, let level = clip.level else { continue }
      let color = Color.neighbour(genres.firstIndex(of: clip.genre) ?? 0, of: genres.count)
      let (top, middle) = (plot.up(min(0, max(-60, peak))), plot.up(min(0, max(-60, level))))
      let left = plot.across(Double(column)) + width * 0.1
      sketch.box(Box(x: left, y: top, width: width * 0.8, height: middle - top), color.tinted(0.6))
      sketch.box(Box(x: left, y: middle, width: width * 0.8, height: plot.box.bottom - middle), color)
    }
    sketch.text(
      "clips, by genre\(numbered ? "'s number" : ""): dark up to the mean level, pale up to the peak",
      at: Point(x: plot.box.middle.x, y: plot.box.bottom + 16 * sketch.unit + below), size: 13, color: .soft,
      across: .middle, fitting: plot.box.width)
    let top = plot.box.bottom + 30 * sketch.unit + below
    for (row, kind) in rows.enumerated() {
      let y = top + (Double(row) + 0.5) * 22 * sketch.unit
      sketch.text(
        kind, at: Point(x: plot.box.x - 9 * sketch.unit, y: y), size: 12, across: .end,
        fitting: left - 12 * sketch.unit)
      sketch.line([Point(x: plot.box.x, y: y), Point(x: plot.box.right, y: y)], .rule)
      for clip in clips.indices where clips[clip].findings.contains(kind) {
        sketch.marker(
          .circle, at: Point(x: plot.across(Double(place[clip]) + 0.5), y: y),
          radius: min(6, max(2.5, width / sketch.unit * 0.45)), .vermilion)
      }
    }
    for pair in pairs {
      sketch.arc(
        from: plot.across(Double(place[pair.first]) + 0.5), to: plot.across(Double(place[pair.second]) + 0.5),
        below: top + strips, deepest: arcs - 12 * sketch.unit, widest: Double(widest) * width,
        clips[pair.first].genre == clips[pair.second].genre ? .ink : .vermilion)
    }
    let counts = rows.map { kind in "\(kind) \(clips.count { $0.findings.contains(kind) })" }
    return sketch.picture(
      "\(clips.count) clips; " + (counts.isEmpty ? "nothing found" : counts.joined(separator: ", "))
        + (words.isEmpty ? "" : "; " + words))
  }
}

extension Sketch {
  /// Half an ellipse hanging from a line, deeper the wider it is; the widest one is the deepest.
  fileprivate mutating func arc(
    from first: Double, to second: Double, below y: Double, deepest: Double, widest: Double, _ color: Color
  ) {
    let (middle, reach) = ((first + second) / 2, abs(second - first) / 2)
    let depth = deepest * (0.25 + 0.75 * min(1, 2 * reach / max(1, widest)))
    let points = (0...32).map { step -> Point in
      let angle = Double.pi * Double(step) / 32
      return Point(x: middle - reach * cos(angle), y: y + depth * sin(angle))
    }
    line(points, color, width: 1.5)
  }
}
