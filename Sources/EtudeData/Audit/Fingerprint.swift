import EtudeCore
import EtudeSound

/// What a recording sounds like in 32 bits a frame, whatever its gain, encoding and beginning.
///
/// Bit m of frame n is the sign of (E(n,m) − E(n,m+1)) − (E(n−1,m) − E(n−1,m+1)), E the energy in 33 bands from 300
/// to 2000 Hz (Haitsma and Kalker, *A highly robust audio fingerprinting system*, 2002), here with librosa's frames, made of a
/// quarter of the samples.
struct Fingerprint: Sendable, Hashable {
  /// One for every frame but the first, or for every so many.
  let words: [UInt32]
  /// Frames from one word to the next.
  let spacing: Int

  static let rate = 22050
  static let hop = 256
  static let settings = SpectrogramSettings(rate: rate, mels: 33, fft: 4096, hop: hop, low: 300, high: 2000)

  /// Seconds from one word to the next.
  static let step = Double(hop) / Double(rate)

  init(words: [UInt32], spacing: Int = 1) {
    self.words = words
    self.spacing = spacing
  }

  /// Every so many words of one that has all.
  func thinned(to spacing: Int) -> Fingerprint {
    Fingerprint(words: stride(from: 0, to: words.count, by: spacing).map { words[$0] }, spacing: spacing)
  }

  /// Frames from the first word to the last, both counted.
  var frames: Int { words.isEmpty ? 0 : (words.count - 1) * spacing + 1 }

  /// Transform and filters, which all clips share.
  private static let bands = Result { try LowBands(settings) }

  /// That of sound at `rate`, a piece at a time: beside the sound, memory is that of the words.
  ///
  /// - Throws: what `SoundSource.walk` throws.
  init(of source: SoundSource, _ cancellation: Cancellation) throws {
    var words: [UInt32] = []
    var last: Frames?
    try Self.bands.get().power(of: source, cancellation: cancellation) { piece in
      // A frame's word takes the one before it.
      words += Fingerprint(bands: last.map { $0.followed(by: piece) } ?? piece).words
      last = piece.lastFrame
    }
    self.init(words: words)
  }

  /// Of 33 bands' energies, `[33, frames]`.
  init(bands: Frames) {
    spacing = 1
    let count = bands.count
    guard count > 1, bands.bands == 33 else {
      words = []
      return
    }
    words = [UInt32](unsafeUninitializedCapacity: count - 1) { words, initialized in
      initialized = count - 1
      words.initialize(repeating: 0)
      bands.values.withUnsafeBufferPointer { values in
        for band in 0..<32 {
          let low = band * count
          let high = low + count
          // Without a branch, which sounds would send either way at random.
          for frame in 1..<count {
            let now = values[low + frame] - values[high + frame]
            let before = values[low + frame - 1] - values[high + frame - 1]
            words[frame - 1] |= (now - before > 0 ? 1 : 0) << UInt32(band)
          }
        }
      }
    }
  }

  /// The share of bits in which two recordings differ where the other, which has every word, begins `shift` frames later;
  /// nil if they overlap in fewer than `least` frames.
  func difference(from other: Fingerprint, shift: Int, least: Int) -> Double? {
    let first = max(0, -shift)
    let last = min(frames - max(0, shift), other.frames + min(0, shift)) + first
    guard last - first >= least else { return nil }
    let odd = (first + shift) % spacing
    var bits = 0
    var compared = 0
    for frame in stride(from: odd == 0 ? first : first + spacing - odd, to: last, by: spacing) {
      bits += (words[(frame + shift) / spacing] ^ other.words[frame]).nonzeroBitCount
      compared += 32
    }
    return Double(bits) / Double(compared)
  }
}

extension Frames {
  fileprivate var lastFrame: Frames {
    Frames(bands: bands, count: 1, values: (0..<bands).map { self[$0, count - 1] })
  }

  /// These frames, then those of `other`.
  fileprivate func followed(by other: Frames) -> Frames {
    var joined: [Float] = []
    joined.reserveCapacity(values.count + other.values.count)
    for band in 0..<bands {
      joined += values[band * count..<(band + 1) * count]
      joined += other.values[band * other.count..<(band + 1) * other.count]
    }
    return Frames(bands: bands, count: count + other.count, values: joined)
  }
}
