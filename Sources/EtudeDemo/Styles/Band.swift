import EtudeCore

/// Who plays one song and how: chosen from a genre's style by its artist, then varied by the song.
struct Band {
  var rhythm: Style.Rhythm
  var tempo: Double
  var swing: Double
  var beatsPerBar: Int
  var groove: Groove?
  var kit: DrumKit
  var progression: Progression
  var bass: (line: BassLine, instrument: Instrument)
  var chords: (pattern: Comping, instrument: Instrument)
  var second: (pattern: Comping, instrument: Instrument)?
  var lead: (melody: Melody, instrument: Instrument)
  var mix: Mix
  /// How dark or bright the instruments are set, -1 … 1.
  var touch: Double

  /// Share of songs that take one of their habits from a neighbouring genre.
  static let borrowing = 0.01
  /// Share of an artist's choices that a song changes.
  static let restlessness = 0.03

  init(song: DemoSong) {
    let own = DemoGenres.style(of: song.genre)
    var artist = RandomStream(seed: song.seed, purpose: "demo artist") {
      $0.append(song.genre)
      $0.append(DemoGenres.artistIndex(ofSong: song.index))
    }
    var random = RandomStream(seed: song.seed, purpose: "demo band") {
      $0.append(song.genre)
      $0.append(song.index)
    }
    /// A choice of the artist's that the song sometimes replaces by one of its own.
    func choose<Item>(_ items: [Item]) -> Item {
      let usual = artist.below(items.count)
      let other = random.below(items.count)
      return items[random.uniform() < Band.restlessness ? other : usual]
    }
    func draw(_ range: ClosedRange<Double>) -> Double {
      let usual = artist.uniform(range)
      return 0.5 * usual + 0.5 * random.uniform(range)
    }
    /// The style that one habit comes from.
    func habit() -> Style {
      let neighbour = own.neighbours[random.below(own.neighbours.count)]
      return random.uniform() < Band.borrowing ? DemoGenres.style(of: neighbour) : own
    }
    let rhythmSource = habit()
    rhythm = rhythmSource.rhythm
    tempo = draw(rhythm.tempo)
    swing = draw(rhythm.swing)
    let isWaltz = random.uniform() < rhythm.waltzes
    beatsPerBar = isWaltz ? 3 : 4
    groove = rhythm.grooves.isEmpty ? nil : isWaltz ? .waltz : choose(rhythm.grooves)
    kit = Band.tuned(choose(rhythm.kits), &random)
    progression = choose(habit().harmony.progressions)
    let bassSource = habit().bass
    bass = (choose(bassSource.lines), choose(bassSource.instruments))
    chords = choose(habit().chords.patterns)
    let other: (Comping, Instrument) = choose(habit().second.patterns)
    second = random.uniform() < 0.8 ? other : nil
    let leadSource = habit().lead
    lead = (Melody(shape: choose(leadSource.shapes)), choose(leadSource.instruments))
    touch = draw(-1...1)
    let production = habit().production
    mix = Mix(
      room: draw(production.room), wet: draw(production.wet), treble: draw(production.treble),
      isOld: random.uniform() < production.old, loudness: draw(production.loudness),
      drums: production.balance.drums + 2 * random.normal(),
      bass: production.balance.bass + 1.6 * random.normal(),
      chords: production.balance.chords + 1.6 * random.normal(),
      lead: production.balance.lead + 1.6 * random.normal(),
      hasEcho: random.uniform() < production.echoes)
  }

  /// A kit tuned a little otherwise.
  private static func tuned(_ kit: DrumKit, _ random: inout RandomStream) -> DrumKit {
    var kit = kit
    kit.kickPitch *= random.uniform(0.88...1.14)
    kit.snarePitch *= random.uniform(0.85...1.2)
    kit.snareDecay *= random.uniform(0.7...1.4)
    kit.cymbalEdge *= random.uniform(0.8...1.1)
    kit.hatDecay *= random.uniform(0.7...1.5)
    return kit
  }
}

/// How a song is mixed.
struct Mix {
  /// Seconds.
  var room: Double
  /// Share of the reverberation.
  var wet: Double
  /// Decibels above 2.5 kHz.
  var treble: Double
  var isOld: Bool
  var loudness: Double
  /// Decibels.
  var drums, bass, chords, lead: Double
  var hasEcho: Bool
}
