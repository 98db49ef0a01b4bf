import Glibc

/// The directions in which rows vary most, found by subspace iteration (Halko, Martinsson and Tropp, 2011).
///
/// A direction's sign is chosen so that its largest entry is positive, so equal rows give equal directions.
public struct PrincipalComponents: Sendable {
  /// `[components, dimensions]`, each of length 1, the greatest variance first.
  public let directions: [[Double]]
  /// `[dimensions]`.
  public let mean: [Double]
  /// The share of all variance that each direction holds.
  public let shares: [Double]

  /// - Parameters:
  ///   - rows: `[rows, dimensions]`.
  ///   - count: directions wanted; fewer where rows or dimensions are fewer.
  public init(of rows: [[Float]], count: Int) {
    let dimensions = rows.first?.count ?? 0
    let scale = 1 / Double(max(1, rows.count))
    var mean = [Double](repeating: 0, count: dimensions)
    for row in rows { for (index, value) in row.enumerated() { mean[index] += Double(value) * scale } }
    let centred = rows.map { row in zip(row, mean).map { Double($0) - $1 } }
    let total = centred.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } }
    let wanted = min(count, dimensions, max(0, rows.count - 1))
    // A few more than wanted make the wanted ones converge fast.
    let basis = Self.subspace(
      of: centred, dimensions: dimensions, size: min(wanted + 8, dimensions, rows.count))
    self.mean = mean
    directions = basis.prefix(wanted).map { Self.signed($0.direction) }
    shares = basis.prefix(wanted).map { total > 0 ? $0.power / total : 0 }
  }

  /// Rows in the directions: `[rows, components]`.
  public func project(_ rows: [[Float]]) -> [[Float]] {
    rows.map { row in
      directions.map { direction in
        Float(row.indices.reduce(0) { $0 + (Double(row[$1]) - mean[$1]) * direction[$1] })
      }
    }
  }

  private static func subspace(of rows: [[Double]], dimensions: Int, size: Int) -> [(
    direction: [Double], power: Double
  )] {
    guard size > 0 else { return [] }
    // Start from rows spread over the data, made independent of each other by a fixed pattern.
    var vectors = (0..<size).map { index in
      (0..<dimensions).map { sin(Double(($0 + 1) * (index + 1)) * 0.7390851) }
    }
    orthonormalise(&vectors)
    var powers = [Double](repeating: 0, count: size)
    for _ in 0..<500 {
      vectors = vectors.map { applied(rows, to: $0) }
      let before = powers
      powers = vectors.map { sqrt(dot($0, $0)) }
      rotate(&vectors, &powers)
      let change = zip(powers, before).reduce(0) { max($0, abs($1.0 - $1.1)) }
      if change <= 1e-12 * (powers.first ?? 0) { break }
    }
    return zip(vectors, powers).map { ($0, $1) }
  }

  /// Orthonormalises, the most powerful first.
  private static func rotate(_ vectors: inout [[Double]], _ powers: inout [Double]) {
    let order = powers.indices.sorted { (powers[$0], -$0) > (powers[$1], -$1) }
    vectors = order.map { vectors[$0] }
    powers = order.map { powers[$0] }
    orthonormalise(&vectors)
  }

  /// The covariance, unscaled, applied to a vector: Xᵀ(Xv).
  private static func applied(_ rows: [[Double]], to vector: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: vector.count)
    for row in rows {
      let weight = dot(row, vector)
      row.withUnsafeBufferPointer { row in
        result.withUnsafeMutableBufferPointer { result in
          for index in result.indices { result[index] += weight * row[index] }
        }
      }
    }
    return result
  }

  /// Gram and Schmidt, twice, which is enough (Kahan).
  private static func orthonormalise(_ vectors: inout [[Double]]) {
    for index in vectors.indices {
      for _ in 0..<2 {
        for other in 0..<index {
          let share = dot(vectors[index], vectors[other])
          vectors[index] = zip(vectors[index], vectors[other]).map { $0 - share * $1 }
        }
      }
      let length = sqrt(dot(vectors[index], vectors[index]))
      if length > 0 { vectors[index] = vectors[index].map { $0 / length } }
    }
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        var sum = 0.0
        for index in a.indices { sum += a[index] * b[index] }
        return sum
      }
    }
  }

  private static func signed(_ direction: [Double]) -> [Double] {
    let largest = direction.max { abs($0) < abs($1) } ?? 0
    return largest < 0 ? direction.map { -$0 } : direction
  }
}
