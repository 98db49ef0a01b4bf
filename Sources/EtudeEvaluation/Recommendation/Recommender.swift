import EtudeCore

/// Who a song is, as far as recommending asks.
public struct SongIdentity: Sendable, Hashable {
  public let name: String
  public let track: String
  public let artist: String?
  public let genre: String?
  /// The digest of its sound's bytes; equal digests are the very same recording.
  public let digest: Digest

  public init(name: String, track: String, artist: String?, genre: String?, digest: Digest) {
    self.name = name
    self.track = track
    self.artist = artist
    self.genre = genre
    self.digest = digest
  }
}

/// A song of a library that is like what is liked.
public struct Recommendation: Sendable, Hashable {
  /// Position in the library.
  public let index: Int
  /// Mean cosine similarity with the liked songs, less half of that with the disliked ones.
  public let score: Double
  /// The liked song it is most like, by position, and how like.
  public let nearest: Int
  public let nearestScore: Double
  /// The genre it shares with that song; nil if it shares none, or none is known.
  public let sharedGenre: String?
}

/// A library that is asked for songs like others.
public struct Recommender: Sendable {
  /// From this cosine similarity on, two songs count as one recording in two files.
  public static let sameRecording: Float = 0.9999

  public let songs: [SongIdentity]
  public let index: EmbeddingIndex

  /// - Parameter embeddings: `[songs, dimensions]`, in the order of `songs`.
  public init(songs: [SongIdentity], embeddings: [[Float]]) throws {
    guard songs.count == embeddings.count else {
      throw Failure("\(songs.count) songs have \(embeddings.count) embeddings", fix: "make one for each song")
    }
    self.songs = songs
    index = try EmbeddingIndex(embeddings)
  }

  /// The songs most like what is liked, best first; never the very same recording, and no recording twice.
  ///
  /// - Parameters:
  ///   - liked: at least one song with its embedding.
  ///   - disliked: songs to keep away from.
  ///   - skipping: positions in the library that are not to be named.
  /// - Returns: at most `count`; fewer if the library has no more.
  public func recommend(
    liked: [(song: SongIdentity, embedding: [Float])],
    disliked: [(song: SongIdentity, embedding: [Float])] = [],
    skipping: Set<Int> = [], count: Int = 10, threads: Int = 1
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
    let scores = try index.products(with: query, threads: threads)
    let excluded = Set((liked + disliked).map(\.song.digest))
    func isAllowed(_ song: Int) -> Bool {
      !skipping.contains(song) && !excluded.contains(songs[song].digest)
        && !(wanted + unwanted).contains { index.product(with: $0, song: song) >= Self.sameRecording }
    }
    return best(count, of: scores, where: isAllowed).map { song in
      let likings = wanted.map { Double(index.product(with: $0, song: song)) }
      let nearest = likings.indices.max { (likings[$0], -$0) < (likings[$1], -$1) } ?? 0
      let genre = songs[song].genre
      return Recommendation(
        index: song, score: Double(scores[song]), nearest: nearest, nearestScore: likings[nearest],
        sharedGenre: genre == liked[nearest].song.genre ? genre : nil)
    }
  }

  /// Positions by falling score, each recording once; of equals, the first in the library.
  private func best(_ count: Int, of scores: [Float], where isAllowed: (Int) -> Bool) -> [Int] {
    var best: [Int] = []
    for song in scores.indices {
      // Most songs fall out here, so what is asked below is asked of few.
      if best.count == count, let last = best.last, scores[song] <= scores[last] { continue }
      guard isAllowed(song) else { continue }
      if let twin = best.firstIndex(where: { songs[$0].digest == songs[song].digest }) {
        if scores[song] <= scores[best[twin]] { continue }
        best.remove(at: twin)
      }
      best.insert(song, at: best.firstIndex { scores[$0] < scores[song] } ?? best.count)
      if best.count > count { best.removeLast() }
    }
    return best
  }

  private static func mean(_ rows: [SIMD16<Float>]) -> SIMD16<Float> {
    rows.isEmpty ? SIMD16() : rows.reduce(SIMD16(), +) / Float(rows.count)
  }
}
