import EtudeRecommendation
import Glibc
import Testing

@Suite("Principal components") struct PrincipalComponentsTests {
  let rows: [[Float]] = (0..<12).map { i in (0..<6).map { j in Self.entry(i, j) } }

  private static func entry(_ i: Int, _ j: Int) -> Float {
    let wave: Double = sin(Double(i * (j + 1)) * 0.37)
    let drift: Double = cos(Double(i) * 0.9 + Double(j))
    return Float(wave + 0.3 * drift)
  }

  @Test("They equal scikit-learn's PCA, signs chosen by the largest entry") func golden() {
    let found = PrincipalComponents(of: rows, count: 2)
    let directions: [[Double]] = [
      [
        0.583031428905904, -0.43984129077698086, 0.4301185131021831, -0.37267656942614524,
        -0.3001435744105968, 0.22942987134010312,
      ],
      [
        -0.03101626386503257, 0.01294744290647994, 0.2381232158405762, -0.5783752649064302,
        0.5971820666427683, -0.5010222763515315,
      ],
    ]
    for (own, golden) in zip(found.directions, directions) {
      for (a, b) in zip(own, golden) { #expect(abs(a - b) < 1e-5) }
    }
    for (own, golden) in zip(found.shares, [0.3272779857524357, 0.2698865012866328] as [Double]) {
      #expect(abs(own - golden) < 1e-6)
    }
  }

  @Test("Projected rows are centred, and their components uncorrelated") func projection() {
    let points = PrincipalComponents(of: rows, count: 3).project(rows)
    for component in 0..<3 {
      #expect(abs(points.reduce(0) { $0 + $1[component] }) < 1e-4)
      for other in 0..<component {
        #expect(abs(points.reduce(0) { $0 + $1[component] * $1[other] }) < 1e-3)
      }
    }
  }

  @Test("Few rows give few directions, equal rows none that matter", arguments: [0, 1, 2])
  func degenerate(_ count: Int) {
    let found = PrincipalComponents(of: Array(repeating: [1, 2, 3], count: count), count: 2)
    #expect(found.directions.count == max(0, count - 1))
    #expect(found.shares.allSatisfy { $0 == 0 })
  }
}
