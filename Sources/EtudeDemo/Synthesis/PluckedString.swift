import EtudeCore
import Glibc

/// A plucked string: noise going round a delay line that smooths it (Karplus and Strong, 1983).
struct PluckedString {
  /// Treble of the pluck, 0 … 1.
  var brightness = 0.6
  /// Seconds until the note has lost 60 dB at A 110 Hz.
  var decay = 3.0
  /// Where the string is plucked, as a share of its length.
  var position = 0.2
  /// Seconds it rings after it is let go.
  var release = 0.08
  /// How much treble each round loses, 0 … 0.25.
  var damping = 0.1
  /// Resonance of the body in Hz; 0 for none.
  var body = 0.0

  func note(frequency: Double, seconds: Double, rate: Double, _ random: inout RandomStream) -> [Float] {
    let count = max(1, Int((seconds + release) * rate))
    let period = max(4, rate / frequency)
    let delay = max(2, Int(period - 1))
    let fraction = Float(period - 1 - Double(delay))
    var samples = [Float](repeating: 0, count: count)
    let pluck = excitation(length: delay + 2, &random)
    for index in 0..<min(count, pluck.count) { samples[index] = pluck[index] }
    let loss = Float(decibelsToGain(-60 / (frequency * decay * pow(110 / frequency, 0.5))))
    circulate(&samples, from: pluck.count, delay: delay, taps: taps(fraction, loss: loss))
    if body > 0 { Filter.peak(body, decibels: 6, quality: 1, rate: rate).apply(to: &samples) }
    fadeOut(&samples, last: Int(release * rate))
    return samples
  }

  /// Noise, darker for a soft pluck, without the harmonics that have a node where the string is plucked.
  private func excitation(length: Int, _ random: inout RandomStream) -> [Float] {
    var noise = whiteNoise(length, &random)
    let smoothing = Float(1 - brightness) * 0.85
    var state: Float = 0
    for index in noise.indices {
      state = noise[index] * (1 - smoothing) + state * smoothing
      noise[index] = state
    }
    let gap = max(1, Int(Double(length) * position))
    let copy = noise
    for index in noise.indices { noise[index] -= 0.8 * copy[(index + length - gap) % length] }
    let mean = noise.reduce(0, +) / Float(length)
    let energy = noise.reduce(Float(0)) { $0 + ($1 - mean) * ($1 - mean) } / Float(length)
    let scale = 0.5 / max(1e-4, energy.squareRoot())
    return noise.map { ($0 - mean) * scale }
  }

  /// A smoothing of three taps, moved by a fraction of a sample: four taps in all.
  private func taps(_ fraction: Float, loss: Float) -> (Float, Float, Float, Float) {
    let side = Float(damping) * loss
    let middle = loss - 2 * side
    return (
      side * (1 - fraction), middle * (1 - fraction) + side * fraction,
      side * (1 - fraction) + middle * fraction,
      side * fraction
    )
  }

  /// samples[n] = Σ taps[i] · samples[n - delay - i], sixteen at a time where the delay allows it.
  private func circulate(
    _ samples: inout [Float], from start: Int, delay: Int, taps: (Float, Float, Float, Float)
  ) {
    let count = samples.count
    var index = start
    if delay > 16 {
      samples.withUnsafeMutableBytes { bytes in
        while index + 16 <= count {
          let past = (index - delay) * 4
          var sum =
            bytes.loadUnaligned(fromByteOffset: past, as: SIMD16<Float>.self) * taps.0
            + bytes.loadUnaligned(fromByteOffset: past - 4, as: SIMD16<Float>.self) * taps.1
            + bytes.loadUnaligned(fromByteOffset: past - 8, as: SIMD16<Float>.self) * taps.2
          if past >= 12 {
            sum += bytes.loadUnaligned(fromByteOffset: past - 12, as: SIMD16<Float>.self) * taps.3
          }
          bytes.storeBytes(of: sum, toByteOffset: index * 4, as: SIMD16<Float>.self)
          index += 16
        }
      }
    }
    while index < count {
      let past = index - delay
      samples[index] =
        samples[past] * taps.0 + samples[past - 1] * taps.1 + samples[past - 2] * taps.2
        + (past >= 3 ? samples[past - 3] * taps.3 : 0)
      index += 1
    }
  }
}

/// Brings the last samples of a note to silence along a straight line.
func fadeOut(_ samples: inout [Float], last: Int) {
  let count = min(samples.count, max(1, last))
  let start = samples.count - count
  for index in 0..<count { samples[start + index] *= 1 - Float(index + 1) / Float(count) }
}
