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
    let likings = try liked.map { try index.similarities(to: $0.embedding, threads: threads) }
    let dislikings = try disliked.map { try index.similarities(to: $0.embedding, threads: threads) }
    let excluded = Set((liked + disliked).map(\.song.digest))
    let scores = songs.indices.map { song in
      mean(likings, at: song) - 0.5 * mean(dislikings, at: song)
    }
    func isAllowed(_ song: Int) -> Bool {
      !skipping.contains(song) && !excluded.contains(songs[song].digest)
        && !(likings + dislikings).contains { $0[song] >= Self.sameRecording }
    }
    var named: Set<Digest> = []
    var best: [Recommendation] = []
    for song in ranked(scores, where: isAllowed) {
      if best.count == count { break }
      guard named.insert(songs[song].digest).inserted else { continue }
      best.append(recommendation(song, scores[song], likings, liked.map(\.song)))
    }
    return best
  }

  /// Positions by falling score; of equals, the first in the library.
  private func ranked(_ scores: [Double], where isAllowed: (Int) -> Bool) -> [Int] {
    songs.indices.filter(isAllowed).sorted { (scores[$1], $0) < (scores[$0], $1) }
  }

  private func mean(_ similarities: [[Float]], at song: Int) -> Double {
    arithmeticMean(similarities.map { Double($0[song]) })
  }

  private func recommendation(
    _ song: Int, _ score: Double, _ likings: [[Float]], _ liked: [SongIdentity]
  ) -> Recommendation {
    let nearest = likings.indices.max { (likings[$0][song], -$0) < (likings[$1][song], -$1) } ?? 0
    let genre = songs[song].genre
    return Recommendation(
      index: song, score: score, nearest: nearest, nearestScore: Double(likings[nearest][song]),
      sharedGenre: genre != nil && genre == liked[nearest].genre ? genre : nil)
  }
}
