import EtudeCore
import EtudeSound

/// What a recording sounds like in 32 bits a frame, whatever its gain, encoding and beginning.
///
/// Bit m of frame n is the sign of (E(n,m) − E(n,m+1)) − (E(n−1,m) − E(n−1,m+1)), E the energy in 33 bands from 300
/// to 2000 Hz (Haitsma and Kalker, *A highly robust audio fingerprinting system*, 2002), here with librosa's frames.
struct Fingerprint: Sendable {
  /// `[frames − 1]`
  let words: [UInt32]

  static let rate = 22050
  static let hop = 256
  static let settings = SpectrogramSettings(rate: rate, mels: 33, fft: 4096, hop: hop, low: 300, high: 2000)

  /// Seconds from one word to the next.
  static let step = Double(hop) / Double(rate)

  init(words: [UInt32]) { self.words = words }

  init(of samples: [Float], _ frontEnd: FrontEnd, cancellation: Cancellation = Cancellation()) {
    let bands = frontEnd.melPower(of: samples, cancellation: cancellation)
    let count = bands.count
    guard count > 1, bands.bands == 33 else {
      words = []
      return
    }
    words = bands.values.withUnsafeBufferPointer { values in
      var words = [UInt32](repeating: 0, count: count - 1)
      for band in 0..<32 {
        let low = band * count
        let high = low + count
        for frame in 1..<count {
          let now = values[low + frame] - values[high + frame]
          let before = values[low + frame - 1] - values[high + frame - 1]
          if now - before > 0 { words[frame - 1] |= 1 << UInt32(band) }
        }
      }
      return words
    }
  }

  /// The share of bits in which two recordings differ where the other begins `shift` frames later; nil if they
  /// overlap in fewer than `least` frames.
  func difference(from other: Fingerprint, shift: Int, least: Int) -> Double? {
    let first = max(0, -shift)
    let last = min(words.count - max(0, shift), other.words.count + min(0, shift)) + first
    guard last - first >= least else { return nil }
    var bits = 0
    for frame in first..<last { bits += (words[frame + shift] ^ other.words[frame]).nonzeroBitCount }
    return Double(bits) / Double(32 * (last - first))
  }
}
