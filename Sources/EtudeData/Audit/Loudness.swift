import EtudeSound
import Glibc

/// Levels of a sound and what is wrong with them.
struct Loudness: Sendable {
  /// Largest amplitude, full scale 1.
  let peak: Float
  /// Mean amplitude, which should be 0.
  let offset: Double
  /// Root mean square of the amplitudes.
  let level: Double
  /// Share of samples that stand in runs of at least three at one and the same largest amplitude.
  let clippedShare: Double
  /// Share of the energy, offset aside, that lies below 20 Hz.
  let rumbleShare: Double

  /// −80 dB below full scale: less is silence in 16 bits with dither.
  static let silence: Float = 1e-4

  var isSilent: Bool { peak < Self.silence }
  var isClipped: Bool { clippedShare > 5e-4 }
  var isOffset: Bool { !isSilent && abs(offset) > 0.02 && abs(offset) > 0.15 * level }
  var isRumbling: Bool { !isSilent && rumbleShare > 0.1 }

  init(peak: Float, offset: Double, level: Double, clippedShare: Double, rumbleShare: Double) {
    self.peak = peak
    self.offset = offset
    self.level = level
    self.clippedShare = clippedShare
    self.rumbleShare = rumbleShare
  }

  init(of sound: Sound) {
    var peak: Float = 0
    var sum = 0.0
    var squares = 0.0
    for sample in sound.samples {
      peak = max(peak, abs(sample))
      sum += Double(sample)
      squares += Double(sample) * Double(sample)
    }
    let count = Double(max(1, sound.samples.count))
    self.peak = peak
    offset = sum / count
    level = (squares / count).squareRoot()
    clippedShare = Self.clippedShare(sound.samples, peak: peak)
    rumbleShare = Self.rumbleShare(sound, offset: sum / count, energy: squares - sum * sum / count)
  }

  /// Flat tops: runs of three or more equal samples within a hundredth of the peak, of sound that is loud at all.
  private static func clippedShare(_ samples: [Float], peak: Float) -> Double {
    guard peak > 0.5 else { return 0 }
    let top = peak * 0.99
    var clipped = 0
    var run = 0
    var last: Float = 0
    for sample in samples {
      if abs(sample) >= top && sample == last {
        run += 1
        clipped += run == 3 ? 3 : run > 3 ? 1 : 0
      } else {
        run = 1
        last = sample
      }
    }
    return Double(clipped) / Double(max(1, samples.count))
  }

  /// Energy after four one-pole low-pass filters at 30 Hz, as a share of all: a quarter of what lies at 20 Hz, most of
  /// what lies below, little of a bass's lowest notes.
  private static func rumbleShare(_ sound: Sound, offset: Double, energy: Double) -> Double {
    guard energy > 0 else { return 0 }
    let coefficient = 1 - exp(-2 * Double.pi * 30 / Double(sound.rate))
    var (first, second, third, fourth) = (0.0, 0.0, 0.0, 0.0)
    var low = 0.0
    for sample in sound.samples {
      first += coefficient * (Double(sample) - offset - first)
      second += coefficient * (first - second)
      third += coefficient * (second - third)
      fourth += coefficient * (third - fourth)
      low += fourth * fourth
    }
    return low / energy
  }
}
