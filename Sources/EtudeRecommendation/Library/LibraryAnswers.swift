import EtudeCore
import EtudeData
import Glibc

extension LibraryIndex {
  /// The clips of the library most like what is liked, best first, each with its score and why it is named.
  ///
  /// What sounds like the same recording as one that is liked, or named before, is left out: each answer is listened to,
  /// however unlike its embedding is (a softer copy that begins later may be at 0.6). Of files that are not there nothing
  /// is heard, and songs that Étude plays itself differ by their seed.
  /// - Parameter sharedTags: for pairs of songs the tags that both have, for the reasons.
  /// - Returns: the clips, and each one's place in the library.
  public func recommend(
    liked: [AskedSong], disliked: [AskedSong] = [], by sameness: Sameness = .track, count: Int = 10,
    work: Work = Work(), sharedTags: (([(Clip, Clip)]) throws -> [[String]])? = nil
  ) throws -> (dataset: Dataset, places: [Int]) {
    let (found, _) = try answers(
      liked: liked, disliked: disliked, by: sameness, count: count, recommender: recommender, work: work
    ) { places in
      let known = liked.map(\.clip)
      let heard = try HeardClips(known + places.map(clip), work: work)
      return Set(
        try heard.pairs(work: work).map(\.second).filter { $0 >= known.count }.map {
          places[$0 - known.count]
        })
    }
    let names = liked.map(\.clip.name)
    var answers = try found.map { try clip($0.index) }
    let tags = try sharedTags?(zip(found, answers).map { (liked[$0.nearest].clip, $1) })
    for (place, one) in found.enumerated() {
      answers[place].score = one.score
      answers[place].reason = one.reason(liked: names, tags: tags?[place] ?? [])
    }
    return (Dataset(answers), found.map(\.index))
  }

  /// What `recommend` names and `ranking` judges, and the places that were passed over for what they sound like.
  ///
  /// - Parameters:
  ///   - skipping: places that are not to be named.
  ///   - recommender: of this library.
  ///   - heardBefore: of some places with files, by falling likeness, those that sound like the same recording as what
  ///     is liked or as a place before them.
  func answers(
    liked: [AskedSong], disliked: [AskedSong] = [], by sameness: Sameness, skipping: Set<Int> = [],
    count: Int,
    recommender: Recommender, work: Work, heardBefore: ([Int]) throws -> Set<Int>
  ) throws -> (found: [Recommendation], twins: Set<Int>) {
    let wanted = liked.map { (song: $0.identity, embedding: $0.direction) }
    let unwanted = disliked.map { (song: $0.identity, embedding: $0.direction) }
    var twins: Set<Int> = []
    var heard: Set<Int> = []
    while true {
      try work.checkCancelled()
      let found = try recommender.recommend(
        liked: wanted, disliked: unwanted, by: sameness, skipping: skipping.union(twins), count: count,
        threads: work.threads)
      let audible = try found.map(\.index).filter {
        try clip($0).file.map { access($0, R_OK) == 0 } ?? false
      }
      if heard.isSuperset(of: audible) { return (found, twins) }
      let unwelcome = try heardBefore(audible)
      if unwelcome.isEmpty { return (found, twins) }
      twins.formUnion(unwelcome)
      heard.formUnion(audible)
    }
  }
}
