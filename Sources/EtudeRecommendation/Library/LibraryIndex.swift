import EtudeCore
import EtudeData

/// A library as it is asked for songs: an embedding of each in few dimensions, and who the songs are.
///
/// Embeddings are centred on the library's mean and reduced to the directions in which it varies most (`Reduction`);
/// songs are compared by the cosine between what is left.
public struct LibraryIndex: Sendable {
  /// Numbers kept of a song, unless said otherwise.
  public static let usualDimensions = 128

  /// What made the embeddings, in words of whoever made them, by name: kept in its file.
  public let notes: [String: String]
  let embeddings: EmbeddingIndex
  let reduction: Reduction
  let records: SongRecords

  /// Makes an index of embeddings that are all at hand.
  ///
  /// - Parameters:
  ///   - embeddings: `[clips, dimensions]` in the order of the library.
  ///   - dimensions: to be kept at most.
  public init(
    _ library: Dataset, embeddings: [[Float]], dimensions: Int = usualDimensions,
    notes: [String: String] = [:],
    work: Work = Work()
  ) throws {
    guard library.count == embeddings.count else {
      throw Failure(
        "\(library.count) songs have \(embeddings.count) embeddings", fix: "give one for each song")
    }
    try self.init(library, dimensions: dimensions, notes: notes, work: work) { songs in
      songs.map { embeddings[$0] }
    }
  }

  /// Makes an index of embeddings that are made as they are needed, each once.
  ///
  /// Of them no more are held at a time than those of `Reduction.sampled` songs, from which the directions are found, and
  /// of `block` others; what stays of a song are its `dimensions` numbers and its record.
  /// - Parameters:
  ///   - dimensions: to be kept at most.
  ///   - embedding: of the songs at some places of the library, in that order; asked for `block` at most at a time.
  public init(
    _ library: Dataset, dimensions: Int = usualDimensions, notes: [String: String] = [:], work: Work = Work(),
    embedding: ([Int]) throws -> [[Float]]
  ) throws {
    guard library.count > 0 else {
      throw Failure("the library has no songs", fix: "give a library with songs in it")
    }
    var width: Int?
    func made(_ songs: [Int]) throws -> [[Float]] {
      try work.checkCancelled()
      let rows = try embedding(songs)
      for (song, row) in zip(songs, rows) {
        // Rows are checked before they are mixed with each other.
        try UnitRows.check(row, of: song, width: width ?? row.count)
        width = row.count
      }
      return rows
    }
    let sample = Reduction.sample(of: library.count)
    let sampled = try sample.inBlocks(of: Self.block).flatMap { try made($0) }
    let reduction = try Reduction(of: sampled, dimensions: dimensions, work: work)
    var reduced = UnitRows(count: library.count, dimensions: reduction.dimensions)
    func keep(_ songs: [Int], _ rows: [[Float]]) throws {
      for (song, row) in zip(songs, try reduction.project(rows, work: work)) { reduced.set(song, to: row) }
    }
    try keep(sample, sampled)
    let isSampled = Set(sample)
    let others = library.clips.indices.filter { !isSampled.contains($0) }
    for songs in others.inBlocks(of: Self.block) { try keep(songs, made(songs)) }
    self.init(
      notes: notes, embeddings: EmbeddingIndex(reduced), reduction: reduction,
      records: try SongRecords(library, work: work))
  }

  /// Songs whose embeddings are asked for at once.
  static let block = 4096

  init(notes: [String: String], embeddings: EmbeddingIndex, reduction: Reduction, records: SongRecords) {
    self.notes = notes
    self.embeddings = embeddings
    self.reduction = reduction
    self.records = records
  }

  /// How many songs the index has.
  public var count: Int { embeddings.count }
  /// Numbers in a song's embedding.
  public var dimensions: Int { embeddings.dimensions }
  /// Dimensions of the embeddings that it was made of.
  public var sourceDimensions: Int { reduction.sourceDimensions }
  /// Share of the embeddings' variance that is kept.
  public var variance: Double { reduction.share }

  /// - Throws: `Failure` if there is no such song.
  public func clip(_ song: Int) throws -> Clip {
    guard (0..<count).contains(song) else {
      throw Failure("there is no song \(song) among \(count)", fix: "number the songs from 0")
    }
    return try records.clip(song)
  }

  /// All of its songs.
  public func dataset() throws -> Dataset { Dataset(try (0..<count).map(records.clip)) }

  /// Songs in the directions of the library, `[songs, dimensions]`.
  func reduced(_ rows: [[Float]], work: Work) throws -> [[Float]] {
    for row in rows where row.count != sourceDimensions {
      throw Failure(
        "the song has \(row.count) numbers, the library's have \(sourceDimensions)",
        fix: "make all embeddings with one network")
    }
    return try reduction.project(rows, work: work)
  }

  var recommender: Recommender {
    let records = records
    return Recommender(index: embeddings) { records.identity($0) }
  }
}

extension [Int] {
  /// The numbers in pieces of at most `size`.
  fileprivate func inBlocks(of size: Int) -> [[Int]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
