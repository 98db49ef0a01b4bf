import EtudeCore

/// Songs as directions: one row of unit length a song, for an exact search by cosine similarity.
public struct EmbeddingIndex: Sendable {
  /// Songs.
  public let count: Int
  /// Numbers a song.
  public let dimensions: Int
  /// `[count, stride]`, each row of length 1 (or 0 for a song that gives nothing) and filled up with zeros.
  let rows: [SIMD16<Float>]
  /// Vectors of 16 a row.
  let stride: Int
  private let rough: RoughRows

  /// - Parameter embeddings: `[songs, dimensions]`.
  /// - Throws: `Failure` if rows differ in length or a number is not finite.
  public init(_ embeddings: [[Float]]) throws {
    let dimensions = embeddings.first?.count ?? 0
    var rows = UnitRows(count: embeddings.count, dimensions: dimensions)
    for (song, embedding) in embeddings.enumerated() {
      try UnitRows.check(embedding, of: song, width: dimensions)
      rows.set(song, to: embedding)
    }
    self.init(rows)
  }

  init(_ rows: UnitRows) {
    self.rows = rows.vectors
    count = rows.count
    dimensions = rows.dimensions
    stride = rows.stride
    rough = RoughRows(of: rows.vectors, stride: rows.stride)
  }

  /// The cosine similarity of a direction with every song, −1 … 1: an exact scan on `threads` threads.
  public func similarities(to direction: [Float], threads: Int = 1) throws -> [Float] {
    let query = try unitRow(direction)
    return try inPieces(threads) { songs in songs.map { product(with: query, song: $0) } }
  }

  /// For every song a number that its inner product with a filled-up row does not exceed, and exceeds by little.
  func upperBounds(of query: [SIMD16<Float>], threads: Int) throws -> [Float] {
    try inPieces(threads) { rough.upperBounds(query, $0) }
  }

  private func inPieces(_ threads: Int, _ body: @escaping @Sendable (Range<Int>) -> [Float]) throws -> [Float]
  {
    let pieces = max(1, min(threads, count / 4096))
    let parts = try parallelMap(pieces, threads: pieces) { piece in
      body(piece * count / pieces..<(piece + 1) * count / pieces)
    }
    guard parts.count > 1 else { return parts[0] }
    var all: [Float] = []
    all.reserveCapacity(count)
    for part in parts { all += part }
    return all
  }

  /// The inner product of a filled-up row with one song's.
  func product(with query: [SIMD16<Float>], song: Int) -> Float {
    var sum = SIMD16<Float>()
    for column in 0..<stride { sum += rows[song * stride + column] * query[column] }
    return sum.total
  }

  /// A song's direction as a row of this index.
  func unitRow(_ direction: [Float]) throws -> [SIMD16<Float>] {
    guard direction.count == dimensions else {
      throw Failure(
        "the song has \(direction.count) numbers, the library's have \(dimensions)",
        fix: "make all embeddings with one network")
    }
    return UnitRows.row(direction, stride: stride)
  }

  /// A song's direction, of length 1.
  ///
  /// - Precondition: `song` is 0 ..< `count`, as for an array.
  public func embedding(_ song: Int) -> [Float] {
    (0..<dimensions).map { rows[song * stride + $0 / 16][$0 % 16] }
  }

  /// The cosine similarity of two of its songs.
  func similarity(_ first: Int, _ second: Int) -> Float {
    product(with: Array(rows[first * stride..<(first + 1) * stride]), song: second)
  }
}
