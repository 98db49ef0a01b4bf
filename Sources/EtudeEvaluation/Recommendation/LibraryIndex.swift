import EtudeCore
import EtudeData

/// A library as it is asked for songs: an embedding of each in few dimensions, and who the songs are.
///
/// Embeddings are centred on the library's mean and reduced to the directions in which it varies most (`Reduction`);
/// songs are compared by the cosine between what is left.
public struct LibraryIndex: Sendable {
  /// A song with what a network made of it.
  public typealias EmbeddedClip = (clip: Clip, embedding: [Float])

  /// What made the embeddings, in words of whoever made them, by name: kept in its file.
  public let notes: [String: String]
  let embeddings: EmbeddingIndex
  let reduction: Reduction
  let shelf: SongShelf

  /// - Parameters:
  ///   - embeddings: `[clips, dimensions]` in the order of the library.
  ///   - dimensions: to be kept at most.
  public init(
    _ library: Dataset, embeddings: [[Float]], dimensions: Int = 128, notes: [String: String] = [:],
    work: Work = Work()
  ) throws {
    guard library.count == embeddings.count, library.count > 0 else {
      throw Failure(
        "\(library.count) songs have \(embeddings.count) embeddings", fix: "give a library with songs in it")
    }
    // Its rows are checked before they are mixed with each other.
    _ = try EmbeddingIndex(embeddings)
    let reduction = try Reduction(of: embeddings, dimensions: dimensions, work: work)
    self.init(
      notes: notes, embeddings: try EmbeddingIndex(reduction.project(embeddings, work: work)),
      reduction: reduction, shelf: try SongShelf(library, work: work))
  }

  init(notes: [String: String], embeddings: EmbeddingIndex, reduction: Reduction, shelf: SongShelf) {
    self.notes = notes
    self.embeddings = embeddings
    self.reduction = reduction
    self.shelf = shelf
  }

  public var count: Int { embeddings.count }
  public var dimensions: Int { embeddings.dimensions }
  /// Dimensions of the embeddings that it was made of.
  public var sourceDimensions: Int { reduction.sourceDimensions }
  /// Share of the embeddings' variance that is kept.
  public var variance: Double { reduction.share }

  public func clip(_ song: Int) throws -> Clip { try shelf.clip(song) }

  /// All of its songs.
  public func dataset() throws -> Dataset { Dataset(try (0..<count).map(shelf.clip)) }

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
    let shelf = shelf
    return Recommender(index: embeddings) { shelf.identity($0) }
  }
}
