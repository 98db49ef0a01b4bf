import EtudeCore
import EtudeData

/// A song of a question, in the directions of the library that is asked.
public struct AskedSong: Sendable {
  /// The song that was asked about.
  public let clip: Clip
  let identity: SongIdentity
  /// `[dimensions]`
  let direction: [Float]
}

extension LibraryIndex {
  /// The songs of a question.
  ///
  /// One that the library holds, the same part of the same bytes, has its row there, which costs next to nothing. Only
  /// of the others a network has to say what it makes of them.
  /// - Parameter embedding: asked once, and only if there are such others, for each one's embedding; nil leaves a song
  ///   out.
  public func asked(
    _ clips: [Clip], work: Work = Work(), embedding: ([Clip]) throws -> [[Float]?]
  ) throws -> [AskedSong] {
    let digests = try Dataset(clips).itemDigests(work: work)
    let places = try records.places(of: clips, digests)
    var directions = places.map { $0.map(embeddings.embedding) }
    let strangers = places.indices.filter { places[$0] == nil }
    if !strangers.isEmpty {
      let made = zip(strangers, try embedding(strangers.map { clips[$0] })).compactMap { place, values in
        values.map { (place: place, values: $0) }
      }
      let reduced = try reduced(made.map(\.values), work: work)
      for (song, direction) in zip(made, reduced) { directions[song.place] = direction }
    }
    return clips.indices.compactMap { place in
      directions[place].map {
        AskedSong(
          clip: clips[place], identity: SongIdentity(clips[place], digest: digests[place]), direction: $0)
      }
    }
  }
}

extension SongRecords {
  /// Where clips stand among the records: the same part of what has the same bytes; nil for one that does not stand there.
  fileprivate func places(of clips: [Clip], _ wanted: [Digest]) throws -> [Int?] {
    let bytes = wanted.map(\.bytes)
    // A first byte that nobody has is the answer for nearly every song.
    var starts = [Bool](repeating: false, count: 256)
    for digest in bytes { starts[Int(digest[0])] = true }
    let clipsByDigest = Dictionary(grouping: clips.indices, by: { bytes[$0] })
    var places = [Int?](repeating: nil, count: clips.count)
    for place in 0..<count where starts[Int(digests[place * 32])] {
      guard let same = clipsByDigest[Array(digests[place * 32..<(place + 1) * 32])] else { continue }
      let song = try clip(place)
      for index in same where places[index] == nil {
        if clips[index].start == song.start && clips[index].span == song.span { places[index] = place }
      }
    }
    return places
  }
}
