import EtudeCore

/// A drum pattern of one bar, a character a sixteenth: `x` a stroke, `o` a soft one, `.` none.
struct Groove {
  let lines: [(drum: Drum, steps: String)]

  init(_ lines: (Drum, String)...) { self.lines = lines.map { (drum: $0.0, steps: $0.1) } }

  static let backbeat = Groove(
    (.kick, "x.......x.x....."), (.snare, "....x.......x..."), (.closedHat, "x.o.x.o.x.o.x.o."))
  static let drivingRock = Groove(
    (.kick, "x..x..x.x.x....."), (.snare, "....x.......x..o"), (.openHat, "x...x...x...x..."))
  static let halfTime = Groove(
    (.kick, "x..x......x....."), (.snare, "........x......."), (.crash, "x..............."),
    (.ride, "x...x...x...x..."))
  static let popBeat = Groove(
    (.kick, "x.....x.x......."), (.clap, "....x.......x..."), (.closedHat, "x.xox.x.x.xox.x."))
  static let popFour = Groove(
    (.kick, "x...x...x...x..."), (.clap, "....x.......x..."), (.closedHat, "..x...x...x...x."))
  static let disco = Groove(
    (.kick, "x...x...x...x..."), (.snare, "....x.......x..."), (.closedHat, "x.o.x.o.x.o.x.o."),
    (.openHat, "..x...x...x...x."))
  static let discoBusy = Groove(
    (.kick, "x...x...x...x..."), (.clap, "....x.......x..."), (.closedHat, "xxoxxxoxxxoxxxox"),
    (.openHat, "..x...x...x...x."), (.tambourine, "x.x.x.x.x.x.x.x."), (.conga, "...o..x....o..xx"))
  static let boomBap = Groove(
    (.kick, "x..o......x..x.."), (.snare, "....x.......x..."), (.closedHat, "x.x.x.x.x.x.x.xo"))
  static let trap = Groove(
    (.kick, "x.....x...x....."), (.clap, "........x......."), (.closedHat, "x.x.x.xxx.x.xxxx"))
  static let laidBack = Groove(
    (.kick, "x......xx......."), (.snare, "....x..o....x..."), (.closedHat, "x.x.x.x.x.x.x.x."),
    (.shaker, "..o...o...o...o."))
  static let oneDrop = Groove(
    (.kick, "........x......."), (.rim, "........x......."), (.closedHat, "x.x.x.x.x.x.x.xo"))
  static let steppers = Groove(
    (.kick, "x...x...x...x..."), (.rim, "........x......."), (.closedHat, "..x...x...x...x."),
    (.shaker, "x.x.x.x.x.x.x.x."))
  static let rockers = Groove(
    (.kick, "x.....x.x......."), (.snare, "....x.......x..."), (.openHat, "..x...x...x...x."))
  static let shuffle = Groove(
    (.kick, "x.......x......."), (.snare, "....x.......x..."), (.closedHat, "x.x.x.x.x.x.x.x."))
  static let bluesRide = Groove(
    (.kick, "x.......x.o....."), (.snare, "....x.......x..."), (.ride, "x.o.x.o.x.o.x.o."))
  static let slowBlues = Groove(
    (.kick, "x.......x......."), (.rim, "....x.......x..."), (.closedHat, "x...x.o.x...x.o."))
  static let swingRide = Groove(
    (.ride, "x...x.x.x...x.x."), (.closedHat, "....x.......x..."), (.kick, "o.......o....."))
  static let brushes = Groove(
    (.snare, "o...x.o.o...x.o."), (.closedHat, "....x.......x..."), (.kick, "o..............."))
  static let bossa = Groove(
    (.kick, "x.....xx......x."), (.rim, "x..x..x...x..x.."), (.closedHat, "x.x.x.x.x.x.x.x."))
  static let train = Groove(
    (.kick, "x...x...x...x..."), (.snare, "ooxoooxoooxoooxo"), (.closedHat, "..x...x...x...x."))
  static let twoStep = Groove(
    (.kick, "x.......x......."), (.snare, "....x.......x..."), (.closedHat, "..o...o...o...o."))
  static let waltz = Groove(
    (.kick, "x..........."), (.snare, "....o...o..."), (.closedHat, "x.o.x.o.x.o."))
  static let gallop = Groove(
    (.kick, "x.xxx.xxx.xxx.xx"), (.snare, "....x.......x..."), (.ride, "x...x...x...x..."))
  static let blast = Groove(
    (.kick, "x.x.x.x.x.x.x.x."), (.snare, ".x.x.x.x.x.x.x.x"), (.ride, "x...x...x...x..."))
  static let doubleKick = Groove(
    (.kick, "xxxxxxxxxxxxxxxx"), (.snare, "....x.......x..."), (.crash, "x.......x......."))

  /// The strokes of the whole song: the pattern, softer and louder strokes, fills, a crash where a section begins.
  func strokes(_ score: Score, fills: Double, _ random: inout RandomStream) -> [Stroke] {
    var strokes: [Stroke] = []
    for bar in score.bars where bar.layers.contains(.drums) {
      let fill = bar.isLastOfSection && random.uniform() < fills
      let steps = score.beatsPerBar * 4
      let fillStart = fill ? steps - 4 * (1 + random.below(2)) : steps
      for line in lines {
        for (step, mark) in line.steps.utf8.enumerated() where step < fillStart && mark != UInt8(ascii: ".") {
          let level: Float = mark == UInt8(ascii: "x") ? 1 : 0.4
          if level < 1 && random.uniform() < 0.25 { continue }
          strokes.append(stroke(line.drum, step, level * bar.intensity, bar, score, &random))
        }
      }
      if fill { strokes += Groove.fill(from: fillStart, to: steps, bar, score, &random) }
      if bar.isFirstOfSection && bar.start > 0 && random.uniform() < fills {
        strokes.append(Stroke(start: bar.start, drum: .crash, level: 0.7 * bar.intensity))
      }
    }
    return strokes
  }

  private func stroke(
    _ drum: Drum, _ step: Int, _ level: Float, _ bar: Measure, _ score: Score, _ random: inout RandomStream
  ) -> Stroke {
    let start = score.swung(bar.start + Double(step) / 4) + 0.008 * random.normal()
    return Stroke(start: start, drum: drum, level: level * Float(random.uniform(0.8...1)))
  }

  private static func fill(
    from start: Int, to end: Int, _ bar: Measure, _ score: Score, _ random: inout RandomStream
  ) -> [Stroke] {
    (start..<end).compactMap { step in
      guard random.uniform() < 0.75 else { return nil }
      let share = Double(step - start) / Double(end - start)
      let drum: Drum = share < 0.4 ? .snare : share < 0.7 ? .highTom : .lowTom
      return Stroke(
        start: score.swung(bar.start + Double(step) / 4), drum: drum,
        level: Float(0.6 + 0.3 * share) * bar.intensity)
    }
  }
}
