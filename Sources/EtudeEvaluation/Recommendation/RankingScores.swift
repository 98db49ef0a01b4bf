import EtudeCore
import EtudeData
import Glibc

/// How well a ranking puts what is wanted first.
public enum Ranking {
  /// Share of the first `k` that are relevant (precision at k).
  public static func precision(_ relevance: [Bool], at k: Int) -> Double {
    k > 0 ? Double(relevance.prefix(k).count { $0 }) / Double(k) : 0
  }

  /// Normalised discounted cumulative gain at k (Järvelin and Kekäläinen 2002) with gains 0 and 1; 0 where nothing is
  /// relevant.
  ///
  /// - Parameter relevant: how many are, among the first k or after; those of `relevance` if nil.
  public static func discountedGain(_ relevance: [Bool], at k: Int, relevant: Int? = nil) -> Double {
    let relevant = relevant ?? relevance.count { $0 }
    let gain = relevance.prefix(k).enumerated().reduce(0) { $0 + ($1.element ? discount($1.offset) : 0) }
    return relevant == 0 ? 0 : gain / discounts(min(relevant, k))
  }

  /// What `precision` is on average if `relevant` of `count` are drawn in any order: places that stay empty count as
  /// wrong, as they do there.
  static func chancePrecision(relevant: Int, of count: Int, at k: Int) -> Double {
    guard count > 0, k > 0 else { return 0 }
    return Double(relevant) / Double(count) * Double(min(k, count)) / Double(k)
  }

  /// What `discountedGain` is on average if `relevant` of `count` are drawn in any order.
  static func chanceGain(relevant: Int, of count: Int, at k: Int) -> Double {
    guard relevant > 0 else { return 0 }
    return Double(relevant) / Double(count) * discounts(min(k, count)) / discounts(min(relevant, k))
  }

  private static func discount(_ place: Int) -> Double { 1 / log2(Double(place) + 2) }
  private static func discounts(_ places: Int) -> Double { (0..<places).reduce(0) { $0 + discount($1) } }
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
  /// What songs drawn at random would score in discounted gain.
  public let chanceGain: Double
  /// Listeners: songs with a genre that another song they could be given has too.
  public let listeners: Int

  fileprivate struct Listener: Sendable {
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
  }
}

extension Recommender {
  /// Judges the library by its own genres; the listener's song, its track, its artist and its twins are left out.
  ///
  /// - Parameter isTwin: whether songs at two places are one recording, whatever their bytes.
  /// - Returns: the scores over all listeners, and over those of each genre.
  /// - Throws: `Failure` if no song has a genre that a song of another track and artist has too; `Failure.interrupted`.
  public func judged(
    at k: Int = 10, work: Work = Work(),
    isTwin: @escaping @Sendable (Int, Int) -> Bool = { _, _ in false }
  ) throws -> (all: RankingScores, genres: [(genre: String, scores: RankingScores)]) {
    let songs = (0..<index.count).map(song)
    let counter = ProgressCounter("asking for each song", total: songs.count, work: work)
    let scores = try parallelMap(songs.count, threads: work.threads) {
      listener -> RankingScores.Listener? in
      try work.checkCancelled()
      defer { counter.step() }
      let own = songs[listener]
      guard let genre = own.genre else { return nil }
      let similarities = try index.similarities(to: index.embedding(listener))
      let candidates = songs.indices.filter { song in
        let other = songs[song]
        return song != listener && other.genre != nil && other.track != own.track
          && other.digest != own.digest && (own.artist == nil || other.artist != own.artist)
          && !isSameRecording(similarities[song]) && !isTwin(listener, song)
      }
      let relevant = candidates.count { songs[$0].genre == genre }
      guard relevant > 0 else { return nil }
      let ranked = candidates.sorted { (similarities[$1], $0) < (similarities[$0], $1) }
      let relevance = ranked.prefix(k).map { songs[$0].genre == genre }
      return RankingScores.Listener(
        genre: genre, precision: Ranking.precision(relevance, at: k),
        gain: Ranking.discountedGain(relevance, at: k, relevant: relevant),
        chance: Ranking.chancePrecision(relevant: relevant, of: candidates.count, at: k),
        chanceGain: Ranking.chanceGain(relevant: relevant, of: candidates.count, at: k))
    }.compactMap { $0 }
    guard !scores.isEmpty, k > 0 else {
      throw Failure(
        "the ranking cannot be judged: no song has a genre that a song of another track and artist has",
        fix: "give a labelled library with several tracks a genre")
    }
    let genres = Set(scores.map(\.genre)).sorted().map { genre in
      (genre, RankingScores(scores.filter { $0.genre == genre }, at: k))
    }
    return (RankingScores(scores, at: k), genres)
  }
}

extension LibraryIndex {
  /// Judges the library by its own genres: a row for each genre and one for all, chance beside each score.
  ///
  /// Twins are listened for, as everywhere else; what was heard is kept on disk.
  public func judged(at k: Int = 10, work: Work = Work()) throws -> ScoreTable {
    let library = try dataset()
    let items = library.clips.map(\.item)
    let twins = try library.nearEqualItems(work: work)
    let judged = try recommender.judged(at: k, work: work) { twins[items[$0]]?.contains(items[$1]) == true }
    let rows = (judged.genres + [("all", judged.all)]).map { name, scores -> [ScoreTable.Cell] in
      [
        .text(name), .count(scores.listeners), .share(scores.precision), .share(scores.chance),
        .share(scores.gain), .share(scores.chanceGain),
      ]
    }
    return ScoreTable(
      columns: ["genre", "listeners", "precision@\(k)", "chance precision", "nDCG@\(k)", "chance nDCG"],
      rows: rows,
      notes: [
        "each song in turn is the liked one; right is a song of its genre; its own track, artist and twins are left out"
      ])
  }

  /// How many of the songs a network has learnt that makes their embeddings: of those it knows the genre.
  ///
  /// - Parameter memory: what it was trained on; nil where that is not known.
  public func leakageLine(_ memory: TrainingMemory?, work: Work = Work()) throws -> String {
    guard let memory else { return "leakage: " + Report.leakageLine(nil) }
    let library = try dataset()
    let digests = try library.itemDigests(work: work)
    let twins = try memory.recordings.map { try library.twins(among: $0, work: work) } ?? [:]
    let learnt = zip(library.clips, digests).count { clip, digest in
      let sharing = memory.sharing(
        of: ItemIdentity(
          name: clip.name, item: clip.item, track: clip.track, artist: clip.artist, label: clip.label ?? "",
          digest: digest, nearEqual: twins[clip.item] ?? []))
      return !sharing.isDisjoint(with: [.track, .duplicate])
    }
    let share = fixed(100 * Double(learnt) / Double(count), decimals: 0)
    return learnt == 0
      ? "leakage: the network was trained on none of these \(count) songs, nor their tracks or twins"
      : "leakage: the network was trained on \(learnt) of these \(count) songs (\(share) %), their tracks or twins: "
        + "it knows their genres"
  }
}
