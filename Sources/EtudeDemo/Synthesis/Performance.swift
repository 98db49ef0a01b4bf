import EtudeCore
import Glibc

/// A band playing a score into samples.
struct Performance {
  let band: Band
  let score: Score
  let rate: Double
  let count: Int
  private var random: RandomStream

  init(band: Band, score: Score, rate: Double, count: Int, random: RandomStream) {
    self.band = band
    self.score = score
    self.rate = rate
    self.count = count
    self.random = random
  }

  /// The whole song, peak 0.9.
  mutating func play() -> [Float] {
    var dry = SampleBuffer(count: count, rate: rate)
    var sent = SampleBuffer(count: count, rate: rate)
    playDrums(into: &dry, &sent)
    let bass = band.bass.line.notes(score, register: band.bass.instrument.register, &random)
    play(bass, on: band.bass.instrument, decibels: band.mix.bass - 2, send: 0.1, into: &dry, &sent)
    let chords = band.chords
    let comping = chords.pattern.notes(score, layer: .comping, register: chords.instrument.register, &random)
    play(comping, on: chords.instrument, decibels: band.mix.chords - 8, send: 0.7, into: &dry, &sent)
    if let second = band.second {
      let notes = second.pattern.notes(
        score, layer: .second, register: second.instrument.register + 5, &random)
      play(notes, on: second.instrument, decibels: band.mix.chords - 10, send: 0.8, into: &dry, &sent)
    }
    let melody = band.lead.melody.notes(score, register: band.lead.instrument.register, &random)
    play(melody, on: band.lead.instrument, decibels: band.mix.lead - 4, send: 0.9, into: &dry, &sent)
    return master(dry, sent)
  }

  private func sample(of beats: Double) -> Int { Int((beats * 60 / score.tempo * rate).rounded()) }

  private mutating func playDrums(into dry: inout SampleBuffer, _ sent: inout SampleBuffer) {
    guard let groove = band.groove else { return }
    let strokes = groove.strokes(score, fills: band.rhythm.fills, &random)
    let sounds = Drum.allCases.map { band.kit.stroke($0, rate: rate, &random) }
    let gain = Float(decibelsToGain(band.mix.drums - 3))
    for stroke in strokes {
      let sound = sounds[stroke.drum.rawValue]
      let start = sample(of: stroke.start)
      dry.add(sound, at: start, gain: stroke.level * gain)
      if stroke.drum != .kick { sent.add(sound, at: start, gain: stroke.level * gain * 0.5) }
    }
  }

  /// Plays a part; a note of the same pitch and length is made once and used again.
  private mutating func play(
    _ notes: [Note], on instrument: Instrument, decibels: Double, send: Float, into dry: inout SampleBuffer,
    _ sent: inout SampleBuffer
  ) {
    let timbre = instrument.timbre(touch: band.touch)
    var made: [Int: [Float]] = [:]
    var part = SampleBuffer(count: count, rate: rate)
    for note in notes {
      let start = sample(of: note.start)
      guard start < count else { continue }
      let pitch = min(108, max(24, note.pitch))
      let key = pitch << 16 | Int((note.length * 24).rounded())
      let sound =
        made[key] ?? timbre.note(pitch: pitch, seconds: note.length * 60 / score.tempo, rate: rate, &random)
      made[key] = sound
      part.add(sound, at: start, gain: note.level)
    }
    if let drive = instrument.drive { amplify(&part, drive: drive) }
    if band.mix.hasEcho && send > 0.5 { echo(&part) }
    let gain = Float(decibelsToGain(decibels)) * (instrument.drive == nil ? 1 : 0.8)
    dry.add(part, gain: gain)
    sent.add(part, gain: gain * send)
  }

  /// An overdriven amplifier with its loudspeaker.
  private func amplify(_ part: inout SampleBuffer, drive: Float) {
    Filter.highPass(drive > 10 ? 110 : 80, rate: rate).apply(to: &part.samples)
    part.saturate(drive: drive, bias: 0.15)
    let speaker = Filter.lowPass(4600 + 900 * band.touch, quality: 0.9, rate: rate)
    if drive > 10 {
      let scoop = Filter.peak(550, decibels: -5, quality: 0.8, rate: rate)
      speaker.apply(then: scoop, to: &part.samples)
    } else {
      speaker.apply(to: &part.samples)
    }
  }

  /// Three repeats, each a dotted eighth later and quieter.
  private func echo(_ part: inout SampleBuffer) {
    let source = part.samples
    for repetition in 1...3 {
      part.add(
        source, at: sample(of: 0.75 * Double(repetition)), gain: Float(pow(0.45, Double(repetition))))
    }
  }

  /// Adds the room, pushes the whole together and brings its peak to 0.9.
  private mutating func master(_ dry: SampleBuffer, _ sent: SampleBuffer) -> [Float] {
    var mix = dry
    let room = Reverb(decay: band.mix.room, damping: 0.25).answer(to: sent)
    mix.add(room, gain: Float(band.mix.wet * 2))
    let treble = Filter.highShelf(2500, decibels: band.mix.treble, rate: rate)
    treble.apply(then: .highPass(28, rate: rate), to: &mix.samples)
    if band.mix.isOld { age(&mix) }
    let peak = mix.peak
    if peak > 0 { mix.saturate(drive: Float(band.mix.loudness) / peak * 1.5) }
    let level = mix.peak
    if level > 0 {
      let gain = 0.9 / level
      mix.transform { $0 * gain }
    }
    return mix.samples
  }

  /// A narrow band and hiss, as on an old record.
  private mutating func age(_ mix: inout SampleBuffer) {
    let edge = random.uniform(3800...6500)
    let rumble = Filter.highPass(random.uniform(90...180), rate: rate)
    Filter.lowPass(edge, rate: rate).apply(then: rumble, to: &mix.samples)
    mix.add(whiteNoise(count, &random), at: 0, gain: mix.peak * Float(random.uniform(0.002...0.008)))
  }
}
