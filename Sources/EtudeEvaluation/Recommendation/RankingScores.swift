import EtudeCore
import Glibc

/// How well a ranking puts what is wanted first.
public enum Ranking {
  /// Share of the first `k` that are relevant (precision at k).
  public static func precision(_ relevance: [Bool], at k: Int) -> Double {
    k > 0 ? Double(relevance.prefix(k).count { $0 }) / Double(k) : 0
  }

  /// Normalised discounted cumulative gain at k (Järvelin and Kekäläinen 2002) with gains 0 and 1; 0 where nothing is
  /// relevant.
  public static func discountedGain(_ relevance: [Bool], at k: Int) -> Double {
    func gain(_ ranked: some Sequence<Bool>) -> Double {
      ranked.prefix(k).enumerated().reduce(0) { $0 + ($1.element ? 1 / log2(Double($1.offset) + 2) : 0) }
    }
    let relevant = relevance.count { $0 }
    return relevant == 0 ? 0 : gain(relevance) / gain([Bool](repeating: true, count: relevant))
  }
}

/// How well a library answers when each of its songs in turn is the liked one, and a song of its genre is right.
public struct RankingScores: Sendable, Hashable {
  /// Songs named to each listener.
  public let k: Int
  /// Mean precision at k.
  public let precision: Double
  /// Mean normalised discounted cumulative gain at k.
  public let gain: Double
  /// What songs drawn at random would score in precision.
  public let chance: Double
  /// Listeners: songs with a genre that another song they could be given has too.
  public let listeners: Int
}

extension Recommender {
  /// Judges the library by its own genres; the listener's song, its track, its artist and its twins are left out.
  ///
  /// - Throws: `Failure` if no song has a genre that a song of another track and artist has too; `Failure.interrupted`.
  public func judged(at k: Int = 10, work: Work = Work()) throws -> RankingScores {
    let scores = try parallelMap(songs.count, threads: work.threads) {
      listener -> (Double, Double, Double)? in
      try work.checkCancelled()
      let own = songs[listener]
      guard let genre = own.genre else { return nil }
      let similarities = try index.similarities(to: index.embedding(listener))
      let candidates = songs.indices.filter { song in
        let other = songs[song]
        return song != listener && other.genre != nil && other.track != own.track
          && other.digest != own.digest
          && (own.artist == nil || other.artist != own.artist) && similarities[song] < Self.sameRecording
      }
      let relevant = candidates.count { songs[$0].genre == genre }
      guard relevant > 0 else { return nil }
      let ranked = candidates.sorted { (similarities[$1], $0) < (similarities[$0], $1) }
      let relevance = ranked.map { songs[$0].genre == genre }
      return (
        Ranking.precision(relevance, at: k), Ranking.discountedGain(relevance, at: k),
        Double(relevant) / Double(candidates.count)
      )
    }.compactMap { $0 }
    guard !scores.isEmpty, k > 0 else {
      throw Failure(
        "the ranking cannot be judged: no song has a genre that a song of another track and artist has",
        fix: "give a labelled library with several tracks a genre")
    }
    return RankingScores(
      k: k, precision: arithmeticMean(scores.map(\.0)), gain: arithmeticMean(scores.map(\.1)),
      chance: arithmeticMean(scores.map(\.2)), listeners: scores.count)
  }
}

extension EmbeddingIndex {
  /// A song's direction, of length 1.
  public func embedding(_ song: Int) -> [Float] {
    (0..<dimensions).map { rows[song * stride + $0 / 16][$0 % 16] }
  }
}
