import EtudeCore
import EtudeData

extension Recommender {
  /// The clips of a library most like what is liked, best first, each with its score.
  ///
  /// - Parameters:
  ///   - liked: clips with their embeddings.
  ///   - library: clips with their embeddings, `[clips, dimensions]`.
  /// - Returns: the clips as a dataset, and the reason for each.
  public static func recommend(
    liked: [(clip: Clip, embedding: [Float])], disliked: [(clip: Clip, embedding: [Float])] = [],
    library: Dataset, embeddings: [[Float]], count: Int = 10, work: Work = Work()
  ) throws -> (dataset: Dataset, reasons: [Recommendation]) {
    func identity(_ clip: Clip) throws -> SongIdentity {
      SongIdentity(clip, digest: try clip.digest(work: work))
    }
    let digests = try library.itemDigests(work: work)
    let recommender = try Recommender(
      songs: zip(library.clips, digests).map { SongIdentity($0, digest: $1) }, embeddings: embeddings)
    let found = try recommender.recommend(
      liked: liked.map { (try identity($0.clip), $0.embedding) },
      disliked: disliked.map { (try identity($0.clip), $0.embedding) },
      skipping: Set(library.clips.indices.filter { !library[$0].isReadable }), count: count,
      threads: work.threads)
    let clips = found.map { recommendation in
      var clip = library[recommendation.index]
      clip.score = recommendation.score
      return clip
    }
    return (Dataset(clips), found)
  }
}

extension SongIdentity {
  init(_ clip: Clip, digest: Digest) {
    self.init(name: clip.name, track: clip.track, artist: clip.artist, genre: clip.label, digest: digest)
  }
}
