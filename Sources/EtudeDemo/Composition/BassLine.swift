import EtudeCore

/// How the bass moves.
enum BassLine {
  case roots, eighths, rootFifth, walking, boogie, octaves, syncopated, dub, deep, long, gallop, none

  /// The notes of the whole song around a pitch.
  func notes(_ score: Score, register: Int, _ random: inout RandomStream) -> [Note] {
    let variant = random.below(4)
    var notes: [Note] = []
    for (index, bar) in score.bars.enumerated() where bar.layers.contains(.bass) {
      let next = score.bars[min(index + 1, score.bars.count - 1)].chords[0]
      for step in steps(in: score, variant: variant, &random) {
        let chord = score.chord(of: bar, at: step.beat)
        var pitch = score.pitch(of: 0, in: chord, near: register) + interval(step.degree, in: chord)
        if self == .walking && step.degree == 3 {
          pitch = score.pitch(of: 0, in: next, near: pitch) + (random.uniform() < 0.5 ? 1 : -1)
        }
        notes.append(
          Note(
            start: score.swung(bar.start + step.beat), length: step.length, pitch: pitch,
            level: bar.intensity * (step.beat == 0 ? 1 : Float(random.uniform(0.75...0.95)))))
      }
    }
    return notes
  }

  /// A note of the bar; `degree` 0 the root, 1 the third, 2 the fifth, 3 the sixth or a step to the next root, 7 the octave.
  private typealias Step = (beat: Double, length: Double, degree: Int)

  private func interval(_ degree: Int, in chord: Chord) -> Int {
    switch degree {
    case 1: chord.intervals[1] % 12
    case 2: chord.intervals.contains(6) ? 6 : 7
    case 3: 9
    case 7: 12
    default: 0
    }
  }

  private func steps(in score: Score, variant: Int, _ random: inout RandomStream) -> [Step] {
    let beats = score.beatsPerBar
    switch self {
    case .none: return []
    case .long: return [(0, Double(beats), 0)]
    case .roots:
      return variant < 2
        ? [(0, 1.5, 0), (1.5, 0.5, 0), (2, 2, 0)] : [(0, 2, 0), (2, 1.5, 0), (3.5, 0.5, 2)]
    case .eighths:
      return (0..<(beats * 2)).map { (Double($0) / 2, 0.45, $0 == beats * 2 - 1 && variant == 1 ? 2 : 0) }
    case .rootFifth: return beats == 3 ? [(0, 1, 0)] : [(0, 0.9, 0), (2, 0.9, 2)]
    case .walking:
      return (0..<beats).map { beat in
        (Double(beat), 0.9, beat == 0 ? 0 : beat == beats - 1 ? 3 : random.below(2) + 1)
      }
    case .boogie:
      return [0, 0, 1, 1, 2, 2, 3, 2].enumerated().map { (Double($0.offset) / 2, 0.45, $0.element) }
    case .octaves:
      let eighths = (0..<8).map { place -> Step in (Double(place) / 2, 0.4, place % 2 == 0 ? 0 : 7) }
      let pickup: [Step] = variant > 1 ? [(3.75, 0.2, 2)] : []
      return eighths + pickup
    case .syncopated:
      return variant < 2
        ? [(0, 0.7, 0), (0.75, 0.6, 0), (1.5, 0.4, 7), (2.5, 0.4, 0), (3, 0.4, 2), (3.5, 0.4, 3)]
        : [(0, 0.4, 0), (0.5, 0.2, 0), (1.75, 0.2, 2), (2, 0.4, 7), (2.75, 0.2, 3), (3.25, 0.6, 2)]
    case .dub:
      return variant < 2
        ? [(0, 0.9, 0), (1.5, 0.4, 0), (2, 0.9, 1), (3, 0.45, 2), (3.5, 0.4, 0)]
        : [(0.5, 0.4, 0), (1, 0.9, 0), (2.5, 0.4, 2), (3, 0.9, 1)]
    case .deep:
      return variant < 2 ? [(0, 1.4, 0), (2.5, 0.7, 0)] : [(0, 0.7, 0), (1.5, 0.4, 0), (2.5, 1.2, 2)]
    case .gallop:
      return (0..<beats).flatMap { beat -> [Step] in
        [(Double(beat), 0.4, 0), (Double(beat) + 0.5, 0.2, 0), (Double(beat) + 0.75, 0.2, 0)]
      }
    }
  }
}
