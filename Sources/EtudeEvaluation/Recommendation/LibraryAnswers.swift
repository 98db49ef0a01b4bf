import EtudeCore
import EtudeData

extension LibraryIndex {
  /// Twins in other encodings are at least so similar: the lowest of sixty MP3 and Ogg copies was 0.82.
  private static let suspicion = 0.75

  /// The clips of the library most like what is liked, best first, each with its score and why it is named.
  ///
  /// What sounds like the same recording as one that is liked, or named before, is left out: those near enough are
  /// listened to.
  /// - Returns: the clips, and each one's place in the library.
  public func recommend(
    liked: [AskedSong], disliked: [AskedSong] = [], by sameness: Sameness = .track, count: Int = 10,
    work: Work = Work()
  ) throws -> (dataset: Dataset, places: [Int]) {
    let recommender = recommender
    let wanted = liked.map { (song: $0.identity, embedding: $0.direction) }
    let unwanted = disliked.map { (song: $0.identity, embedding: $0.direction) }
    var twins: Set<Int> = []
    var cleared: Set<Int> = []
    while true {
      try work.checkCancelled()
      let found = try recommender.recommend(
        liked: wanted, disliked: unwanted, by: sameness, skipping: twins, count: count, threads: work.threads)
      let suspects = found.filter { $0.nearestScore >= Self.suspicion }.map(\.index)
      let known = liked.map(\.clip)
      let new = suspects.contains { !cleared.contains($0) }
      let same =
        new ? try SameRecording.pairs(among: known + suspects.map(clip), work: work).map(\.second) : []
      let unwelcome = same.filter { $0 >= known.count }.map { suspects[$0 - known.count] }
      guard unwelcome.isEmpty else {
        twins.formUnion(unwelcome)
        cleared.formUnion(Set(suspects).subtracting(unwelcome))
        continue
      }
      let names = liked.map(\.clip.name)
      let clips = try found.map { one in
        var clip = try clip(one.index)
        clip.score = one.score
        clip.because = one.reason(liked: names)
        return clip
      }
      return (Dataset(clips), found.map(\.index))
    }
  }
}
