extension Style {
  /// Music for strings, keys and winds without drums.
  static var classical: Style {
    Style(
      rhythm: Rhythm(tempo: 54...132, grooves: [], waltzes: 0.35, fills: 0, kits: [.jazz]),
      harmony: Harmony(progressions: [.cadence, .canon, .minorCadence, .circle]),
      bass: Bass(lines: [.long, .none, .walking], instruments: [.celloBass]),
      chords: Chords(patterns: [
        (.whole, .strings), (.alberti, .piano), (.arpeggio, .harpsichord), (.arpeggio, .nylonGuitar),
        (.quarters, .strings),
        (.tremolo, .strings),
      ]),
      second: Chords(patterns: [
        (.whole, .strings), (.whole, .choir), (.whole, .brassSection), (.arpeggio, .piano),
      ]),
      lead: Lead(
        shapes: [
          MelodyShape(density: 0.6, range: 12, rests: 0.1),
          MelodyShape(density: 0.8, range: 12, grid: 4, rests: 0.15),
          MelodyShape(density: 0.4, range: 10, rests: 0.1),
        ], instruments: [.violin, .flute, .clarinet, .piano, .trumpet, .nylonGuitar]),
      production: Production(
        room: 1.2...3, wet: 0.2...0.45, treble: -8...1, old: 0.12, loudness: 0.2...0.6,
        balance: (drums: -10, bass: 0, chords: 0, lead: 1), echoes: 0),
      neighbours: ["jazz"])
  }
}
