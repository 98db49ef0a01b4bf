import EtudeCore
import EtudeSound
import Foundation
import Testing

@Suite("Sound as the bytes of a WAV file") struct WaveBytesTests {
  /// libsndfile reads what was written, to the last bit of 16.
  @Test func readBack() throws {
    let samples = (0..<1000).map { Float($0 - 500) / 512 }
    let path = NSTemporaryDirectory() + "etude-wave-\(UUID().uuidString).wav"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try WholeFile.write(WaveBytes.mono(Sound(samples: samples, rate: 16_000)), to: path)
    let decoded = try AudioFile.decode(path, rate: 16_000)
    #expect(decoded.sound.rate == 16_000)
    #expect(decoded.sound.samples == samples)
    #expect(WaveBytes.mono(Sound(samples: [2, -2], rate: 8000)).suffix(4) == [0xFF, 0x7F, 0x00, 0x80])
    #expect(WaveBytes.mono(Sound(samples: [], rate: 8000)).count == 44)
  }
}
