import EtudeCore
import EtudeSound
import Foundation
import Testing

@Suite struct SettingsTests {
  @Test func `each wrong option is named with what would do`() throws {
    func message(_ change: (inout SpectrogramSettings) -> Void) -> String? {
      var settings = SpectrogramSettings()
      change(&settings)
      do {
        _ = try FrontEnd(settings)
        return nil
      } catch { return (error as? Failure)?.description }
    }
    #expect(message { _ in } == nil)
    let wrong: [(String, (inout SpectrogramSettings) -> Void)] = [
      ("fft: 100001", { $0.fft = 100_001 }), ("fft: 63", { $0.fft = 63 }), ("hop: 0", { $0.hop = 0 }),
      ("mels: 0", { $0.mels = 0 }), ("mels: -4", { $0.mels = -4 }), ("low: -1.0 Hz", { $0.low = -1 }),
      ("high: 20000.0 Hz", { $0.high = 20_000 }), ("low: 9000.0 Hz", { ($0.low, $0.high) = (9000, 4000) }),
      ("high: nan Hz", { $0.high = .nan }), ("range: 0.0 dB", { $0.range = 0 }), ("size: 0", { $0.size = 0 }),
      ("count: 129", { $0.kind = .mfcc(count: 129) }), ("count: 0", { $0.kind = .mfcc(count: 0) }),
      ("0 Hz is no sample rate", { $0.rate = 0 }),
      ("no bin", { ($0.kind, $0.low, $0.high) = (.linear, 101, 102) }),
    ]
    for (expected, change) in wrong {
      let text = try #require(message(change), "\(expected)")
      #expect(text.contains(expected), "\(text)")
      #expect(text.contains("use") || text.contains("set") || text.contains("make"), "\(text)")
    }
  }

  @Test func `settings survive JSON, and each option changes the digest`() throws {
    let plain = SpectrogramSettings()
    let copy = try JSONDecoder().decode(SpectrogramSettings.self, from: JSONEncoder().encode(plain))
    #expect(copy == plain)
    #expect(copy.digest == plain.digest)
    let changes: [(inout SpectrogramSettings) -> Void] = [
      { $0.kind = .mfcc(count: 20) }, { $0.kind = .mfcc(count: 13) }, { $0.kind = .linear },
      { $0.kind = .chroma }, { $0.kind = .logarithmic }, { $0.rate = 44_100 }, { $0.mels = 64 },
      { $0.fft = 1024 }, { $0.hop = 256 }, { $0.low = 50 }, { $0.high = 8000 }, { $0.range = 60 },
      { $0.melScale = .htk }, { $0.size = 128 }, { $0.colors = .viridis },
    ]
    var digests = [plain.digest]
    for (index, change) in changes.enumerated() {
      var settings = plain
      change(&settings)
      digests.append(settings.digest)
      #expect((settings.framesDigest == plain.framesDigest) == (index >= 13))
    }
    #expect(Set(digests).count == digests.count)
    var explicit = plain
    explicit.high = 11_025
    #expect(explicit.digest == plain.digest)
  }
}
