import EtudeCore
import EtudeRecommendation
import Testing

/// t-SNE keeps neighbours together.
@Suite struct NeighbourEmbeddingTests {
  /// Three clouds in ten dimensions.
  private func clouds(_ each: Int) -> [[Float]] {
    var random = RandomStream(seed: 5, purpose: "clouds")
    return (0..<3 * each).map { row in
      (0..<10).map { Float(random.normal() + ($0 % 3 == row / each ? 8 : 0)) }
    }
  }

  @Test func theNearestPointIsOfTheSameCloud() throws {
    let rows = clouds(20)
    let points = try NeighbourEmbedding(of: rows, perplexity: 10, seed: 1).points
    #expect(points.count == 60 && points.allSatisfy { $0.count == 2 && $0.allSatisfy(\.isFinite) })
    let right = points.indices.count { row in
      let nearest = points.indices.filter { $0 != row }.min {
        distance(points[row], points[$0]) < distance(points[row], points[$1])
      }
      return nearest.map { $0 / 20 } == row / 20
    }
    #expect(right == 60)
    #expect(try NeighbourEmbedding(of: rows, perplexity: 10, seed: 1).points == points)
    #expect(try NeighbourEmbedding(of: rows, perplexity: 10, seed: 2).points != points)
  }

  @Test(arguments: 0..<6) func fewAndEqualRowsHavePlaces(_ count: Int) throws {
    let points = try NeighbourEmbedding(of: Array(repeating: [1, 2], count: count), perplexity: 30, seed: 1)
      .points
    #expect(points.count == count && points.allSatisfy { $0.count == 2 && $0.allSatisfy(\.isFinite) })
  }

  private func distance(_ one: [Float], _ other: [Float]) -> Float {
    (one[0] - other[0]) * (one[0] - other[0]) + (one[1] - other[1]) * (one[1] - other[1])
  }
}
