import EtudeCore

/// A library that is asked for songs like others.
public struct Recommender: Sendable {
  /// From this cosine similarity on, two songs count as one recording in two files.
  public static let sameRecording: Float = 0.99999
  /// In fewer dimensions than these, different songs may well have the same direction.
  private static let enoughDimensions = 8

  /// The songs that can be recommended.
  public let index: EmbeddingIndex
  /// Who a song of the library is, by position; asked of few.
  let song: @Sendable (Int) -> SongIdentity

  /// - Parameter embeddings: `[songs, dimensions]`, in the order of `songs`.
  public init(songs: [SongIdentity], embeddings: [[Float]]) throws {
    guard songs.count == embeddings.count else {
      throw Failure("\(songs.count) songs have \(embeddings.count) embeddings", fix: "make one for each song")
    }
    song = { songs[$0] }
    index = try EmbeddingIndex(embeddings)
  }

  init(index: EmbeddingIndex, song: @escaping @Sendable (Int) -> SongIdentity) {
    self.index = index
    self.song = song
  }

  /// The songs most like what is liked, best first; never the same as one that is liked or disliked, and none twice.
  ///
  /// - Parameters:
  ///   - liked: at least one song with its embedding.
  ///   - disliked: songs to keep away from.
  ///   - by: what counts as the same.
  ///   - skipping: positions in the library that are not to be named.
  /// - Returns: at most `count`; fewer if the library has no more.
  public func recommend(
    liked: [(song: SongIdentity, embedding: [Float])],
    disliked: [(song: SongIdentity, embedding: [Float])] = [],
    by sameness: Sameness = .item, skipping: Set<Int> = [], count: Int = 10, threads: Int = 1
  ) throws -> [Recommendation] {
    guard !liked.isEmpty else { throw Failure("no liked song is given", fix: "recommend song from: library") }
    guard count > 0 else {
      throw Failure("\(count) songs cannot be recommended", fix: "give count: 1 or more")
    }
    let wanted = try liked.map { try index.unitRow($0.embedding) }
    let unwanted = try disliked.map { try index.unitRow($0.embedding) }
    // The mean of cosines is the inner product with the mean direction: one scan, however many songs are liked.
    let query = (0..<index.stride).map { column in
      Self.mean(wanted.map { $0[column] }) - 0.5 * Self.mean(unwanted.map { $0[column] })
    }
    let bounds = try index.upperBounds(of: query, threads: threads)
    let known = (liked + disliked).map(\.song)
    let digests = Set(known.map(\.digest))
    let keys = Set(known.compactMap(sameness.key))
    let directions = wanted + unwanted
    let allowed = { (place: Int) -> SongIdentity? in
      if skipping.contains(place) { return nil }
      let song = self.song(place)
      if digests.contains(song.digest) || sameness.key(song).map(keys.contains) == true { return nil }
      return directions.contains { isSameRecording(index.product(with: $0, song: place)) } ? nil : song
    }
    let best = best(
      count, of: bounds, score: { index.product(with: query, song: $0) }, by: sameness, allowed)
    return best.map { place, score, song in
      let likings = wanted.map { Double(index.product(with: $0, song: place)) }
      let nearest = likings.indices.max { (likings[$0], -$0) < (likings[$1], -$1) } ?? 0
      return Recommendation(
        index: place, score: Double(score), nearest: nearest, nearestScore: likings[nearest],
        sharedGenre: song.genre == liked[nearest].song.genre ? song.genre : nil)
    }
  }

  /// Songs by falling score, each that is the same as one before it left out; of equals, the first in the library.
  ///
  /// - Parameters:
  ///   - bounds: for each song a number that its score does not exceed.
  ///   - score: asked of those alone that the bounds leave in doubt.
  private func best(
    _ count: Int, of bounds: [Float], score: (Int) -> Float, by sameness: Sameness,
    _ allowed: (Int) -> SongIdentity?
  ) -> [(place: Int, score: Float, song: SongIdentity)] {
    // How many have to be looked at is known only afterwards: a track may have many clips.
    var room = 2 * count + 32
    while true {
      var chosen: [(place: Int, score: Float, song: SongIdentity)] = []
      var digests: Set<Digest> = []
      var keys: Set<String> = []
      for (place, score) in BestScores.of(bounds, room: room, score: score) where chosen.count < count {
        guard let song = allowed(place), !digests.contains(song.digest) else { continue }
        if let key = sameness.key(song), !keys.insert(key).inserted { continue }
        digests.insert(song.digest)
        chosen.append((place, score, song))
      }
      if chosen.count == count || room >= bounds.count { return chosen }
      room *= 8
    }
  }

  func isSameRecording(_ similarity: Float) -> Bool {
    index.dimensions >= Self.enoughDimensions && similarity >= Self.sameRecording
  }

  private static func mean(_ rows: [SIMD16<Float>]) -> SIMD16<Float> {
    rows.isEmpty ? SIMD16() : rows.reduce(SIMD16(), +) / Float(rows.count)
  }
}
