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
    liked: [EmbeddedClip], disliked: [EmbeddedClip] = [], by sameness: Sameness = .track, count: Int = 10,
    work: Work = Work()
  ) throws -> (dataset: Dataset, places: [Int]) {
    let recommender = recommender
    let wanted = try identified(liked, work: work)
    let unwanted = try identified(disliked, work: work)
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

  private func identified(
    _ clips: [EmbeddedClip], work: Work
  ) throws -> [(song: SongIdentity, embedding: [Float])] {
    let digests = try Dataset(clips.map(\.clip)).itemDigests(work: work)
    let directions = try reduced(clips.map(\.embedding), work: work)
    return clips.indices.map { (SongIdentity(clips[$0].clip, digest: digests[$0]), directions[$0]) }
  }
}
