import EtudeCore
import EtudeData
import EtudeEvaluation
import Glibc

extension LibraryIndex {
  /// Judges the library by its own genres: a row for each genre and one for all, chance beside each score.
  ///
  /// Each song's list is the one that `recommend` gives for it. Files are listened to for twins, as there; what was heard
  /// is kept on disk.
  public func judged(at k: Int = 10, by sameness: Sameness = .track, work: Work = Work()) throws -> ScoreTable
  {
    let library = try dataset()
    let identities = (0..<count).map(records.identity)
    let recommender = Recommender(index: embeddings) { identities[$0] }
    let unlabelled = Set(identities.indices.filter { identities[$0].genre == nil })
    let hasFiles = library.clips.contains { $0.file.map { access($0, R_OK) == 0 } ?? false }
    let twins = hasFiles ? try twins(of: library, work: work) : [:]
    var inner = work
    inner.threads = 1
    let innerWork = inner
    let judged = try recommender.judged(at: k, by: sameness, work: work) { listener in
      if twins.isEmpty { return [] }
      let liked = AskedSong(
        clip: library[listener], identity: identities[listener], direction: embeddings.embedding(listener))
      // All that may be named, not the first k alone: what a random answer would score depends on the rest as well.
      return try answers(
        liked: [liked], by: sameness, skipping: unlabelled, count: count, recommender: recommender,
        work: innerWork
      ) { places in
        var before: Set = [listener]
        return Set(
          places.filter { place in
            defer { before.insert(place) }
            return twins[place].map { !$0.isDisjoint(with: before) } ?? false
          })
      }.twins
    }
    let rows = (judged.genres + [("all", judged.all)]).map { name, scores -> [ScoreTable.Cell] in
      [
        .text(name), .count(scores.listeners), .share(scores.precision), .share(scores.chance),
        .share(scores.gain), .share(scores.chanceGain),
      ]
    }
    return ScoreTable(
      columns: ["genre", "listeners", "precision@\(k)", "chance precision", "nDCG@\(k)", "chance nDCG"],
      rows: rows, notes: rankingNotes(identities, judged.all, by: sameness, unlabelled: unlabelled.count))
  }

  /// For the places that sound like the same recording as others, those others.
  private func twins(of library: Dataset, work: Work) throws -> [Int: Set<Int>] {
    var twins: [Int: Set<Int>] = [:]
    for (first, second) in try HeardClips(library.clips, work: work).pairs(work: work) {
      twins[first, default: []].insert(second)
      twins[second, default: []].insert(first)
    }
    return twins
  }

  /// What was judged, and what makes it look better or worse than it is.
  private func rankingNotes(
    _ songs: [SongIdentity], _ scores: RankingScores, by sameness: Sameness, unlabelled: Int
  ) -> [String] {
    let once =
      switch sameness {
      case .item: "each recording is named once, and other clips of the liked track are named too"
      case .track: "each track is named once, and the liked one's never"
      case .artist: "each artist is named once, and the liked one's never"
      }
    var notes = ["each song in turn is the liked one of 'recommend'; right is a song of its genre; \(once)"]
    if sameness != .artist, songs.contains(where: { $0.artist != nil }) {
      notes.append(
        "songs of the liked artist count as right too, which flatters: by: \"artist\" leaves them out")
    }
    if scores.fewest < scores.k {
      notes.append(
        "to some only \(scores.fewest) of \(scores.k) can be named: places that stay empty count as wrong")
    }
    if unlabelled > 0 {
      notes.append("\(unlabelled) of \(count) songs have no genre: they are neither liked nor named")
    }
    return notes
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
    let share = (100 * Double(learnt) / Double(count)).text(decimals: 0)
    return learnt == 0
      ? "leakage: the network was trained on none of these \(count) songs, nor their tracks or twins"
      : "leakage: the network was trained on \(learnt) of these \(count) songs (\(share) %), their tracks or twins: "
        + "it knows their genres"
  }
}
