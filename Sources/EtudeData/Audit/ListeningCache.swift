import EtudeCore
import EtudeSound

extension Listening {
  /// What is kept on disk of it, little-endian: peak, offset, level, clipped and rumbling share, whether it is cut short,
  /// then the fingerprint's words. What cannot be read is not kept: it may be mended.
  private static let headSize = 6

  /// Under what a clip's is kept.
  static func key(_ sound: Digest) -> Digest {
    Digest.build {
      $0.append("listening")
      $0.append(SoundDefaults.version)
      $0.append(sound)
    }
  }

  var kept: [UInt8]? {
    guard problem == nil, let loudness else { return nil }
    let head: [Double] = [
      Double(loudness.peak), loudness.offset, loudness.level, loudness.clippedShare, loudness.rumbleShare,
      isTruncated ? 1 : 0,
    ]
    var bytes: [UInt8] = []
    for number in head { withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 } }
    for word in fingerprint.words { withUnsafeBytes(of: word.littleEndian) { bytes += $0 } }
    return bytes
  }

  init?(kept bytes: [UInt8]) {
    guard bytes.count >= Self.headSize * 8, bytes.count % 4 == 0 else { return nil }
    let (head, words) = bytes.withUnsafeBytes { raw in
      let head = (0..<Self.headSize).map {
        Double(bitPattern: UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)))
      }
      let words = stride(from: Self.headSize * 8, to: raw.count, by: 4).map {
        UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: $0, as: UInt32.self))
      }
      return (head, words)
    }
    problem = nil
    isTruncated = head[5] != 0
    loudness = Loudness(
      peak: Float(head[0]), offset: head[1], level: head[2], clippedShare: head[3], rumbleShare: head[4])
    fingerprint = Fingerprint(words: words)
  }
}
