import EtudeCore
import EtudeSound
import Foundation
import Testing

/// Bands of low frequencies from a quarter of the samples, against those of all of them.
@Suite struct LowBandsTests {
  private let settings = SpectrogramSettings(mels: 33, fft: 4096, hop: 256, low: 300, high: 2000)

  private func powers(_ source: SoundSource) throws -> [[Float]] {
    var bands = [[Float]](repeating: [], count: 33)
    try LowBands(settings).power(of: source) { piece in
      for band in 0..<piece.bands { bands[band] += (0..<piece.count).map { piece[band, $0] } }
    }
    return bands
  }

  private func tone(_ frequency: Double, seconds: Double = 3) -> [Float] {
    (0..<Int(seconds * 22_050)).map { Float(0.5 * sin(2 * .pi * frequency * Double($0) / 22_050)) }
  }

  @Test func `powers are a sixteenth of the whole sound's, whatever lies above them`() throws {
    let loud = tone(5000).map { $0 * 0.1 }
    let noise = zip(Signals.noise(66_150), loud).map { Float($0) * 0.1 + $1 }
    let whole = try FrontEnd(settings).melPower(of: noise)
    let bands = try powers(.held(Sound(samples: noise, rate: 22_050)))
    for band in 0..<33 {
      // Frames at the ends see the step into silence.
      for frame in 10..<whole.count - 10 {
        #expect(abs(16 * bands[band][frame] / whole[band, frame] - 1) < 2e-3)
      }
    }
  }

  /// 4012.5 Hz would fold onto 1500 Hz, 9525 Hz onto it in the second halving.
  @Test(arguments: [4012.5, 9525, 6900]) func `what would fold onto them vanishes`(frequency: Double) throws {
    let heard = try powers(.held(Sound(samples: tone(1500), rate: 22_050))).map { $0[100] }.max() ?? 0
    let folded = try powers(.held(Sound(samples: tone(frequency), rate: 22_050))).map { $0[100] }.max() ?? 1
    #expect(folded < 1e-7 * heard)
  }

  @Test(arguments: [1, 3, 255, 256, 257, 30_001, 700_003])
  func `blocks of a file have the bits of sound that is held`(length: Int) throws {
    try inFolder { folder in
      let samples = Signals.noise(length).map { Float($0) * 0.3 }
      let path = folder + "/noise.wav"
      try AudioFile.write(samples, rate: 22_050, channels: 1, format: 0x010006, to: path)
      let held = try powers(.held(Sound(samples: samples, rate: 22_050)))
      #expect(try powers(.file(FilePart(path), rate: 22_050)) == held)
      #expect(held[0].count == 1 + (length + 3) / 4 / 64)
    }
  }

  @Test func `bands too high, and transforms that four does not divide, are refused`() throws {
    #expect(throws: Failure.self) {
      try LowBands(SpectrogramSettings(mels: 33, fft: 4096, hop: 256, high: 4000))
    }
    #expect(throws: Failure.self) {
      try LowBands(SpectrogramSettings(mels: 33, fft: 4096, hop: 254, high: 2000))
    }
  }
}
