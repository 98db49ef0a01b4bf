/// A note of a part.
struct Note {
  /// Beats from the song's beginning.
  var start: Double
  /// Beats.
  var length: Double
  /// MIDI pitch.
  var pitch: Int
  /// 0 … 1.
  var level: Float
}

/// A stroke of the drums.
struct Stroke {
  /// Beats from the song's beginning.
  var start: Double
  var drum: Drum
  /// 0 … 1.
  var level: Float
}

/// Which parts play in a section.
struct Layers: OptionSet {
  let rawValue: Int
  static let drums = Layers(rawValue: 1)
  static let bass = Layers(rawValue: 2)
  static let comping = Layers(rawValue: 4)
  static let second = Layers(rawValue: 8)
  static let lead = Layers(rawValue: 16)
  static let all: Layers = [.drums, .bass, .comping, .second, .lead]
}

/// A bar of the song: its harmony and what plays in it.
struct Measure {
  /// Beats from the song's beginning.
  let start: Double
  let chords: [Chord]
  let layers: Layers
  /// Counted within its section.
  let number: Int
  let isFirstOfSection: Bool
  let isLastOfSection: Bool
  /// 0 … 1.
  let intensity: Float
}

/// What every player has in front of them.
struct Score {
  /// Beats a minute.
  let tempo: Double
  let beatsPerBar: Int
  /// Where in its beat the second eighth lies: 0.5 straight, 0.67 shuffled.
  let swing: Double
  /// MIDI pitch class of the key, 0 … 11.
  let key: Int
  let scale: Scale
  let bars: [Measure]

  /// The chord that sounds at a beat of a bar.
  func chord(of bar: Measure, at beat: Double) -> Chord {
    let place = Int(beat / Double(beatsPerBar) * Double(bar.chords.count))
    return bar.chords[min(max(0, place), bar.chords.count - 1)]
  }

  /// A time in straight beats as it is played: eighths swing.
  func swung(_ beats: Double) -> Double {
    let beat = beats.rounded(.down)
    let part = beats - beat
    return beat + (part < 0.5 ? part * 2 * swing : swing + (part - 0.5) * 2 * (1 - swing))
  }

  /// The pitch of a note of a chord nearest to `center`.
  func pitch(of interval: Int, in chord: Chord, near center: Int) -> Int {
    nearest(key + chord.root + interval, to: center)
  }
}

/// The pitch of the same class as `pitch` that lies nearest to `center`.
func nearest(_ pitch: Int, to center: Int) -> Int {
  let above = ((pitch - center) % 12 + 12) % 12
  return center + (above > 6 ? above - 12 : above)
}
