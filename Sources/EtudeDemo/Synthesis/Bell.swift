import EtudeCore
import Glibc

/// Frequency modulation of one sine by another, as in an electric piano or a vibraphone (Chowning, 1973).
struct Bell {
  /// The modulator's frequency over the carrier's.
  var ratio = 1.0
  /// Index of modulation at the strike, in radians.
  var index = 2.0
  /// Seconds to 1/e of the index.
  var dulling = 0.3
  /// Seconds to 1/e of the loudness.
  var decay = 1.2
  /// Loudness of the high tine.
  var tine: Float = 0.15
  /// Seconds.
  var release = 0.1

  func note(frequency: Double, seconds: Double, rate: Double) -> [Float] {
    let count = max(1, Int((seconds + release) * rate))
    let sine = Wavetable.sine
    let turn = 4_294_967_296.0
    let carrierStep = UInt32(min(turn * 0.49, frequency / rate * turn))
    let modulatorStep = UInt32(min(turn * 0.49, frequency * ratio / rate * turn))
    let tineStep = UInt32(min(turn * 0.49, min(frequency * 7, 6000) / rate * turn))
    let indexDecay = decayPerSample(dulling, rate: rate)
    let loudnessDecay = decayPerSample(decay * pow(220 / frequency, 0.3), rate: rate)
    let tineDecay = decayPerSample(0.06, rate: rate)
    let rise = Float(max(1, 0.003 * rate))
    var samples = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      var carrier: UInt32 = 0
      var modulator: UInt32 = 0
      var high: UInt32 = 0
      var depth = Float(index / (2 * .pi) * turn)
      var loudness: Float = 0.7
      var ring = tine
      sine.withUnsafeBufferPointer { sine in
        for place in 0..<count {
          let bend = Int64(sine[Int(modulator >> Wavetable.shift)] * depth)
          let phase = carrier &+ UInt32(truncatingIfNeeded: bend)
          let body = sine[Int(phase >> Wavetable.shift)] * loudness
          buffer[place] = body + sine[Int(high >> Wavetable.shift)] * ring
          carrier = carrier &+ carrierStep
          modulator = modulator &+ modulatorStep
          high = high &+ tineStep
          depth *= indexDecay
          loudness *= loudnessDecay
          ring *= tineDecay
        }
      }
      for place in 0..<min(count, Int(rise)) { buffer[place] *= Float(place) / rise }
      initialized = count
    }
    fadeOut(&samples, last: Int(release * rate))
    return samples
  }
}
