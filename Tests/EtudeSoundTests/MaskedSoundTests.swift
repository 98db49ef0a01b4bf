import EtudeCore
import EtudeSound
import Foundation
import Testing

/// Sound through a mask over its short-time Fourier transform.
@Suite struct MaskedSoundTests {
  private func noise(_ count: Int) -> Sound {
    var random = RandomStream(seed: 3, purpose: "noise")
    return Sound(samples: (0..<count).map { _ in Float(random.uniform(-0.7...0.7)) }, rate: 22050)
  }

  private func level(_ samples: [Float]) -> Double {
    10 * log10(samples.reduce(1e-30) { $0 + Double($1) * Double($1) } / Double(max(1, samples.count)))
  }

  /// With nothing masked the sound comes back to 60 dB and far beyond, whatever its length.
  @Test(arguments: [1, 100, 2048, 2049, 30_000, 700_001]) func nothingMaskedIsTheSound(_ count: Int) throws {
    let sound = noise(count)
    let again = try sound.masked { _, _ in Array(repeating: 1, count: 1025) }
    #expect(again.samples.count == count && again.rate == sound.rate)
    let difference = zip(again.samples, sound.samples).map { $0 - $1 }
    #expect(level(difference) < level(sound.samples) - 100)
  }

  @Test func aMaskKeepsWhatItLetsThrough() throws {
    let tones = Sound(
      samples: (0..<44_100).map { index in
        let time = Double(index) / 22050
        return Float(0.4 * sin(2 * .pi * 500 * time) + 0.4 * sin(2 * .pi * 4000 * time))
      }, rate: 22050)
    let low = try tones.masked { _, _ in (0..<1025).map { $0 < 140 ? 1 : 0 } }
    let expected = (0..<44_100).map { Float(0.4 * sin(2 * .pi * 500 * Double($0) / 22050)) }
    let inside = 4000..<40_000
    let difference = inside.map { low.samples[$0] - expected[$0] }
    #expect(level(difference) < level(Array(expected[inside])) - 50)
    let half = try tones.masked { index, count in Array(repeating: index * 2 < count ? 1 : 0, count: 1025) }
    #expect(level(Array(half.samples[30_000...])) < -200 && level(Array(half.samples[..<18_000])) > -10)
  }

  @Test func whatCannotBeIsRefused() {
    #expect(throws: Failure.self) { try noise(5000).masked { _, _ in [1, 1] } }
    #expect(throws: Failure.self) { try noise(5000).masked(fft: 63) { _, _ in [] } }
    let stop = Cancellation()
    stop.request()
    #expect(throws: Failure.interrupted) {
      try noise(5000).masked(cancellation: stop) { _, _ in Array(repeating: 1, count: 1025) }
    }
  }
}
