/// XXH64, the sum by which a stored result is known to be whole: ten times as fast as SHA-256, and no name of anything.
///
/// Source: the xxHash specification, version 0.1.1, by Yann Collet.
enum Checksum {
  private static let first: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let second: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let third: UInt64 = 0x1656_67B1_9E37_79F9
  private static let fourth: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let fifth: UInt64 = 0x27D4_EB2F_1656_67C5

  /// The sum of some bytes; other seeds give other sums.
  static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    func word(_ place: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
    var place = 0
    var sum: UInt64
    if bytes.count >= 32 {
      var lanes = SIMD4<UInt64>(seed &+ first &+ second, seed &+ second, seed, seed &- first)
      while place + 32 <= bytes.count {
        lanes[0] = round(lanes[0], word(place))
        lanes[1] = round(lanes[1], word(place + 8))
        lanes[2] = round(lanes[2], word(place + 16))
        lanes[3] = round(lanes[3], word(place + 24))
        place += 32
      }
      sum =
        rotated(lanes[0], 1) &+ rotated(lanes[1], 7) &+ rotated(lanes[2], 12) &+ rotated(lanes[3], 18)
      for lane in 0..<4 { sum = (sum ^ round(0, lanes[lane])) &* first &+ fourth }
    } else {
      sum = seed &+ fifth
    }
    sum &+= UInt64(bytes.count)
    while place + 8 <= bytes.count {
      sum = rotated(sum ^ round(0, word(place)), 27) &* first &+ fourth
      place += 8
    }
    if place + 4 <= bytes.count {
      let half = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
      sum = rotated(sum ^ UInt64(half) &* first, 23) &* second &+ third
      place += 4
    }
    while place < bytes.count {
      sum = rotated(sum ^ UInt64(bytes[place]) &* fifth, 11) &* first
      place += 1
    }
    sum = (sum ^ sum >> 33) &* second
    sum = (sum ^ sum >> 29) &* third
    return sum ^ sum >> 32
  }

  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotated(lane &+ word &* second, 31) &* first
  }

  private static func rotated(_ word: UInt64, _ places: UInt64) -> UInt64 {
    word &<< places | word &>> (64 - places)
  }
}
