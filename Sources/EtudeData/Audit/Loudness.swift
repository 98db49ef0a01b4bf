import EtudeCore
import EtudeSound

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

  /// Decoders of MP3 give a little more than full scale; four times as much is whole numbers that were taken for amplitudes.
  static let loudest: Float = 4

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
    var levels = Levels()
    levels.add(sound.samples)
    var faults = LevelFaults(levels, rate: sound.rate)
    faults.add(sound.samples)
    self.init(levels, faults)
  }

  init(_ levels: Levels, _ faults: LevelFaults) {
    self.init(
      peak: levels.peak, offset: levels.offset, level: levels.level, clippedShare: faults.clippedShare,
      rumbleShare: faults.rumbleShare)
  }
}

extension Clip {
  /// Largest amplitude at the clip's own `rate`.
  ///
  /// - Throws: what `sound` throws.
  func peak(_ cancellation: Cancellation) throws -> Float {
    var levels = Levels()
    try soundSource(work: Work(cancellation: cancellation)).walk(cancellation) { levels.add(Array($0)) }
    return levels.peak
  }
}
