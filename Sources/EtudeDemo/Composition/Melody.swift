import EtudeCore

/// How a melody is shaped.
struct MelodyShape {
  /// Share of the eighths of a phrase on which a note begins.
  var density = 0.5
  /// How far each note is held towards the next, 0 … 1.
  var legato = 0.9
  /// Semitones above and below the middle.
  var range = 9
  /// Notes a beat at the finest: 2 eighths, 4 sixteenths.
  var grid = 2
  /// Bars of silence after so many of playing.
  var rests = 0.25
  /// Whether pitches stay near one tone, as in speech.
  var spoken = false
}

/// A melody of motifs of two bars that come back varied: A A B A.
struct Melody {
  let shape: MelodyShape

  private struct Event {
    let beat: Double
    let length: Double
    let step: Int
  }

  func notes(_ score: Score, register: Int, _ random: inout RandomStream) -> [Note] {
    let motifs = [motif(score, &random), motif(score, &random)]
    var notes: [Note] = []
    var place = score.scale.steps.count
    for (index, bar) in score.bars.enumerated() where bar.layers.contains(.lead) {
      if bar.number % 4 == 3 && random.uniform() < shape.rests { continue }
      let motif = motifs[(index / 2) % 4 == 2 ? 1 : 0]
      let half = Double(index % 2 * score.beatsPerBar)
      for event in motif where event.beat >= half && event.beat < half + Double(score.beatsPerBar) {
        if random.uniform() < 0.12 { continue }
        let beat = event.beat - half
        place = bounded(place + event.step + (random.uniform() < 0.2 ? random.below(3) - 1 : 0), score)
        let strong = beat.truncatingRemainder(dividingBy: 2) == 0
        let pitch = strong ? chordTone(place, bar, beat, score, register) : pitch(place, score, register)
        notes.append(
          Note(
            start: score.swung(bar.start + beat) + 0.01 * random.normal(),
            length: event.length * shape.legato,
            pitch: shape.spoken ? register + pitch % 5 : pitch,
            level: bar.intensity * Float(random.uniform(0.75...1))))
      }
    }
    return notes
  }

  /// Two bars of rhythm and steps.
  private func motif(_ score: Score, _ random: inout RandomStream) -> [Event] {
    let cells = score.beatsPerBar * 2 * shape.grid
    var starts = (0..<cells).filter { cell in
      let accent = cell % shape.grid == 0 ? 1.35 : 0.75
      return random.uniform() < shape.density * accent
    }
    if starts.isEmpty { starts = [0] }
    return starts.enumerated().map { index, start in
      let next = index + 1 < starts.count ? starts[index + 1] : cells
      let leap = random.uniform() < 0.15
      let step = leap ? random.below(9) - 4 : random.below(5) - 2
      let grid = Double(shape.grid)
      return Event(beat: Double(start) / grid, length: min(4, Double(next - start) / grid), step: step)
    }
  }

  /// Keeps a place on the scale within the range, by turning back.
  private func bounded(_ place: Int, _ score: Score) -> Int {
    let steps = score.scale.steps.count
    let reach = max(2, shape.range * steps / 12)
    if place > steps + reach { return 2 * (steps + reach) - place }
    if place < steps - reach { return 2 * (steps - reach) - place }
    return place
  }

  private func pitch(_ place: Int, _ score: Score, _ register: Int) -> Int {
    let steps = score.scale.steps
    let octave = Int((Double(place) / Double(steps.count)).rounded(.down))
    return nearest(score.key, to: register) + steps[place - octave * steps.count] + 12 * (octave - 1)
  }

  private func chordTone(_ place: Int, _ bar: Measure, _ beat: Double, _ score: Score, _ register: Int) -> Int
  {
    let wanted = pitch(place, score, register)
    let chord = score.chord(of: bar, at: beat)
    return chord.intervals.map { nearest(score.key + chord.root + $0, to: wanted) }
      .min { (abs($0 - wanted), $0) < (abs($1 - wanted), $1) } ?? wanted
  }
}
