import EtudeCore

/// A song that Étude plays itself: what it is follows from four values, its sound from `render(rate:)`.
///
/// The same values give the same samples, whatever else has been rendered and on whichever thread.
///
/// What lives in this room: `Composition` writes the notes (harmony, groove, form), `Styles` says what each genre draws
/// from and which band plays a song, `Synthesis` turns notes into samples. They may use EtudeCore alone.
public struct DemoSong: Sendable, Hashable, Codable {
  /// One of `DemoGenres.names`.
  public let genre: String
  /// Which song of its genre, from 0.
  public let index: Int
  /// The seed of the whole set.
  public let seed: UInt64
  /// Seconds.
  public let length: Double

  public init(genre: String, index: Int, seed: UInt64, length: Double = 30) {
    self.genre = genre
    self.index = index
    self.seed = seed
    self.length = length
  }

  /// A file name in GTZAN's manner, such as `blues/blues.00003.wav`.
  public var name: String { "\(genre)/\(track).wav" }

  /// The piece that the clip is taken from; every demo song is a piece of its own.
  public var track: String {
    let digits = String(max(0, index))
    return "\(genre)." + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  /// One of the genre's four fictional artists, whose band, tempo and mix all their songs share.
  public var artist: String { DemoGenres.artists(of: genre)[DemoGenres.artistIndex(ofSong: index)] }

  /// The digest of the recipe and of the synthesiser's version, equal for equal samples.
  public var digest: Digest {
    Digest.build {
      $0.append("demo song")
      $0.append(DemoSong.synthesiserVersion)
      $0.append(genre)
      $0.append(index)
      $0.append(seed)
      $0.append(length)
    }
  }

  /// Raised whenever any sample of any song changes.
  static let synthesiserVersion = 1

  /// The song as mono samples, `[length × rate]`, peak 0.9.
  ///
  /// - Parameter rate: samples a second, at least 1000; at most an hour is played.
  public func render(rate: Int = 22050) -> [Float] {
    let count = sampleCount(rate: rate)
    guard count > 0 else { return [] }
    let band = Band(song: self)
    var form = RandomStream(seed: seed, purpose: "demo form") {
      $0.append(genre)
      $0.append(index)
    }
    let playing = RandomStream(seed: seed, purpose: "demo playing") {
      $0.append(genre)
      $0.append(index)
    }
    let score = Score.compose(
      tempo: band.tempo, beatsPerBar: band.beatsPerBar, swing: band.swing, progression: band.progression,
      seconds: Double(count) / Double(rate), &form)
    var performance = Performance(band: band, score: score, rate: Double(rate), count: count, random: playing)
    return performance.play()
  }

  /// Samples of `render(rate:)`; none for a length or a rate that cannot be.
  public func sampleCount(rate: Int = 22050) -> Int {
    guard rate >= 1000, length.isFinite, length > 0 else { return 0 }
    return Int((min(length, 3600) * Double(rate)).rounded())
  }
}

/// The demo songs of a seed: `genres` genres in alphabetical order, `clips` songs of each.
///
/// Asking for more genres or clips adds songs and leaves the others as they are.
/// - Parameter length: seconds of each song.
public func demoSongs(genres: Int = 10, clips: Int = 10, length: Double = 30, seed: UInt64) -> [DemoSong] {
  DemoGenres.names.prefix(max(0, genres)).flatMap { genre in
    (0..<max(0, clips)).map { DemoSong(genre: genre, index: $0, seed: seed, length: length) }
  }
}
