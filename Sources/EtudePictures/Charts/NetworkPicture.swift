/// A layer of a network as its picture shows it.
public struct NetworkBar: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// Weights and biases.
  public var parameters: Int
  /// Multiplications that one song costs in it.
  public var multiplications: Int
  /// Whether it is fixed; nil for a layer without weights.
  public var isFrozen: Bool?
  /// Seconds that a song takes in it once, before training; nil for none, or where it was not measured.
  public var once: Double?
  /// Seconds that a song takes in it in every epoch.
  public var perEpoch: Double?

  public init(
    name: String, parameters: Int, multiplications: Int, isFrozen: Bool?, once: Double? = nil,
    perEpoch: Double? = nil
  ) {
    self.name = name
    self.parameters = parameters
    self.multiplications = multiplications
    self.isFrozen = isFrozen
    self.once = once
    self.perEpoch = perEpoch
  }
}

extension [NetworkBar] {
  /// How long an item takes in all of them: `4.66 ms once, 0.048 ms in every epoch`; nil where it was not measured.
  public var timeOfAnItem: String? {
    func part(_ seconds: [Double?], _ when: String) -> String? {
      let measured = seconds.compactMap(\.self)
      return measured.isEmpty ? nil : "\((1e3 * measured.reduce(0, +)).briefly) ms \(when)"
    }
    let parts = [part(map(\.once), "once"), part(map(\.perEpoch), "in every epoch")].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

extension Picture {
  /// A column of a network's picture: a number a layer, and its text.
  private struct NetworkColumn {
    let heading: String
    let numbers: [Double]
    let texts: [String]
    /// The number of the longest bar there can be.
    let full: Double

    init(_ heading: String, counts: [Int]) {
      self.heading = heading
      numbers = counts.map(Double.init)
      texts = counts.map(grouped)
      full = Double(max(1, counts.max() ?? 1))
    }

    init(_ heading: String, seconds: [Double?], full: Double) {
      self.heading = heading
      numbers = seconds.map { $0 ?? 0 }
      texts = numbers.map { (1e3 * $0).briefly }
      self.full = full
    }
  }

  /// Weights, and what a song costs: measured, if it was, else counted.
  private static func columns(of layers: [NetworkBar]) -> [NetworkColumn] {
    let weights = NetworkColumn("weights", counts: layers.map(\.parameters))
    guard let longest = layers.flatMap({ [$0.once, $0.perEpoch] }).compactMap(\.self).max() else {
      return [weights, NetworkColumn("multiplications a song", counts: layers.map(\.multiplications))]
    }
    return [
      weights,
      NetworkColumn("ms a song, once", seconds: layers.map(\.once), full: longest),
      NetworkColumn("ms a song, every epoch", seconds: layers.map(\.perEpoch), full: longest),
    ]
  }

  /// How much is trained, and how much of the work is done before: measured, if it was, else counted.
  private static func summary(of layers: [NetworkBar], _ time: String?) -> String {
    let weights = layers.reduce(0) { $0 + $1.parameters }
    let trained = layers.reduce(0) { $0 + ($1.isFrozen == false ? $1.parameters : 0) }
    let share = "\(grouped(trained)) of \(grouped(weights)) weights are trained"
    if let time { return share + "; " + time }
    let work = layers.reduce(0) { $0 + $1.multiplications }
    let once = layers.prefix { $0.isFrozen != false }.reduce(0) { $0 + $1.multiplications }
    guard once > 0, work > 0 else { return share }
    return share
      + "; \(Ticks.percent(Double(once) / Double(work))) of the work lies before them and is done once a song"
  }
}

extension Picture {
  /// A network in the order the data flows, a row a layer: what is fixed and what is trained, its weights and its work.
  ///
  /// - Parameter time: what was measured of all of it, in words; nil where the work was counted.
  public static func network(
    _ layers: [NetworkBar], heading: Heading = Heading(), time: String? = nil, size: PictureSize = .standard
  ) -> Picture {
    let summary = summary(of: layers, time)
    var sketch = Sketch(size, heading.with(summary))
    guard !layers.isEmpty else {
      sketch.nothing("no layers to show")
      return sketch.picture("no layers")
    }
    let area = sketch.body.inset(top: 8 * sketch.unit)
    let key: [(String, Color)] = [("trained", .vermilion), ("frozen", .blue), ("no weights", .soft)]
    var x = area.x
    for (name, color) in key {
      sketch.marker(.square, at: Point(x: x + 8 * sketch.unit, y: area.y + 8 * sketch.unit), radius: 6, color)
      sketch.text(name, at: Point(x: x + 20 * sketch.unit, y: area.y + 8 * sketch.unit), size: 13)
      x += sketch.width(name, size: 13) + 44 * sketch.unit
    }
    let top = area.y + 50 * sketch.unit
    let line = (area.bottom - top) / Double(layers.count)
    let letters = min(14, line / sketch.unit * 0.8)
    let left = min(area.width * 0.25, sketch.widest(layers.map(\.name), size: letters) + 20 * sketch.unit)
    let columns = columns(of: layers)
    let column = (area.width - left) / Double(columns.count)
    let names = sketch.fitted(layers.map(\.name), size: letters, fitting: left - 8 * sketch.unit)
    for (place, shown) in columns.enumerated() {
      let start = area.x + left + Double(place) * column
      sketch.text(shown.heading, at: Point(x: start, y: top - 14 * sketch.unit), size: 14, color: .soft)
      let room = sketch.widest(shown.texts, size: letters) + 16 * sketch.unit
      for (index, number) in shown.numbers.enumerated() {
        let y = top + (Double(index) + 0.5) * line
        let width = number / shown.full * (column - room - 12 * sketch.unit)
        let color: Color = layers[index].isFrozen.map { $0 ? .blue : .vermilion } ?? .soft
        if number > 0 {
          sketch.box(Box(x: start, y: y - line * 0.36, width: max(1, width), height: line * 0.72), color)
        }
        sketch.text(
          number > 0 ? shown.texts[index] : "–", at: Point(x: start + max(1, width) + 6 * sketch.unit, y: y),
          size: letters, color: .soft)
      }
    }
    for (index, layer) in layers.enumerated() {
      let y = top + (Double(index) + 0.5) * line
      let color: Color = layer.isFrozen.map { $0 ? .blue : .vermilion } ?? .soft
      sketch.write(names, index, at: Point(x: area.x, y: y), color: color, bold: layer.isFrozen == false)
    }
    return sketch.picture(summary)
  }

  /// Groups of three digits.
  private static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append("\u{202F}") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
