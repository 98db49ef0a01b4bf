import EtudeCore
import Glibc

extension Picture {
  /// How much an answer depends on what was heard so long ago: a curve a network, on a logarithmic scale.
  ///
  /// - Parameters:
  ///   - curves: named; the dependence on each step, oldest first, 1 for the greatest.
  ///   - seconds: from step to step of each; empty to count steps.
  public static func memory(
    _ curves: [(name: String, values: [Float])], seconds: [Double] = [], heading: Heading = Heading(),
    size: PictureSize = .standard
  ) -> Picture {
    var sketch = Sketch(size, heading)
    let shown = curves.enumerated().compactMap { index, curve in
      curve.values.isEmpty
        ? nil
        : (
          name: curve.name, values: curve.values, step: index < seconds.count ? max(1e-6, seconds[index]) : 1
        )
    }
    guard !shown.isEmpty else {
      sketch.nothing("no steps to show")
      return sketch.picture("no steps")
    }
    guard shown.contains(where: { $0.values.count > 1 }) else {
      sketch.nothing("one step was heard, and nothing before it that could be remembered")
      return sketch.picture("one step, and nothing before it")
    }
    // Six powers of ten: what is less has been forgotten.
    let floor = -6.0
    let powers = (Int(floor)...0).map { exponent in
      let label = power(exponent)
      // What has been forgotten lies on the lowest line.
      return Tick(value: Double(exponent), label: exponent == Int(floor) ? "≤ \(label)" : label)
    }
    func longest(_ values: [Float]) -> Int {
      let ago = values.firstIndex { Double($0) > pow(10, floor) }.map { values.count - 1 - $0 }
      // A little of what has been forgotten shows that it has.
      return min(values.count, (ago ?? 0) + max(4, values.count / 20))
    }
    let span = shown.map { Double(longest($0.values) - 1) * $0.step }.max() ?? 0
    let room = sketch.widest(shown.map(\.name), size: 14) * 1.1 + 20 * sketch.unit
    let plot = sketch.axes(
      in: sketch.body.inset(top: 10 * sketch.unit, right: room),
      x: .round(
        0...max(shown.map(\.step).max() ?? 1, span), title: seconds.isEmpty ? "steps ago" : "seconds ago",
        grid: false),
      y: Axis(range: floor...0.1, ticks: powers, title: "change of the answer, the greatest is 1"))
    var names: [(text: String, y: Double, color: Color)] = []
    var words: [String] = []
    for (index, curve) in shown.enumerated() {
      let color = Color.kind(index, of: shown.count)
      let points = curve.values.reversed().prefix(Int(span / curve.step + 1e-6) + 1).enumerated().map {
        ago, value in
        (x: Double(ago) * curve.step, y: max(floor, value > 0 ? log10(Double(value)) : floor))
      }
      sketch.line(points.map { plot.point($0.x, $0.y) }, color, width: 2.5)
      names.append((curve.name, plot.up(points.last?.y ?? floor), color))
      // Half of what is remembered best.
      let half = curve.values.firstIndex { $0 >= 0.5 }
      let ago = half.map { curve.values.count - 1 - $0 } ?? 0
      words.append(
        "\(curve.name.isEmpty ? "the network" : curve.name) depends half as much as most on what was heard "
          + (seconds.isEmpty ? "\(ago) steps" : "\(Ticks.number(Double(ago) * curve.step)) s") + " ago")
    }
    sketch.endLabels(names, x: plot.box.right + 10 * sketch.unit, within: plot.box)
    return sketch.picture(words.joined(separator: ", "))
  }

  private static func power(_ exponent: Int) -> String {
    switch exponent {
    case 0: "1"
    case -3 ... -1: Ticks.fixed(pow(10, Double(exponent)), decimals: -exponent)
    default: "1e−\(-exponent)"
    }
  }
}
