import EtudeCore
import EtudeSound
import Testing

/// Pages of an Ogg file that are damaged or missing are silence in their place; what follows stays where it was.
@Suite struct OggGapTests {
  init() { DecoderMessages.silence() }

  @Test(arguments: ["Ogg Vorbis", "Opus"], 0..<6)
  func `what lies behind a gap stays in its place`(name: String, seed: Int) throws {
    let format = try #require(Format.named(name))
    try inFolder { folder in
      let path = folder + "/x"
      // Clicks of their own height, one each 0.2 s, in a little noise.
      let noise = Signals.noise(format.rate * 12).map { Float(0.01 * $0) }
      let clicks = noise.enumerated().map { place, sample in
        place % (format.rate / 5) < 400 ? sample + (place % 20 < 10 ? 0.4 : -0.4) : sample
      }
      try AudioFile.write(clicks, rate: format.rate, channels: 1, format: format.number, to: path)
      let whole = try AudioFile.decode(path)
      var bytes = try WholeFile.read(path)
      var random = RandomStream(seed: UInt64(seed), purpose: "gaps in \(name)")
      let first = bytes.count / 3 + random.below(bytes.count / 4)
      let last = first + 500 + random.below(bytes.count / 5)
      switch seed % 3 {
      case 0: for place in first..<last { bytes[place] = 0 }
      case 1: for place in first..<last { bytes[place] = UInt8(random.below(256)) }
      default: bytes.removeSubrange(first..<last)
      }
      try WholeFile.write(bytes, to: path)
      let decoded = try AudioFile.decode(path)
      #expect(abs(decoded.sound.samples.count - whole.sound.samples.count) <= 1)
      #expect(!decoded.info.damage.isEmpty && !decoded.isTruncated)
      let gap = try #require(decoded.info.damage.first)
      let (own, other) = (whole.sound.samples, decoded.sound.samples)
      func differs(_ range: Range<Int>) -> Double {
        let energies = range.map { (Double(own[$0]) * Double(own[$0]), Double(own[$0] - other[$0])) }
        let energy = energies.reduce(0) { $0 + $1.0 }
        return energies.reduce(0) { $0 + $1.1 * $1.1 } / energy
      }
      #expect(differs(0..<Int((gap - 0.1) * 22_050)) < 1e-6)
      // The last second is whole in each of these files.
      #expect(differs(own.count - 22_050..<own.count - 1000) < 0.05)
      #expect(other[Int(gap * 22_050)...].contains(0))
      let piece = try AudioFile.decode(path, from: 10).sound.samples
      #expect(piece.count == other.count - 220_500)
      // As exactly as a sum of floats is rounded.
      #expect(zip(piece, other[220_500...]).allSatisfy { abs($0 - $1) < 1e-5 })
    }
  }
}
