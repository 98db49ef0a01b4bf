/// The header of a frame of MPEG audio, layers I to III (ISO 11172-3 and 13818-3; 2.5 is Fraunhofer's).
struct MPEGFrameHeader {
  /// What all frames of a stream have in common: version, layer, rate, and whether there is one channel.
  let kind: UInt32
  /// Bytes of the frame, its header among them.
  let bytes: Int
  /// Sample frames that it holds.
  let samples: Int
  /// Sample frames a second.
  let rate: Int
  /// Where a tag (Xing, Info) stands in a frame of layer III that holds one instead of sound; nil in other layers.
  let placeOfTag: Int?

  /// - Parameter word: four bytes, the highest first; nil if they are no header, or of a frame that does not say its size.
  init?(_ word: UInt32) {
    let (version, layer) = (word >> 19 & 3, 4 - Int(word >> 17 & 3))
    let (speed, rate) = (Int(word >> 12 & 15), Int(word >> 10 & 3))
    guard word >> 21 == 0x7FF, version != 1, layer < 4, (1...14).contains(speed), rate < 3 else { return nil }
    let isFirst = version == 3
    let isMono = word >> 6 & 3 == 3
    kind = word & 0xFFFE_0C00 | (isMono ? 1 : 0)
    self.rate = [44_100, 48_000, 32_000][rate] >> (isFirst ? 0 : version == 2 ? 1 : 2)
    let speeds = Self.speeds[isFirst ? layer - 1 : layer == 1 ? 3 : 4]
    let padding = Int(word >> 9 & 1)
    samples = layer == 1 ? 384 : layer == 3 && !isFirst ? 576 : 1152
    // A slot of layer I has four bytes.
    bytes =
      layer == 1
      ? (12_000 * speeds[speed] / self.rate + padding) * 4
      : samples / 8 * 1000 * speeds[speed] / self.rate + padding
    placeOfTag = layer < 3 ? nil : 4 + (isFirst ? isMono ? 17 : 32 : isMono ? 9 : 17)
  }

  /// Kilobits a second: of version 1's three layers, of the first layer of version 2, of its others.
  private static let speeds: [[Int]] = [
    [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  ]
}
