import EtudeCore

extension Score {
  /// A song's form: sections of four or eight bars in which players rest and come back, over a progression.
  static func compose(
    tempo: Double, beatsPerBar: Int, swing: Double, progression: Progression, seconds: Double,
    _ random: inout RandomStream
  ) -> Score {
    let key = random.below(12)
    let needed = Int(seconds * tempo / 60 / Double(beatsPerBar)) + 2
    var bars: [Measure] = []
    var section = 0
    var place = progression.bars.count > 6 ? 0 : random.below(progression.bars.count)
    while bars.count < needed {
      let length = random.uniform() < 0.65 ? 4 : 8
      let (layers, intensity) = plan(section: section, &random)
      for number in 0..<length {
        bars.append(
          Measure(
            start: Double(bars.count * beatsPerBar), chords: progression.bars[place % progression.bars.count],
            layers: layers, number: number, isFirstOfSection: number == 0,
            isLastOfSection: number == length - 1,
            intensity: intensity))
        place += 1
      }
      section += 1
    }
    return Score(
      tempo: tempo, beatsPerBar: beatsPerBar, swing: swing, key: key, scale: progression.scale,
      bars: Array(bars.prefix(needed)))
  }

  /// Who plays in a section and how strongly; the clip may begin with an introduction or in the middle of the song.
  private static func plan(section: Int, _ random: inout RandomStream) -> (Layers, Float) {
    let draw = random.uniform()
    let intensity = Float(random.uniform(0.75...1))
    if section == 0 && draw < 0.25 { return ([.comping, .bass, .second], intensity * 0.8) }
    if section == 0 && draw < 0.35 { return ([.drums, .bass, .comping], intensity * 0.9) }
    switch draw {
    case ..<0.6: return ([.drums, .bass, .comping, .lead], intensity)
    case ..<0.88: return (.all, 1)
    case ..<0.94: return ([.drums, .bass, .comping, .second], intensity * 0.9)
    default: return ([.bass, .comping, .lead], intensity * 0.8)
    }
  }
}
