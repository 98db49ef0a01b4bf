import EtudeCore

/// How chords are played.
enum Comping {
  case whole, boomChick, strum, skank, bubble, funk, charleston, boogie, arpeggio, alberti, downstrokes, chug,
    gallop
  case stabs, quarters, tremolo

  /// The notes of the whole song around a pitch, of the bars in which `layer` plays.
  func notes(_ score: Score, layer: Layers, register: Int, _ random: inout RandomStream) -> [Note] {
    let variant = random.below(4)
    var notes: [Note] = []
    for bar in score.bars where bar.layers.contains(layer) {
      for stroke in strokes(beats: score.beatsPerBar, variant: variant) {
        if stroke.level < 0.6 && random.uniform() < 0.2 { continue }
        let chord = score.chord(of: bar, at: stroke.beat)
        let pitches = voicing(chord, score, register, stroke.voice)
        for (string, pitch) in pitches.enumerated() {
          let spread = stroke.voice == .all ? 0.012 * Double(string) : 0
          notes.append(
            Note(
              start: score.swung(bar.start + stroke.beat) + spread, length: stroke.length, pitch: pitch,
              level: stroke.level * bar.intensity * Float(random.uniform(0.85...1))))
        }
      }
    }
    return notes
  }

  /// Which notes of the chord a stroke plays.
  private enum Voice: Equatable { case all, low, high, single(Int), power }
  private typealias Strike = (beat: Double, length: Double, level: Float, voice: Voice)

  private func voicing(_ chord: Chord, _ score: Score, _ register: Int, _ voice: Voice) -> [Int] {
    let close = chord.intervals.map { score.pitch(of: $0, in: chord, near: register) }.sorted()
    let root = score.pitch(of: 0, in: chord, near: register)
    switch voice {
    case .all: return close
    case .low: return [root - 12]
    case .high: return Array(close.suffix(3))
    case .single(let index): return [close[index % close.count] + 12 * (index / close.count)]
    case .power: return [root, root + 7]
    }
  }

  private func strokes(beats: Int, variant: Int) -> [Strike] {
    let length = Double(beats)
    func each(_ places: [Double], _ length: Double, _ voice: Voice) -> [Strike] {
      places.filter { $0 < Double(beats) }.map { place -> Strike in
        (place, length, place.truncatingRemainder(dividingBy: 1) == 0 ? 1 : 0.7, voice)
      }
    }
    func run(_ perBeat: Int, _ voice: (Int) -> Voice, hold: Double = 0.9) -> [Strike] {
      (0..<(beats * perBeat)).map { index -> Strike in
        (
          Double(index) / Double(perBeat), hold / Double(perBeat), index % perBeat == 0 ? 1 : 0.75,
          voice(index)
        )
      }
    }
    switch self {
    case .whole: return [(0, length, 1, .all)]
    case .quarters: return run(1) { _ in .all }
    case .boomChick:
      return (0..<beats).map { beat -> Strike in
        let isLow = beat == 0 || (beats == 4 && beat == 2)
        return (Double(beat), 0.5, 0.9, isLow ? .low : .high)
      }
    case .strum:
      return each(variant < 2 ? [0, 1, 1.5, 2.5, 3, 3.5] : [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5], 0.6, .all)
    case .skank: return each(variant < 2 ? [0.5, 1.5, 2.5, 3.5] : [1, 3], 0.2, .high)
    case .bubble: return each([0.5, 0.75, 1.5, 1.75, 2.5, 2.75, 3.5, 3.75], 0.18, .high)
    case .funk:
      return each(
        variant < 2 ? [0, 0.75, 1.5, 1.75, 2.5, 3, 3.25] : [0.5, 0.75, 1.5, 2.5, 2.75, 3.5, 3.75], 0.15, .high
      )
    case .charleston:
      let places = [[0, 1.5], [0.5, 2.5], [1.5, 3.5], [0, 2.5, 3.5]][variant]
      return each(places, 0.4, .all)
    case .boogie:
      return (0..<8).map { index -> Strike in
        let level: Float = index % 2 == 0 ? 1 : 0.7
        let voice: Voice = index % 4 < 2 ? .power : .all
        return (Double(index) / 2, 0.4, level, voice)
      }
    case .arpeggio:
      let order = [0, 1, 2, 3, 2, 1]
      return run(2) { .single(order[$0 % 6]) }
    case .alberti:
      let order = [0, 2, 1, 2]
      return run(variant < 2 ? 2 : 4) { .single(order[$0 % 4]) }
    case .downstrokes: return run(2) { _ in .power }
    case .chug: return run(4, { _ in .power }, hold: 0.55).filter { variant < 2 || Int($0.beat * 4) % 8 != 3 }
    case .gallop: return run(4) { _ in .power }.filter { Int($0.beat * 4) % 4 != 1 }
    case .stabs: return each(variant < 2 ? [0, 1.5, 3] : [0.5, 2, 3.75], 0.25, .all)
    case .tremolo: return run(4, { _ in .all }, hold: 0.8)
    }
  }
}
