import EtudeCore

/// Rows of length 1, filled up with zeros to whole vectors, while they are gathered.
struct UnitRows: Sendable {
  let count: Int
  let dimensions: Int
  /// Vectors of 16 a row.
  let stride: Int
  /// `[count, stride]`; zero where nothing is known yet.
  private(set) var vectors: [SIMD16<Float>]

  init(count: Int, dimensions: Int) {
    self.init(vectors: [], count: count, dimensions: dimensions)
    vectors = Array(repeating: SIMD16(), count: count * stride)
  }

  /// Rows that are of length 1 and filled up already: `[count, stride]`.
  init(vectors: [SIMD16<Float>], count: Int, dimensions: Int) {
    self.vectors = vectors
    self.count = count
    self.dimensions = dimensions
    stride = (dimensions + 15) / 16
  }

  /// Gives a song its embedding, which is brought to length 1.
  mutating func set(_ song: Int, to embedding: [Float]) {
    vectors.replaceSubrange(
      song * stride..<(song + 1) * stride, with: Self.row(embedding, stride: stride))
  }

  /// A row of length 1, summed in double precision; zeros stay zeros.
  static func row(_ values: [Float], stride: Int) -> [SIMD16<Float>] {
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

  static func check(_ embedding: [Float], of song: Int, width: Int) throws {
    guard embedding.count == width else {
      throw Failure(
        "song \(song) has \(embedding.count) numbers, the first has \(width)",
        fix: "make all embeddings with one network")
    }
    guard embedding.allSatisfy(\.isFinite) else {
      throw Failure("the embedding of song \(song) is not finite", fix: "train with a smaller lr")
    }
  }
}
