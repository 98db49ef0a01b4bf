import EtudeCore
import Glibc

/// The pieces of a drum kit.
enum Drum: Int, CaseIterable {
  case kick, snare, rim, clap, closedHat, openHat, ride, crash, highTom, lowTom, shaker, tambourine, conga
}

/// How a kit is tuned and damped.
struct DrumKit {
  /// Hz to which the kick falls.
  var kickPitch = 52.0
  /// Seconds to 1/e.
  var kickDecay = 0.16
  /// Loudness of the beater.
  var kickClick: Float = 0.4
  var snarePitch = 190.0
  var snareDecay = 0.11
  /// Noise against the drum's own tone, 0 … 1.
  var snareWires: Float = 0.7
  /// Hz above which the cymbals lie.
  var cymbalEdge = 6500.0
  var hatDecay = 0.035
  /// Brushes rather than sticks: soft noise without a strike.
  var brushes = false

  /// One stroke of a drum at full force.
  func stroke(_ drum: Drum, rate: Double, _ random: inout RandomStream) -> [Float] {
    switch drum {
    case .kick: return kick(rate, &random)
    case .snare:
      if brushes { return noise(0.16, decay: 0.07, from: 1500, to: 7000, gain: 0.5, rate, &random) }
      return mix(
        skin(
          snarePitch, fall: 0.15, decay: snareDecay * 0.6, seconds: 0.35, gain: 0.8 * (1 - 0.5 * snareWires),
          rate),
        noise(0.4, decay: snareDecay, from: 1200, to: 9000, gain: 1.1 * snareWires, rate, &random))
    case .rim:
      return mix(
        skin(820, fall: 0, decay: 0.018, seconds: 0.1, gain: 0.6, rate),
        noise(0.06, decay: 0.006, from: 2000, to: 8000, gain: 0.6, rate, &random))
    case .clap: return clap(rate, &random)
    case .closedHat:
      return noise(0.12, decay: hatDecay, from: cymbalEdge, to: 10_500, gain: 0.5, rate, &random)
    case .openHat: return noise(0.5, decay: 0.2, from: cymbalEdge, to: 10_500, gain: 0.45, rate, &random)
    case .ride:
      return mix(
        metal([3120, 4310, 5230, 6470], decay: 0.35, seconds: 0.9, gain: 0.12, rate),
        noise(0.9, decay: 0.28, from: cymbalEdge * 0.8, to: 10_500, gain: 0.16, rate, &random))
    case .crash: return noise(2.2, decay: 0.7, from: cymbalEdge * 0.5, to: 10_500, gain: 0.5, rate, &random)
    case .highTom: return skin(160, fall: 0.5, decay: 0.18, seconds: 0.5, gain: 0.9, rate)
    case .lowTom: return skin(95, fall: 0.5, decay: 0.22, seconds: 0.6, gain: 1, rate)
    case .shaker: return noise(0.1, decay: 0.03, from: 4500, to: 9500, gain: 0.3, rate, &random)
    case .tambourine:
      return mix(
        metal([5700, 7300, 8900], decay: 0.07, seconds: 0.2, gain: 0.12, rate),
        noise(0.2, decay: 0.05, from: 6000, to: 10_500, gain: 0.3, rate, &random))
    case .conga: return skin(240, fall: 0.2, decay: 0.09, seconds: 0.3, gain: 0.8, rate)
    }
  }

  private func kick(_ rate: Double, _ random: inout RandomStream) -> [Float] {
    let tone = skin(kickPitch, fall: 2.5, decay: kickDecay, seconds: kickDecay * 4, gain: 1.2, rate)
    return mix(tone, noise(0.02, decay: 0.004, from: 1500, to: 6000, gain: kickClick, rate, &random))
  }

  private func clap(_ rate: Double, _ random: inout RandomStream) -> [Float] {
    var sum = [Float](repeating: 0, count: Int(0.35 * rate))
    for (start, decay) in [(0.0, 0.006), (0.011, 0.006), (0.023, 0.09)] {
      let burst = noise(0.3, decay: decay, from: 900, to: 5000, gain: 0.9, rate, &random)
      let offset = Int(start * rate)
      for index in 0..<min(burst.count, sum.count - offset) { sum[offset + index] += burst[index] }
    }
    return sum
  }

  /// A sine whose pitch falls from (1 + fall) times its frequency, as a struck skin's does.
  private func skin(
    _ hertz: Double, fall: Double, decay: Double, seconds: Double, gain: Float, _ rate: Double
  ) -> [Float] {
    let count = Int(seconds * rate)
    let loss = decayPerSample(decay, rate: rate)
    var turn = 0.0
    var bend = fall
    let bendLoss = Double(decayPerSample(0.025, rate: rate))
    var level = gain
    var samples = [Float](repeating: 0, count: count)
    for index in 0..<count {
      samples[index] = Wavetable.sine[Int(turn * Double(Wavetable.size)) & (Wavetable.size - 1)] * level
      turn += hertz * (1 + bend) / rate
      bend *= bendLoss
      level *= loss
    }
    fadeOut(&samples, last: 64)
    return samples
  }

  private func noise(
    _ seconds: Double, decay: Double, from low: Double, to high: Double, gain: Float, _ rate: Double,
    _ random: inout RandomStream
  ) -> [Float] {
    var samples = whiteNoise(Int(seconds * rate), &random)
    let floor = Filter.highPass(low, rate: rate)
    if high < rate * 0.45 {
      floor.apply(then: .lowPass(high, rate: rate), to: &samples)
    } else {
      floor.apply(to: &samples)
    }
    let loss = decayPerSample(decay, rate: rate)
    var level = gain
    for index in samples.indices {
      samples[index] *= level
      level *= loss
    }
    fadeOut(&samples, last: 64)
    return samples
  }

  /// Partials that belong to no one pitch.
  private func metal(
    _ partials: [Double], decay: Double, seconds: Double, gain: Float, _ rate: Double
  ) -> [Float] {
    var sum = [Float](repeating: 0, count: Int(seconds * rate))
    for hertz in partials where hertz < rate * 0.45 {
      let partial = skin(hertz, fall: 0, decay: decay, seconds: seconds, gain: gain, rate)
      for index in sum.indices { sum[index] += partial[index] }
    }
    return sum
  }

  private func mix(_ first: [Float], _ second: [Float]) -> [Float] {
    var sum = first.count >= second.count ? first : second
    let other = first.count >= second.count ? second : first
    for index in other.indices { sum[index] += other[index] }
    return sum
  }
}
