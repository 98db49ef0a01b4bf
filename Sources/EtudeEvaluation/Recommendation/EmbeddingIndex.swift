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

  /// - Parameter embeddings: `[songs, dimensions]`.
  /// - Throws: `Failure` if rows differ in length or a number is not finite.
  public init(_ embeddings: [[Float]]) throws {
    count = embeddings.count
    dimensions = embeddings.first?.count ?? 0
    stride = (dimensions + 15) / 16
    var rows: [SIMD16<Float>] = []
    rows.reserveCapacity(count * stride)
    for (song, embedding) in embeddings.enumerated() {
      guard embedding.count == dimensions else {
        throw Failure(
          "song \(song) has \(embedding.count) numbers, the first has \(dimensions)",
          fix: "make all embeddings with one network")
      }
      guard embedding.allSatisfy(\.isFinite) else {
        throw Failure("the embedding of song \(song) is not finite", fix: "train with a smaller lr")
      }
      rows += Self.unitRow(embedding, stride: stride)
    }
    self.rows = rows
  }

  /// Rows that are of length 1 and filled up already: `[count, stride]`.
  init(unitRows rows: [SIMD16<Float>], count: Int, dimensions: Int) {
    self.rows = rows
    self.count = count
    self.dimensions = dimensions
    stride = (dimensions + 15) / 16
  }

  /// The cosine similarity of a direction with every song, −1 … 1: an exact scan on `threads` threads.
  public func similarities(to direction: [Float], threads: Int = 1) throws -> [Float] {
    return try products(with: try unitRow(direction), threads: threads)
  }

  /// The inner product of a filled-up row with every song's.
  func products(with query: [SIMD16<Float>], threads: Int) throws -> [Float] {
    let pieces = max(1, min(threads, count / 4096))
    let parts = try parallelMap(pieces, threads: pieces) { piece in
      scan(query, piece * count / pieces..<(piece + 1) * count / pieces)
    }
    return parts.count == 1 ? parts[0] : Array(parts.joined())
  }

  /// The inner product of a filled-up row with one song's.
  func product(with query: [SIMD16<Float>], song: Int) -> Float { scan(query, song..<song + 1)[0] }

  private func scan(_ query: [SIMD16<Float>], _ songs: Range<Int>) -> [Float] {
    [Float](unsafeUninitializedCapacity: songs.count) { result, initialized in
      query.withUnsafeBufferPointer { query in
        rows.withUnsafeBufferPointer { rows in
          var place = songs.lowerBound * stride
          for song in 0..<songs.count {
            var sum = SIMD16<Float>()
            for column in 0..<stride { sum += rows[place + column] * query[column] }
            place += stride
            result[song] = sum.sum()
          }
        }
      }
      initialized = songs.count
    }
  }

  /// A song's direction as a row of this index.
  func unitRow(_ direction: [Float]) throws -> [SIMD16<Float>] {
    guard direction.count == dimensions else {
      throw Failure(
        "the song has \(direction.count) numbers, the library's have \(dimensions)",
        fix: "make all embeddings with one network")
    }
    return Self.unitRow(direction, stride: stride)
  }

  /// A row of length 1, summed in double precision; zeros stay zeros.
  private static func unitRow(_ values: [Float], stride: Int) -> [SIMD16<Float>] {
    let length = values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    let scale = length > 0 ? 1 / length : 0
    return (0..<stride).map { column in
      var row = SIMD16<Float>()
      for lane in 0..<min(16, values.count - column * 16) {
        row[lane] = Float(Double(values[column * 16 + lane]) * scale)
      }
      return row
    }
  }

  /// A song's direction, of length 1.
  public func embedding(_ song: Int) -> [Float] {
    (0..<dimensions).map { rows[song * stride + $0 / 16][$0 % 16] }
  }

  /// The cosine similarity of two of its songs.
  func similarity(_ first: Int, _ second: Int) -> Float {
    product(with: Array(rows[first * stride..<(first + 1) * stride]), song: second)
  }
}
