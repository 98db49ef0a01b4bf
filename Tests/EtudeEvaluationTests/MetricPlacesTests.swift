import EtudeCore
import EtudeEvaluation
import Foundation
import Testing

/// What each metric declares of itself holds wherever scores appear.
@Suite struct MetricPlacesTests {
  @Test func namesTellThemApartAndAreFieldsOfTheLanguage() throws {
    let all = Metrics.all
    #expect(all.count >= 9)
    #expect(Set(all.map(\.name)).count == all.count && Set(all.map(\.words)).count == all.count)
    for metric in all {
      #expect(metric.name.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil, "\(metric.name)")
      #expect(!metric.words.isEmpty && !metric.meaning.isEmpty && !metric.meaning.contains("\n"))
      #expect(!metric.absence.cause.isEmpty)
    }
  }

  @Test(arguments: 0..<5) func eachAppearsWhereItSays(seed: UInt64) throws {
    let result = try randomEvaluation(seed)
    let json = result.json()
    let report = Report(result)
    let line = try #require(report.notes.first { $0.contains("balanced accuracy") })
    for metric in Metrics.all {
      let value = try #require(result.value(of: metric))
      #expect(json.contains("\"\(metric.name)\": \(value)") == metric.places.contains(.json))
      #expect(line.contains("\(metric.words) \(metric.shown(value))") == metric.places.contains(.line))
      let column = report.table.columns.firstIndex(of: metric.name)
      #expect((column != nil) == metric.places.contains(.table))
      if let column {
        let exported = try Double(#require(report.table.rows.last)[column].exact)
        #expect(exported == value)
      }
      // What judges all genres at once stands in the line below, so no column of blanks is shown for it.
      #expect(
        report.shownTable.columns.contains(metric.name) == (column != nil && metric is any GenreMetric))
    }
  }

  /// Each metric of a result in which all is right and certain, and of one in which all is wrong and certain.
  @Test func theBestAndTheWorstResult() throws {
    func result(_ predicted: [String]) throws -> Evaluation {
      try evaluation(
        zip(["a", "b", "a", "b"], predicted).enumerated().map { place, pair in
          judged("\(place)", pair.0, pair.1, probabilities: pair.1 == "a" ? [1, 0] : [0, 1])
        }, genres: ["a", "b"])
    }
    let best = try result(["a", "b", "a", "b"])
    let worst = try result(["b", "a", "b", "a"])
    for metric in [MacroPrecision(), MacroRecall(), MacroF1(), BalancedAccuracy(), WeightedF1()]
      as [any Metric]
    {
      #expect(best.value(of: metric) == 1 && worst.value(of: metric) == 0, Comment(rawValue: metric.name))
    }
    #expect(best.value(of: Brier()) == 0 && worst.value(of: Brier()) == 2)
    #expect(best.value(of: LogLoss()) == 0)
    let certainAndWrong = try #require(worst.value(of: LogLoss()))
    #expect(agree(certainAndWrong, 52 * log(2)))
    #expect(best.value(of: CalibrationError()) == 0 && worst.value(of: CalibrationError()) == 1)
    #expect(best.value(of: TopTwo()) == 1 && worst.value(of: TopTwo()) == 1)
  }
}
