import EtudeCore
import EtudeData
import EtudeSound

/// Datasets without files, for tests of what needs no sound.
enum Made {
  /// A clip held in memory, of one sample that depends on its name.
  static func clip(
    _ name: String, _ label: String?, track: String? = nil, artist: String? = nil, item: String? = nil
  ) -> Clip {
    let value = Float(name.utf8.reduce(7) { ($0 * 31 + Int($1)) % 65_521 }) / 65_521
    return Clip(
      name: name, label: label, track: track, artist: artist, item: item,
      source: .sound(Sound(samples: [value], rate: 22050)))
  }

  /// So many clips of each genre: `a/a.00000.wav` …
  static func dataset(_ sizes: [Int]) -> Dataset {
    Dataset(
      sizes.enumerated().flatMap { genre, size in
        let label = String(UnicodeScalar(UInt8(97 + genre)))
        return (0..<size).map { number in
          let digits = String(number)
          return clip(
            "\(label)/\(label)." + String(repeating: "0", count: 5 - digits.count) + digits + ".wav", label)
        }
      })
  }

  /// A random dataset: 2 to 8 genres of uneven sizes, items of one to five segments, tracks and artists over them.
  static func random(_ number: Int) -> Dataset {
    var stream = RandomStream(seed: UInt64(number), purpose: "test datasets")
    var clips: [Clip] = []
    for genre in 0..<2 + stream.below(7) {
      let artists = 1 + stream.below(9)
      for index in 0..<4 + stream.below(60) {
        let item = "g\(genre)/\(index).wav"
        let artist = stream.below(5) == 0 ? nil : "artist \(genre * stream.below(2)) \(stream.below(artists))"
        let track = stream.below(3) == 0 ? nil : "track \(genre) \(index / 3)"
        for segment in 0..<1 + (number % 2) * stream.below(5) {
          clips.append(clip("\(item)@\(segment)", "g\(genre)", track: track, artist: artist, item: item))
        }
      }
    }
    stream.shuffle(&clips)
    return Dataset(clips)
  }
}
