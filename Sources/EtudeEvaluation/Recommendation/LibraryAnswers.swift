import EtudeCore
import EtudeData
import Glibc

extension LibraryIndex {
  /// The clips of the library most like what is liked, best first, each with its score and why it is named.
  ///
  /// What sounds like the same recording as one that is liked, or named before, is left out: each answer is listened to,
  /// however unlike its embedding is (a softer copy that begins later may be at 0.6). Of files that are not there nothing
  /// is heard, and songs that Étude plays itself differ by their seed.
  /// - Returns: the clips, and each one's place in the library.
  public func recommend(
    liked: [AskedSong], disliked: [AskedSong] = [], by sameness: Sameness = .track, count: Int = 10,
    work: Work = Work()
  ) throws -> (dataset: Dataset, places: [Int]) {
    let recommender = recommender
    let wanted = liked.map { (song: $0.identity, embedding: $0.direction) }
    let unwanted = disliked.map { (song: $0.identity, embedding: $0.direction) }
    var twins: Set<Int> = []
    var heard: Set<Int> = []
    let known = liked.map(\.clip)
    while true {
      try work.checkCancelled()
      let found = try recommender.recommend(
        liked: wanted, disliked: unwanted, by: sameness, skipping: twins, count: count, threads: work.threads)
      let clips = try found.map { try clip($0.index) }
      let audible = clips.indices.filter { clips[$0].file.map { access($0, R_OK) == 0 } ?? false }
      let new = audible.contains { !heard.contains(found[$0].index) }
      let same =
        new
        ? try SameRecording.pairs(among: known + audible.map { clips[$0] }, work: work).map(\.second) : []
      let unwelcome = same.filter { $0 >= known.count }.map { found[audible[$0 - known.count]].index }
      guard unwelcome.isEmpty else {
        twins.formUnion(unwelcome)
        heard.formUnion(audible.map { found[$0].index })
        continue
      }
      let names = liked.map(\.clip.name)
      let answers = zip(clips, found).map { clip, one in
        var clip = clip
        clip.score = one.score
        clip.because = one.reason(liked: names)
        return clip
      }
      return (Dataset(answers), found.map(\.index))
    }
  }
}
