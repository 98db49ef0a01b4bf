import EtudeCore
import EtudeData
import EtudeSound
import Foundation
import Testing

/// Songs that share a drum loop are no one recording; copies are, whatever was done to them.
@Suite struct SharedLoopTests {
  private static let rate = 22050
  private static let seconds = 12.0

  /// A bar of bass drum, snare and hats at 120 beats a minute, again and again.
  private static func loop(_ number: Int) -> [Float] {
    var random = RandomStream(seed: UInt64(number), purpose: "loops")
    let noise = (0..<rate).map { _ in Float(random.normal()) }
    var samples = [Float](repeating: 0, count: Int(seconds) * rate)
    for hit in 0..<Int(seconds * 4) {
      let start = hit * rate / 4
      for offset in 0..<rate / 5 where start + offset < samples.count {
        let time = Double(offset) / Double(rate)
        let bass = hit % 4 == 0 ? sin(2 * .pi * (55 * time + 3 * (1 - exp(-30 * time)))) * exp(-18 * time) : 0
        let snare =
          hit % 4 == 2 ? (0.7 * Double(noise[offset]) + sin(2 * .pi * 190 * time)) * exp(-22 * time) : 0
        let hat = 0.2 * Double(noise[offset + 5000]) * exp(-(hit % 2 == 0 ? 60 : 35) * time)
        samples[start + offset] += Float(bass + snare + hat)
      }
    }
    return samples
  }

  /// The loop under a melody of its own.
  private static func song(_ loop: [Float], melody: Int, level: Float) -> [Float] {
    zip(loop, Scratch.song(melody, seconds: seconds).samples).map { $0 + level * $1 }
  }

  private static func clip(_ name: String, _ samples: [Float]) -> Clip {
    Clip(name: name, label: "x", source: .sound(Sound(samples: samples, rate: rate)))
  }

  @Test func songsOfOneLoopStayTwo() throws {
    let clips = [0, 1].flatMap { number in
      let loop = Self.loop(number)
      return [Float(0.3), 0.1, 0.06].enumerated().flatMap { place, level in
        (0..<3).map { melody in
          Self.clip(
            "\(number) \(place) \(melody)", Self.song(loop, melody: 10 * place + melody, level: level))
        }
      }
    }
    let pairs = try HeardClips(clips, work: Work(threads: 2)).pairs()
    #expect(pairs.isEmpty, "\(pairs.map { "\(clips[$0.first].name) = \(clips[$0.second].name)" })")
  }

  /// Softer, later, coarser, noisier, narrower: still the song.
  @Test func copiesOfSongsWithALoopAreFound() throws {
    let song = Self.song(Self.loop(0), melody: 5, level: 0.3)
    var random = RandomStream(seed: 3, purpose: "noise")
    let level = (song.reduce(0) { $0 + $1 * $1 } / Float(song.count)).squareRoot()
    var last: Float = 0
    let copies: [[Float]] = [
      song.map { $0 * 0.2 }, Array(song.dropFirst(1000)), Array(song.dropFirst(3 * Self.rate + 117)),
      song.map { ($0 * 64).rounded() / 64 }, song.map { $0 + 0.1 * level * Float(random.normal()) },
      song.map { sample in
        last += 0.4 * (sample - last)
        return last
      },
    ]
    for (number, copy) in copies.enumerated() {
      let pairs = try HeardClips([Self.clip("song", song), Self.clip("copy", copy)]).pairs()
      #expect(pairs.count == 1, "copy \(number)")
    }
  }
}
