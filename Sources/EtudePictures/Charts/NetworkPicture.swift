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

  public init(name: String, parameters: Int, multiplications: Int, isFrozen: Bool?) {
    self.name = name
    self.parameters = parameters
    self.multiplications = multiplications
    self.isFrozen = isFrozen
  }
}

extension Picture {
  /// A network in the order the data flows, a row a layer: what is fixed and what is trained, its weights and its work.
  public static func network(
    _ layers: [NetworkBar], title: String = "", size: PictureSize = .standard
  ) -> Picture {
    let weights = layers.reduce(0) { $0 + $1.parameters }
    let trained = layers.reduce(0) { $0 + ($1.isFrozen == false ? $1.parameters : 0) }
    let work = layers.reduce(0) { $0 + $1.multiplications }
    let once = layers.prefix { $0.isFrozen != false }.reduce(0) { $0 + $1.multiplications }
    let summary =
      "\(grouped(trained)) of \(grouped(weights)) weights are trained"
      + (once > 0 && work > 0
        ? "; \(Ticks.percent(Double(once) / Double(work))) of the work lies before them and is done once a song"
        : "")
    var sketch = Sketch(size, title: title, subtitle: summary)
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
    let left = min(area.width * 0.25, sketch.widest(layers.map(\.name), size: letters) + 12 * sketch.unit)
    let column = (area.width - left) / 2
    let names = sketch.fitted(layers.map(\.name), size: letters, fitting: left - 8 * sketch.unit)
    let columns = [
      ("weights", layers.map(\.parameters)), ("multiplications a song", layers.map(\.multiplications)),
    ]
    for (place, (heading, numbers)) in columns.enumerated() {
      let start = area.x + left + Double(place) * column
      sketch.text(heading, at: Point(x: start, y: top - 14 * sketch.unit), size: 14, color: .soft)
      let room = sketch.widest(numbers.map(grouped), size: letters) + 16 * sketch.unit
      let greatest = Double(max(1, numbers.max() ?? 1))
      for (index, number) in numbers.enumerated() {
        let y = top + (Double(index) + 0.5) * line
        let width = Double(number) / greatest * (column - room - 12 * sketch.unit)
        let color: Color = layers[index].isFrozen.map { $0 ? .blue : .vermilion } ?? .soft
        if number > 0 {
          sketch.box(Box(x: start, y: y - line * 0.36, width: max(1, width), height: line * 0.72), color)
        }
        sketch.text(
          number > 0 ? grouped(number) : "–", at: Point(x: start + max(1, width) + 6 * sketch.unit, y: y),
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
