import EtudeCore
import Glibc

/// Rows as points in two dimensions in which neighbours stay neighbours: t-SNE (van der Maaten and Hinton, 2008), exact.
///
/// Distances between far groups, and the sizes of groups, mean nothing in it.
public struct NeighbourEmbedding: Sendable {
  /// `[rows, 2]`.
  public let points: [[Float]]

  private static let steps = 750
  /// Similarities are exaggerated at first, so that groups form before they part.
  private static let (early, exaggeration) = (250, 12.0)

  /// - Parameters:
  ///   - rows: `[rows, dimensions]`.
  ///   - perplexity: how many neighbours a row has, as it were; less than a third of the rows is taken.
  ///   - seed: where the points begin.
  /// - Throws: `Failure.interrupted`.
  public init(of rows: [[Float]], perplexity: Double, seed: UInt64, work: Work = Work()) throws {
    let count = rows.count
    guard count > 3 else {
      points = rows.indices.map { [Float($0), 0] }
      return
    }
    let near = try Self.similarities(
      rows, perplexity: min(perplexity, Double(count - 1) / 3), work: work)
    var random = RandomStream(seed: seed, purpose: "t-SNE")
    var places = (0..<2 * count).map { _ in random.normal() * 1e-4 }
    var (speed, gain) = ([Double](repeating: 0, count: 2 * count), [Double](repeating: 1, count: 2 * count))
    let rate = max(50, Double(count) / Self.exaggeration / 4)
    for step in 0..<Self.steps {
      try work.checkCancelled()
      work.progress("t-SNE", step, of: Self.steps)
      let isEarly = step < Self.early
      let slope = Self.gradient(near, places, exaggeration: isEarly ? Self.exaggeration : 1)
      for index in places.indices {
        // Jacobs' gains: faster where the direction stays, slower where it turns.
        gain[index] = max(0.01, slope[index] * speed[index] > 0 ? gain[index] * 0.8 : gain[index] + 0.2)
        speed[index] = (isEarly ? 0.5 : 0.8) * speed[index] - rate * gain[index] * slope[index]
        places[index] += speed[index]
      }
    }
    work.progress("t-SNE", Self.steps, of: Self.steps)
    points = (0..<count).map { [Float(places[2 * $0]), Float(places[2 * $0 + 1])] }
  }

  /// How near any two rows are, `[rows, rows]`, symmetric, 1 in all: each row's bell is as wide as its perplexity asks.
  private static func similarities(_ rows: [[Float]], perplexity: Double, work: Work) throws -> [Double] {
    let count = rows.count
    var near = [Double](repeating: 0, count: count * count)
    for row in 0..<count {
      try work.checkCancelled()
      let distances = rows.map { other in
        zip(rows[row], other).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }
      }
      let nearest = distances.indices.filter { $0 != row }.map { distances[$0] }.min() ?? 0
      var (low, high, precision) = (0.0, Double.infinity, 1.0)
      var shares = distances
      for _ in 0..<64 {
        var (sum, mean) = (0.0, 0.0)
        for other in 0..<count {
          shares[other] = other == row ? 0 : exp(-(distances[other] - nearest) * precision)
          sum += shares[other]
          mean += shares[other] * (distances[other] - nearest)
        }
        let entropy = log(sum) + precision * mean / sum
        for other in 0..<count { shares[other] /= sum }
        if abs(entropy - log(perplexity)) < 1e-6 { break }
        if entropy > log(perplexity) {
          low = precision
          precision = high.isFinite ? (low + high) / 2 : precision * 2
        } else {
          high = precision
          precision = (low + high) / 2
        }
      }
      for other in 0..<count { near[row * count + other] = shares[other] }
    }
    return (0..<count * count).map { place in
      let (row, other) = (place / count, place % count)
      return max(1e-12, (near[place] + near[other * count + row]) / (2 * Double(count)))
    }
  }

  /// The slope of the Kullback-Leibler divergence by each coordinate.
  private static func gradient(_ near: [Double], _ places: [Double], exaggeration: Double) -> [Double] {
    let count = places.count / 2
    var weights = [Double](repeating: 0, count: count * count)
    var total = 0.0
    for row in 0..<count {
      for other in 0..<row {
        let (x, y) = (places[2 * row] - places[2 * other], places[2 * row + 1] - places[2 * other + 1])
        let weight = 1 / (1 + x * x + y * y)
        weights[row * count + other] = weight
        total += 2 * weight
      }
    }
    var slope = [Double](repeating: 0, count: 2 * count)
    for row in 0..<count {
      for other in 0..<row {
        let weight = weights[row * count + other]
        let pull = 4 * (exaggeration * near[row * count + other] - weight / total) * weight
        for axis in 0..<2 {
          let force = pull * (places[2 * row + axis] - places[2 * other + axis])
          slope[2 * row + axis] += force
          slope[2 * other + axis] -= force
        }
      }
    }
    return slope
  }
}
