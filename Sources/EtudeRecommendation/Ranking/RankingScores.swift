import EtudeCore
import EtudeData
import EtudeEvaluation

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
  /// What songs drawn at random would score in discounted gain.
  public let chanceGain: Double
  /// Listeners: songs with a genre that another song they may be given has too.
  public let listeners: Int
  /// Songs named to the listener with the fewest, `k` at most; places that stay empty count as wrong.
  public let fewest: Int

  fileprivate struct Listener: Sendable {
    let named: Int
    let genre: String
    let precision: Double
    let gain: Double
    let chance: Double
    let chanceGain: Double
  }

  fileprivate init(_ listeners: [Listener], at k: Int) {
    self.k = k
    precision = arithmeticMean(listeners.map(\.precision))
    gain = arithmeticMean(listeners.map(\.gain))
    chance = arithmeticMean(listeners.map(\.chance))
    chanceGain = arithmeticMean(listeners.map(\.chanceGain))
    self.listeners = listeners.count
    fewest = min(k, listeners.map(\.named).min() ?? 0)
  }
}

extension Recommender {
  /// Judges the library by its own genres: each song in turn is the liked one, and what `recommend` answers is judged.
  ///
  /// Songs without a genre take no part, since nobody can say whether they are right.
  /// - Parameters:
  ///   - k: songs named to each listener.
  ///   - sameness: what is left out with the liked one, and named once.
  ///   - passedOver: places that are not to be named to the listener at a place, beside those; asked from any thread.
  /// - Returns: the scores over all listeners, and over those of each genre.
  /// - Throws: `Failure` if nobody can be given a song of their own song's genre; `Failure.interrupted`.
  public func judged(
    at k: Int = 10, by sameness: Sameness = .track, work: Work = Work(),
    passedOver: @escaping @Sendable (Int) throws -> Set<Int> = { _ in [] }
  ) throws -> (all: RankingScores, genres: [(genre: String, scores: RankingScores)]) {
    guard k > 0 else { throw Failure("\(k) songs cannot be judged", fix: "give at: 1 or more") }
    let songs = (0..<index.count).map(song)
    let recommender = Recommender(index: index) { songs[$0] }
    let unlabelled = Set(songs.indices.filter { songs[$0].genre == nil })
    let counter = ProgressCounter("asking for each song", total: songs.count, work: work)
    let scores = try parallelMap(songs.count, threads: work.threads) {
      listener -> RankingScores.Listener? in
      try work.checkCancelled()
      defer { counter.step() }
      guard let genre = songs[listener].genre else { return nil }
      // All that may be named, in order: its first k are what is named, and the others say what there was to be found.
      let named = try recommender.recommend(
        liked: [(songs[listener], index.embedding(listener))], by: sameness,
        skipping: unlabelled.union(try passedOver(listener)), count: songs.count)
      let relevance = named.map { songs[$0.index].genre == genre }
      let relevant = relevance.count { $0 }
      guard relevant > 0 else { return nil }
      return RankingScores.Listener(
        named: named.count, genre: genre, precision: Ranking.precision(relevance, at: k),
        gain: Ranking.discountedGain(relevance, at: k),
        chance: Ranking.chancePrecision(relevant: relevant, of: relevance.count, at: k),
        chanceGain: Ranking.chanceGain(relevant: relevant, of: relevance.count, at: k))
    }.compactMap { $0 }
    guard !scores.isEmpty else {
      let other = sameness == .item ? "another song" : "a song of another \(sameness.rawValue)"
      throw Failure(
        "the ranking cannot be judged: no song has a genre that \(other) has",
        fix: "give a labelled library with several \(sameness.rawValue)s a genre")
    }
    let genres = Set(scores.map(\.genre)).sorted().map { genre in
      (genre, RankingScores(scores.filter { $0.genre == genre }, at: k))
    }
    return (RankingScores(scores, at: k), genres)
  }
}
