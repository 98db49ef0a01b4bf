import EtudeCore
import Glibc

/// A sustained or struck tone: two wavetables, one bright and one dark, blended while the note sounds.
struct Tone {
  var spectrum: Spectrum
  /// Seconds.
  var attack = 0.01
  /// Seconds to 1/e of the way from full to `sustain`.
  var decay = 0.5
  /// 0 … 1.
  var sustain: Float = 0.8
  /// Seconds.
  var release = 0.08
  /// Seconds to 1/e of the way from the bright table to the dark one; for brass it rises first.
  var dulling = 0.4
  /// Share of the bright table that stays.
  var brightness: Float = 0.3
  /// Whether the tone brightens with its attack, as wind instruments do.
  var swells = false
  /// Cents between two voices; 0 for one voice.
  var detune = 0.0
  /// Cents either way.
  var vibrato = 0.0
  /// Hz.
  var vibratoRate = 5.5
  /// Semitones below the pitch at which the note begins; above it if negative.
  var scoop = 0.0
  /// Loudness of the breath, bow or hammer noise.
  var breath: Float = 0

  func note(frequency: Double, seconds: Double, rate: Double, _ random: inout RandomStream) -> [Float] {
    let count = max(1, Int((seconds + release) * rate))
    var samples = [Float](repeating: 0, count: count)
    let table = Wavetable(spectrum, frequency: frequency, rate: rate)
    let held = Int(seconds * rate)
    let phase = UInt32(truncatingIfNeeded: random.next())
    let voices = detune > 0 ? [exp2(-detune / 2400), exp2(detune / 2400)] : [1]
    for (number, ratio) in voices.enumerated() {
      add(
        table, to: &samples, increment: frequency * ratio / rate * 4_294_967_296,
        phase: number == 0 ? phase : phase &+ 1 << 30, gain: voices.count > 1 ? 0.6 : 1, held: held,
        rate: rate)
    }
    if breath > 0 { addBreath(to: &samples, held: held, rate: rate, &random) }
    fadeOut(&samples, last: min(32, count))
    return samples
  }

  /// Length of the pieces in which envelopes and vibrato run along straight lines.
  private static let piece = 64

  /// Loudness and share of the bright table at a time in seconds.
  private func envelope(_ time: Double, held: Double) -> (level: Float, bright: Float) {
    let risen = attack > 0 ? Float(min(1, time / attack)) : 1
    let fallen = sustain + (1 - sustain) * Float(exp(-max(0, time - attack) / max(0.001, decay)))
    let after = time > held ? Float(exp(-(time - held) / max(0.003, release * 0.35))) : 1
    let dull = brightness + (1 - brightness) * Float(exp(-max(0, time - attack) / max(0.001, dulling)))
    return (risen * fallen * after, swells ? dull * risen * after : dull)
  }

  private func add(
    _ table: Wavetable, to samples: inout [Float], increment: Double, phase: UInt32, gain: Float, held: Int,
    rate: Double
  ) {
    let heldSeconds = Double(held) / rate
    var phase = phase
    var before = envelope(0, held: heldSeconds)
    samples.withUnsafeMutableBufferPointer { buffer in
      table.pairs.withUnsafeBufferPointer { pairs in
        var start = 0
        while start < buffer.count {
          let length = min(Tone.piece, buffer.count - start)
          let time = Double(start) / rate
          let after = envelope(Double(start + length) / rate, held: heldSeconds)
          var cents = vibrato * min(1, time / 0.35) * sin(2 * .pi * vibratoRate * time)
          if scoop != 0 { cents -= scoop * 100 * exp(-time / 0.06) }
          let step = UInt32(min(2_147_483_647, increment * (cents == 0 ? 1 : exp2(cents / 1200))))
          let per = 1 / Float(length)
          var level = before.level * gain
          var bright = before.bright
          let levelStep = (after.level * gain - level) * per
          let brightStep = (after.bright - bright) * per
          for index in start..<(start + length) {
            let place = Int(phase >> Wavetable.shift)
            let part = Float(phase & Wavetable.mask) * Wavetable.scale
            let pair = pairs[place] + (pairs[place + 1] - pairs[place]) * part
            buffer[index] += (pair.y + (pair.x - pair.y) * bright) * level
            level += levelStep
            bright += brightStep
            phase = phase &+ step
          }
          before = after
          start += length
        }
      }
    }
  }

  private func addBreath(to samples: inout [Float], held: Int, rate: Double, _ random: inout RandomStream) {
    let count = min(samples.count, held, Int(rate * (sustain > 0.2 ? 1.5 : 0.06)))
    guard count > 1 else { return }
    var noise = whiteNoise(count, &random)
    Filter.bandPass(1800, quality: 0.6, rate: rate).apply(to: &noise)
    let rise = Float(max(1, attack * rate))
    let fall = decayPerSample(sustain > 0.2 ? 0.5 : 0.012, rate: rate)
    var level = breath
    for index in 0..<count {
      samples[index] += noise[index] * level * min(1, Float(index) / rise)
      level *= fall
    }
  }
}
