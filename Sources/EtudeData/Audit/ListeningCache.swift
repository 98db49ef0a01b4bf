import EtudeCore
import EtudeSound

extension SoundFindings {
  /// What is kept on disk of it, little-endian: peak, offset, level, clipped and rumbling share, whether it is cut short,
  /// whether its channels cancel out, how many damaged places are known and the first of them, then the fingerprint's words.
  /// What cannot be read is not kept: it may be mended.
  private static let headSize = 8
  private static let mostPlaces = 64

  /// Under what a clip's is kept.
  static func key(_ sound: Digest) -> Digest {
    Digest.build {
      $0.append("listening 4")
      $0.append(SoundDefaults.version)
      $0.append(sound)
    }
  }

  var kept: [UInt8]? {
    guard problem == nil, let loudness else { return nil }
    let head: [Double] = [
      Double(loudness.peak), loudness.offset, loudness.level, loudness.clippedShare, loudness.rumbleShare,
      faults.isTruncated ? 1 : 0, faults.channelsCancel ? 1 : 0,
      Double(min(faults.damage.count, Self.mostPlaces)),
    ]
    var bytes: [UInt8] = []
    for number in head + faults.damage.prefix(Self.mostPlaces) {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 }
    }
    return bytes + fingerprint.bytes
  }

  init?(kept bytes: [UInt8]) {
    guard bytes.count >= Self.headSize * 8, bytes.count % 4 == 0 else { return nil }
    func numbers(_ range: Range<Int>) -> [Double] {
      bytes.withUnsafeBytes { raw in
        range.map {
          Double(bitPattern: UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)))
        }
      }
    }
    let head = numbers(0..<Self.headSize)
    guard (0...Double(Self.mostPlaces)).contains(head[7]), case let whole = Self.headSize + Int(head[7]),
      bytes.count >= whole * 8
    else { return nil }
    var faults = SoundFaults()
    (faults.isTruncated, faults.channelsCancel) = (head[5] != 0, head[6] != 0)
    faults.damage = numbers(Self.headSize..<whole)
    problem = nil
    self.faults = faults
    loudness = Loudness(
      peak: Float(head[0]), offset: head[1], level: head[2], clippedShare: head[3], rumbleShare: head[4])
    fingerprint = Fingerprint(bytes: bytes.dropFirst(whole * 8))
  }
}

extension Fingerprint {
  /// Its words, little-endian.
  var bytes: [UInt8] { words.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) } }

  /// What `bytes` gave; bytes after the last whole word are passed over.
  init(bytes: some Collection<UInt8>, spacing: Int = 1) {
    let bytes = Array(bytes)
    let words = bytes.withUnsafeBytes { raw in
      stride(from: 0, to: raw.count / 4 * 4, by: 4).map {
        UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: $0, as: UInt32.self))
      }
    }
    self.init(words: words, spacing: spacing)
  }
}
