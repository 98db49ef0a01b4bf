import EtudeCore
import EtudeEvaluation
import Testing

private struct Numbers: Decodable {
  struct CorrectedTest: Decodable {
    let differences: [Double]
    let ratio, t, p: Double
    let interval: [Double]
  }
  let beta, student, critical, wilson: [[Double]]
  let tests: [CorrectedTest]
}

@Suite struct StatisticsTests {
  @Test func incompleteBetaEqualsScipys() throws {
    for row in try golden("statistics.json", as: Numbers.self).beta {
      #expect(
        agree(incompleteBeta(row[0], row[1], row[2]), row[3], absolute: 1e-300, relative: 1e-10), "\(row)")
    }
  }

  @Test func studentsDistributionEqualsScipys() throws {
    for row in try golden("statistics.json", as: Numbers.self).student {
      let distribution = StudentT(freedom: row[0])
      #expect(agree(distribution.cumulative(row[1]), row[2], relative: 1e-10), "\(row)")
      #expect(agree(distribution.twoSided(row[1]), row[3], absolute: 1e-300, relative: 1e-10), "\(row)")
    }
  }

  @Test func criticalValuesEqualScipys() throws {
    for row in try golden("statistics.json", as: Numbers.self).critical {
      #expect(agree(StudentT(freedom: row[0]).critical(twoSided: row[1]), row[2], relative: 1e-10), "\(row)")
    }
  }

  @Test func wilsonsIntervalEqualsScipys() throws {
    for row in try golden("statistics.json", as: Numbers.self).wilson {
      let interval = wilsonInterval(share: row[0] / row[1], count: Int(row[1]))
      #expect(agree([interval.lowerBound, interval.upperBound], [row[2], row[3]], absolute: 1e-9), "\(row)")
    }
  }

  @Test func wilsonsIntervalLiesInZeroToOneAndHoldsItsShare() {
    for count in [0, 1, 2, 7, 100, 100_000] {
      for step in 0...20 {
        let share = Double(step) / 20
        let interval = wilsonInterval(share: share, count: count)
        #expect(interval.lowerBound >= 0 && interval.upperBound <= 1)
        #expect(interval.contains(share))
      }
    }
  }

  @Test func correctedResampledTestEqualsScipys() throws {
    let tests = try golden("statistics.json", as: Numbers.self).tests
    #expect(tests.count == 4)
    for test in tests {
      let pair = PairedDifference("a", "b", differences: test.differences, testToTraining: test.ratio)
      let t = try #require(pair.t)
      let p = try #require(pair.p)
      let interval = try #require(pair.interval)
      #expect(agree(t, test.t))
      #expect(agree(p, test.p))
      #expect(agree([interval.lowerBound, interval.upperBound], test.interval))
    }
  }
}
