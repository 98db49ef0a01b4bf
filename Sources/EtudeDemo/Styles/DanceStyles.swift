/// Disco, hip-hop, reggae: songs built on the bass and the beat.
extension Style {
  static var disco: Style {
    Style(
      rhythm: Rhythm(tempo: 108...130, grooves: [.disco, .discoBusy, .disco], kits: [.tight, .studio]),
      harmony: Harmony(progressions: [.discoMinor, .discoFifths, .minorVamp, .twoFiveOne]),
      bass: Bass(lines: [.octaves, .syncopated, .octaves], instruments: [.slapBass, .fingerBass, .subBass]),
      chords: Chords(patterns: [(.funk, .mutedGuitar), (.funk, .cleanGuitar), (.charleston, .electricPiano)]),
      second: Chords(patterns: [
        (.whole, .strings), (.stabs, .brassSection), (.whole, .strings), (.stabs, .synthLead),
      ]),
      lead: Lead(
        shapes: [MelodyShape(density: 0.5, range: 9), MelodyShape(density: 0.6, range: 8)],
        instruments: [.voice, .voice, .brassSection, .synthLead, .violin]),
      production: Production(
        room: 0.5...1.5, wet: 0.08...0.24, treble: 0...6, old: 0.04, loudness: 0.9...2,
        balance: (drums: 1, bass: 1, chords: 0, lead: 0)),
      neighbours: ["pop", "pop", "hiphop", "reggae"])
  }

  static var hiphop: Style {
    Style(
      rhythm: Rhythm(
        tempo: 76...108, swing: 0.5...0.6, grooves: [.boomBap, .laidBack, .trap, .boomBap], fills: 0.25,
        kits: [.deep]),
      harmony: Harmony(progressions: [.loop, .oneChord, .minorVamp]),
      bass: Bass(lines: [.deep], instruments: [.subBass]),
      chords: Chords(patterns: [
        (.stabs, .electricPiano), (.whole, .softPad), (.stabs, .electricPiano), (.arpeggio, .piano),
      ]),
      second: Chords(patterns: [(.stabs, .vibraphone), (.arpeggio, .electricPiano), (.whole, .softPad)]),
      lead: Lead(
        shapes: [
          MelodyShape(density: 0.75, legato: 0.6, range: 4, grid: 4, spoken: true),
          MelodyShape(density: 0.6, legato: 0.6, range: 4, grid: 4, spoken: true),
        ], instruments: [.rapVoice]),
      production: Production(
        room: 0.2...0.8, wet: 0.02...0.12, treble: -6...1, old: 0.1, loudness: 1.2...2.8,
        balance: (drums: 4, bass: 4, chords: -4, lead: 4)),
      neighbours: ["reggae", "pop", "disco"])
  }

  static var reggae: Style {
    Style(
      rhythm: Rhythm(
        tempo: 64...92, swing: 0.5...0.6, grooves: [.oneDrop, .oneDrop, .steppers, .rockers], fills: 0.5,
        kits: [.dub, .dub, .deep]),
      harmony: Harmony(progressions: [.twoChordReggae, .minorReggae, .secondReggae, .axis]),
      bass: Bass(lines: [.dub], instruments: [.subBass, .fingerBass]),
      chords: Chords(patterns: [(.skank, .cleanGuitar), (.skank, .mutedGuitar), (.skank, .piano)]),
      second: Chords(patterns: [(.bubble, .organ), (.bubble, .organ), (.stabs, .brassSection)]),
      lead: Lead(
        shapes: [MelodyShape(density: 0.45, range: 7), MelodyShape(density: 0.35, range: 8, rests: 0.5)],
        instruments: [.voice, .voice, .trumpet]),
      production: Production(
        room: 0.8...2.2, wet: 0.12...0.3, treble: -5...1, old: 0.05, loudness: 0.7...1.8,
        balance: (drums: 0, bass: 4, chords: -1, lead: 0), echoes: 0.6),
      neighbours: ["hiphop", "pop", "disco"])
  }
}
