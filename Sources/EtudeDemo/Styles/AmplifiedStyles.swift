/// Rock, metal, pop: songs for amplified bands.
extension Style {
  static var rock: Style {
    Style(
      rhythm: Rhythm(
        tempo: 88...156, grooves: [.backbeat, .drivingRock, .backbeat, .halfTime],
        kits: [.rock, .rock, .studio]),
      harmony: Harmony(progressions: [.mixolydianRock, .minorRock, .axisFromSixth, .threeChords, .descending]
      ),
      bass: Bass(lines: [.eighths, .roots, .eighths], instruments: [.pickedBass, .fingerBass]),
      chords: Chords(patterns: [
        (.downstrokes, .overdrivenGuitar), (.strum, .overdrivenGuitar), (.whole, .overdrivenGuitar),
      ]),
      second: Chords(patterns: [
        (.strum, .overdrivenGuitar), (.strum, .steelGuitar), (.whole, .organ),
      ]),
      lead: Lead(
        shapes: [MelodyShape(density: 0.45, range: 9), MelodyShape(density: 0.65, range: 12)],
        instruments: [.voice, .voice, .overdrivenLead]),
      production: Production(
        room: 0.4...1.6, wet: 0.06...0.22, treble: -3...2, old: 0.06, loudness: 1.2...2.6,
        balance: (drums: 1, bass: 0, chords: 2, lead: 0)),
      neighbours: ["metal", "blues", "country", "pop"])
  }

  static var metal: Style {
    Style(
      rhythm: Rhythm(
        tempo: 96...190, grooves: [.gallop, .doubleKick, .blast, .halfTime], fills: 0.8, kits: [.metal]),
      harmony: Harmony(progressions: [.phrygianRiff, .minorRiff, .tritoneRiff, .minorRock]),
      bass: Bass(lines: [.eighths, .gallop], instruments: [.pickedBass]),
      chords: Chords(patterns: [
        (.chug, .distortedGuitar), (.gallop, .distortedGuitar), (.chug, .distortedGuitar),
        (.tremolo, .distortedGuitar),
      ]),
      second: Chords(patterns: [
        (.whole, .distortedGuitar), (.whole, .choir), (.downstrokes, .overdrivenGuitar),
      ]),
      lead: Lead(
        shapes: [MelodyShape(density: 0.8, range: 12, grid: 4), MelodyShape(density: 0.4, range: 7)],
        instruments: [.overdrivenLead, .voice]),
      production: Production(
        room: 0.3...1, wet: 0.04...0.14, treble: 2...8, old: 0.03, loudness: 2.4...3.8,
        balance: (drums: 1, bass: -1, chords: 3, lead: -1), echoes: 0.15),
      neighbours: ["rock", "rock", "blues"])
  }

  static var pop: Style {
    Style(
      rhythm: Rhythm(
        tempo: 84...132, grooves: [.popBeat, .popFour, .popBeat], kits: [.tight, .tight, .studio]),
      harmony: Harmony(progressions: [.axis, .axisFromSixth, .fifties, .minorVamp]),
      bass: Bass(
        lines: [.eighths, .roots, .syncopated], instruments: [.subBass, .subBass, .fingerBass]),
      chords: Chords(patterns: [
        (.arpeggio, .synthLead), (.whole, .softPad), (.arpeggio, .synthLead), (.quarters, .piano),
      ]),
      second: Chords(patterns: [
        (.whole, .softPad), (.arpeggio, .synthLead), (.stabs, .synthLead),
      ]),
      lead: Lead(
        shapes: [MelodyShape(density: 0.5, range: 8), MelodyShape(density: 0.7, range: 7)],
        instruments: [.voice, .voice, .synthLead]),
      production: Production(
        room: 0.5...1.8, wet: 0.08...0.24, treble: 2...7, loudness: 1.6...2.8,
        balance: (drums: 0, bass: 0, chords: 0, lead: 2), echoes: 0.25),
      neighbours: ["disco", "rock", "country", "hiphop"])
  }
}
