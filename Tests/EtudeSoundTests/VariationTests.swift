import EtudeCore
import EtudeSound
import Foundation
import Testing

/// Altered sound to train on.
@Suite struct VariationTests {
  private let rate = 22050

  private func tone(_ frequency: Double, seconds: Double = 2) -> Sound {
    Sound(
      samples: (0..<Int(seconds * Double(rate))).map {
        Float(0.5 * sin(2 * .pi * frequency * Double($0) / Double(rate)))
      }, rate: rate)
  }

  /// Cycles a second, from the passages through zero in the middle of a tone.
  private func frequency(_ sound: Sound) -> Double {
    let middle = sound.samples.dropFirst(sound.samples.count / 4).prefix(sound.samples.count / 2)
    let rising = zip(middle, middle.dropFirst()).enumerated().filter { $1.0 < 0 && $1.1 >= 0 }.map(\.offset)
    guard let first = rising.first, let last = rising.last, rising.count > 1 else { return 0 }
    return Double(rising.count - 1) * Double(sound.rate) / Double(last - first)
  }

  private func key(_ text: String) -> Digest { Digest.build { $0.append(text) } }

  @Test(arguments: [0.9, 1.1, 1.5]) func stretchingKeepsTheKey(_ factor: Double) {
    let sound = tone(440)
    let stretched = sound.stretched(by: factor)
    #expect(abs(Double(stretched.samples.count) - factor * Double(sound.samples.count)) <= 1)
    #expect(abs(frequency(stretched) - 440) < 4, "\(frequency(stretched))")
    #expect(stretched.samples.allSatisfy { abs($0) < 0.6 })
    #expect(sound.stretched(by: 1) == sound)
  }

  @Test(arguments: [-2.0, -1, 1, 2]) func pitchKeepsTheLength(_ semitones: Double) throws {
    let sound = tone(440)
    let other = try SoundVariation(.pitch, amount: semitones, stream: key("p")).applied(to: sound)
    #expect(abs(Double(other.samples.count - sound.samples.count)) < 0.002 * Double(sound.samples.count))
    #expect(abs(frequency(other) / (440 * pow(2, semitones / 12)) - 1) < 0.01, "\(frequency(other))")
    #expect(other.rate == rate)
  }

  @Test func noiseAndGainAreAsLoudAsTheySay() throws {
    let sound = tone(440)
    func power(_ samples: [Float]) -> Double {
      samples.reduce(0) { $0 + Double($1) * Double($1) } / Double(samples.count)
    }
    let noisy = try SoundVariation(.noise, amount: 20, stream: key("n")).applied(to: sound)
    let noise = zip(noisy.samples, sound.samples).map { $0 - $1 }
    #expect(abs(10 * log10(power(sound.samples) / power(noise)) - 20) < 0.2)
    let softer = try SoundVariation(.gain, amount: -6, stream: key("g")).applied(to: sound)
    #expect(abs(10 * log10(power(softer.samples) / power(sound.samples)) + 6) < 1e-3)
  }

  @Test(arguments: SoundVariation.Kind.allCases) func equalSoundIsAlteredAlike(_ kind: SoundVariation.Kind)
    throws
  {
    let variation = SoundVariation(kind, of: key("song"))
    #expect(variation == SoundVariation(kind, of: key("song")))
    let sound = tone(300, seconds: 0.5)
    #expect(try variation.applied(to: sound) == variation.applied(to: sound))
    #expect(variation.digest != SoundVariation(kind, of: key("other song")).digest)
    let short = Sound(samples: [0.1, -0.1, 0.2], rate: rate)
    #expect(try !variation.applied(to: short).samples.isEmpty)
    #expect(try variation.applied(to: Sound(samples: [], rate: rate)).samples.isEmpty)
  }
}
