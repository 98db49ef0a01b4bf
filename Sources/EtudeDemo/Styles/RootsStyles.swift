/// Blues, country, jazz: songs of shared roots.
extension Style {
  static var blues: Style {
    Style(
      rhythm: Rhythm(
        tempo: 58...120, swing: 0.6...0.67, grooves: [.shuffle, .bluesRide, .slowBlues], fills: 0.6,
        kits: [.studio, .studio, .jazz]),
      harmony: Harmony(progressions: [.twelveBarBlues, .quickChangeBlues, .minorBlues, .jazzBlues]),
      bass: Bass(lines: [.boogie, .walking], instruments: [.uprightBass, .fingerBass]),
      chords: Chords(patterns: [
        (.boogie, .overdrivenGuitar), (.boogie, .cleanGuitar), (.boogie, .overdrivenGuitar),
      ]),
      second: Chords(patterns: [(.whole, .organ), (.whole, .organ), (.charleston, .piano)]),
      lead: Lead(
        shapes: [
          MelodyShape(density: 0.45, range: 10, rests: 0.5),
          MelodyShape(density: 0.6, range: 12, rests: 0.35),
        ],
        instruments: [.harmonica, .overdrivenLead, .harmonica]),
      production: Production(
        room: 0.4...1.2, wet: 0.08...0.22, treble: -9 ... -4, old: 0.8, loudness: 0.6...1.4,
        balance: (drums: -2, bass: 0, chords: 0, lead: 2)),
      neighbours: ["rock", "jazz", "country"])
  }

  static var country: Style {
    Style(
      rhythm: Rhythm(
        tempo: 84...150, swing: 0.5...0.6, grooves: [.train, .twoStep, .train], waltzes: 0.1,
        fills: 0.5, kits: [.studio, .tight]),
      harmony: Harmony(progressions: [.countryTurn, .threeChords, .fifties, .axis]),
      bass: Bass(lines: [.rootFifth, .rootFifth, .roots], instruments: [.fingerBass, .uprightBass]),
      chords: Chords(patterns: [
        (.boomChick, .steelGuitar), (.strum, .steelGuitar), (.boomChick, .steelGuitar), (.arpeggio, .banjo),
      ]),
      second: Chords(patterns: [(.arpeggio, .banjo), (.whole, .pedalSteel)]),
      lead: Lead(
        shapes: [MelodyShape(density: 0.45, range: 8), MelodyShape(density: 0.65, range: 10)],
        instruments: [.fiddle, .pedalSteel, .voice, .fiddle]),
      production: Production(
        room: 0.4...1.2, wet: 0.06...0.2, treble: 1...6, old: 0.04, loudness: 0.5...1.1,
        balance: (drums: -5, bass: 0, chords: 3, lead: 1)),
      neighbours: ["rock", "pop", "blues"])
  }

  static var jazz: Style {
    Style(
      rhythm: Rhythm(
        tempo: 92...220, swing: 0.58...0.66, grooves: [.swingRide, .swingRide, .brushes, .bossa],
        waltzes: 0.08, fills: 0.4,
        kits: [.jazz, .brushed]),
      harmony: Harmony(progressions: [.twoFiveOne, .rhythmChanges, .minorTwoFive, .modal, .jazzBlues]),
      bass: Bass(lines: [.walking, .walking, .rootFifth], instruments: [.uprightBass]),
      chords: Chords(patterns: [
        (.charleston, .piano), (.charleston, .electricPiano), (.quarters, .cleanGuitar),
        (.whole, .vibraphone),
        (.whole, .organ),
      ]),
      second: Chords(patterns: [
        (.charleston, .cleanGuitar), (.stabs, .brassSection), (.charleston, .vibraphone),
      ]),
      lead: Lead(
        shapes: [MelodyShape(density: 0.75, range: 12), MelodyShape(density: 0.5, range: 10, rests: 0.4)],
        instruments: [.saxophone, .trumpet, .piano, .vibraphone, .clarinet]),
      production: Production(
        room: 0.5...1.6, wet: 0.1...0.28, treble: -6...1, old: 0.1, loudness: 0.4...1,
        balance: (drums: -5, bass: 2, chords: -1, lead: 2)),
      neighbours: ["blues", "classical", "disco"])
  }
}
