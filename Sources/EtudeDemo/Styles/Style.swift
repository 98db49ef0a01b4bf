/// What a genre draws its songs from: every list is a choice, every range a span.
struct Style {
  struct Rhythm {
    /// Beats a minute.
    var tempo: ClosedRange<Double>
    /// 0.5 straight … 0.67 shuffled.
    var swing: ClosedRange<Double> = 0.5...0.5
    /// Patterns of four beats; empty for none.
    var grooves: [Groove]
    /// Share of songs in three beats.
    var waltzes = 0.0
    /// Share of sections that end in a fill.
    var fills = 0.7
    var kits: [DrumKit]
  }

  struct Harmony {
    var progressions: [Progression]
  }

  struct Bass {
    var lines: [BassLine]
    var instruments: [Instrument]
  }

  struct Chords {
    var patterns: [(Comping, Instrument)]
  }

  struct Lead {
    var shapes: [MelodyShape]
    var instruments: [Instrument]
  }

  struct Production {
    /// Seconds of reverberation.
    var room: ClosedRange<Double>
    /// Share of the reverberation.
    var wet: ClosedRange<Double>
    /// Decibels above 2.5 kHz.
    var treble: ClosedRange<Double>
    /// Share of recordings that sound old: narrow and hissing.
    var old = 0.0
    /// How hard the whole is pushed together.
    var loudness: ClosedRange<Double>
    /// Loudness of the drums, the bass, the chords and the lead against each other, in decibels.
    var balance = (drums: 0.0, bass: 0.0, chords: 0.0, lead: 0.0)
    /// Share of songs with an echo on the lead and the chords.
    var echoes = 0.1
  }

  var rhythm: Rhythm
  var harmony: Harmony
  var bass: Bass
  var chords: Chords
  /// A second part of chords, sometimes absent.
  var second: Chords
  var lead: Lead
  var production: Production
  /// The genres whose habits its songs borrow now and then.
  var neighbours: [String]
}

extension DrumKit {
  static let studio = DrumKit()
  static let rock = DrumKit(kickPitch: 58, kickClick: 0.6, snarePitch: 180, snareDecay: 0.15)
  static let metal = DrumKit(
    kickPitch: 62, kickDecay: 0.09, kickClick: 1.1, snarePitch: 210, snareDecay: 0.12, snareWires: 0.85)
  static let tight = DrumKit(
    kickPitch: 55, kickDecay: 0.1, snarePitch: 220, snareDecay: 0.08, hatDecay: 0.025)
  static let deep = DrumKit(
    kickPitch: 42, kickDecay: 0.3, kickClick: 0.25, snarePitch: 170, snareDecay: 0.09, hatDecay: 0.02)
  static let jazz = DrumKit(
    kickPitch: 70, kickDecay: 0.1, kickClick: 0.1, snarePitch: 230, snareDecay: 0.09, snareWires: 0.5,
    cymbalEdge: 4500, hatDecay: 0.05)
  static let brushed = DrumKit(
    kickPitch: 70, kickDecay: 0.1, kickClick: 0.1, cymbalEdge: 4500, hatDecay: 0.05, brushes: true)
  static let dub = DrumKit(kickPitch: 48, kickDecay: 0.2, kickClick: 0.15, snarePitch: 260, hatDecay: 0.04)
}

extension DemoGenres {
  /// A genre's style; an unknown name plays as rock.
  static func style(of genre: String) -> Style {
    switch genre {
    case "blues": Style.blues
    case "classical": Style.classical
    case "country": Style.country
    case "disco": Style.disco
    case "hiphop": Style.hiphop
    case "jazz": Style.jazz
    case "metal": Style.metal
    case "pop": Style.pop
    case "reggae": Style.reggae
    default: Style.rock
    }
  }
}
