import EtudeCore
import EtudeNetworks

/// Songs' embeddings in fewer dimensions: parts brought to length 1, the library's mean taken away, then the directions
/// in which the library varies most.
///
/// The mean goes because what all songs share says nothing: cosines between what is left tell genres apart better.
/// The directions span what principal component analysis keeps; they are found by subspace iteration (Halko, Martinsson
/// and Tropp, 2011) on the songs of a sample.
struct Reduction: Sendable {
  /// Songs from which directions are found.
  static let sampled = 20_000
  private static let iterations = 10

  /// `[source dimensions]`.
  let mean: [Float]
  /// `[dimensions, source dimensions]`, orthonormal.
  let directions: [Float]
  /// Share of the variance that is kept.
  let share: Double

  var sourceDimensions: Int { mean.count }
  var dimensions: Int { mean.isEmpty ? 0 : directions.count / mean.count }

  init(mean: [Float], directions: [Float], share: Double) {
    self.mean = mean
    self.directions = directions
    self.share = share
  }

  /// The songs of a library from which directions are found, by place: at most `sampled`, spread evenly.
  static func sample(of count: Int) -> [Int] {
    Array(stride(from: 0, to: count, by: max(1, (count + sampled - 1) / sampled)))
  }

  /// - Parameters:
  ///   - rows: those of the sample, `[songs, source dimensions]`.
  ///   - dimensions: at most so many; fewer where songs or their dimensions are fewer.
  init(of rows: [[Float]], dimensions: Int, work: Work) throws {
    let width = rows.first?.count ?? 0
    var mean = [Double](repeating: 0, count: width)
    for row in rows { for (index, value) in row.enumerated() { mean[index] += Double(value) } }
    let centre = mean.map { Float($0 / Double(max(1, rows.count))) }
    let centred = rows.flatMap { zip($0, centre).map { $0 - $1 } }
    let total = centred.reduce(0) { $0 + Double($1) * Double($1) }
    self.mean = centre
    let wanted = min(dimensions, width, rows.count - 1)
    guard wanted > 0, total > 0 else {
      directions = []
      share = 0
      return
    }
    var basis = try Self.subspace(
      of: centred, rows: rows.count, width: width, size: wanted, work: work)
    basis.removeAll { $0.allSatisfy { $0 == 0 } }
    directions = basis.flatMap { $0.map(Float.init) }
    let kept = try Self.projected(
      centred, rows: rows.count, directions: directions, width: width, work: work)
    share = min(1, kept.reduce(0) { $0 + Double($1) * Double($1) } / total)
  }

  /// `[songs, dimensions]` of `[songs, source dimensions]`.
  func project(_ rows: [[Float]], work: Work) throws -> [[Float]] {
    guard dimensions > 0 else { return rows.map { _ in [] } }
    var result: [[Float]] = []
    result.reserveCapacity(rows.count)
    for start in stride(from: 0, to: rows.count, by: 4096) {
      try work.checkCancelled()
      let part = rows[start..<min(start + 4096, rows.count)]
      let values = try Self.projected(
        part.flatMap { zip($0, mean).map { $0 - $1 } }, rows: part.count, directions: directions,
        width: sourceDimensions, work: work)
      for row in 0..<part.count { result.append(Array(values[row * dimensions..<(row + 1) * dimensions])) }
    }
    return result
  }

  private static func projected(
    _ centred: [Float], rows: Int, directions: [Float], width: Int, work: Work
  ) throws -> [Float] {
    try MatrixArrays.product(
      rows, directions.count / width, width, centred, directions, rightIsTransposed: true,
      threads: work.threads)
  }

  /// An orthonormal basis, `[size, width]`, of what varies most.
  private static func subspace(
    of centred: [Float], rows: Int, width: Int, size: Int, work: Work
  ) throws -> [[Double]] {
    // Whichever of X·Xᵀ and Xᵀ·X is smaller has the same variances.
    let isWide = rows <= width
    let side = min(rows, width)
    let square = try MatrixArrays.product(
      side, side, isWide ? width : rows, centred, centred, leftIsTransposed: !isWide,
      rightIsTransposed: isWide, threads: work.threads)
    // A few more than wanted make the wanted ones converge fast.
    let block = min(size + 16, side)
    var vectors = (0..<block).map { index in
      var random = RandomStream(seed: UInt64(index), purpose: "subspace")
      return (0..<side).map { _ in random.normal() }
    }
    orthonormalise(&vectors)
    for _ in 0..<iterations {
      try work.checkCancelled()
      let applied = try MatrixArrays.product(
        block, side, side, vectors.flatMap { $0.map(Float.init) }, square, threads: work.threads)
      vectors = (0..<block).map { applied[$0 * side..<($0 + 1) * side].map(Double.init) }
      orthonormalise(&vectors)
    }
    // Of what the block spans, the directions of greatest variance (Rayleigh and Ritz).
    let basis = vectors.flatMap { $0.map(Float.init) }
    let applied = try MatrixArrays.product(block, side, side, basis, square, threads: work.threads)
    let inside = try MatrixArrays.product(
      block, block, side, applied, basis, rightIsTransposed: true, threads: work.threads)
    let turns = symmetricEigenvectors(
      (0..<block * block).map { (Double(inside[$0]) + Double(inside[$0 % block * block + $0 / block])) / 2 },
      size: block)
    vectors = turns.prefix(size).map { turn in
      (0..<side).map { place in turn.indices.reduce(0) { $0 + turn[$1] * vectors[$1][place] } }
    }
    guard isWide else { return vectors }
    let turned = try MatrixArrays.product(
      vectors.count, width, rows, vectors.flatMap { $0.map(Float.init) }, centred, threads: work.threads)
    vectors = vectors.indices.map { turned[$0 * width..<($0 + 1) * width].map(Double.init) }
    orthonormalise(&vectors)
    return vectors
  }
}

/// Makes vectors orthonormal, each against those before it: Gram and Schmidt, twice, which is enough (Kahan).
///
/// A vector that the others span already becomes zero.
func orthonormalise(_ vectors: inout [[Double]]) {
  let width = vectors.first?.count ?? 0
  var flat = vectors.flatMap { $0 }
  flat.withUnsafeMutableBufferPointer { flat in
    for index in vectors.indices {
      let own = index * width
      var before = 0.0
      for place in 0..<width { before += flat[own + place] * flat[own + place] }
      for _ in 0..<2 {
        for other in 0..<index {
          var share = 0.0
          for place in 0..<width { share += flat[own + place] * flat[other * width + place] }
          for place in 0..<width { flat[own + place] -= share * flat[other * width + place] }
        }
      }
      var after = 0.0
      for place in 0..<width { after += flat[own + place] * flat[own + place] }
      let scale = after > before * 1e-12 ? 1 / after.squareRoot() : 0
      for place in 0..<width { flat[own + place] *= scale }
    }
  }
  vectors = vectors.indices.map { Array(flat[$0 * width..<($0 + 1) * width]) }
}
