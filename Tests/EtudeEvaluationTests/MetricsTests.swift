import EtudeCore
import EtudeEvaluation
import Testing

private struct ScoreCase: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let genres: Int
  let truth: [Int]
  let probabilities: [[Double]]
  let confusion: [[Int]]
  let precisions, recalls, f1s: [Double]
  let supports: [Int]
  let accuracy, precision, recall, f1, weightedF1, balancedAccuracy, topTwo, logLoss, brier: Double
  let calibrationAccuracy, calibrationConfidence: [Double]

  var testDescription: String { name }

  func evaluation() throws -> Evaluation {
    let names = (0..<genres).map { "g\($0)" }
    let items = zip(truth, probabilities).enumerated().map { position, item in
      let best = item.1.indices.max { (item.1[$0], -$0) < (item.1[$1], -$1) } ?? 0
      return judged("\(position)", names[item.0], names[best], probabilities: item.1)
    }
    return try EtudeEvaluationTests.evaluation(items, genres: names, kind: .evaluate)
  }
}

@Suite struct MetricsTests {
  @Test func scoresEqualScikitLearns() throws {
    let cases: [ScoreCase] = try golden("scores.json")
    #expect(cases.count == 7)
    for each in cases {
      let result = try each.evaluation()
      let name = Comment(rawValue: each.name)
      #expect(result.confusion.counts == each.confusion, name)
      let genres = result.confusion.genreCounts
      #expect(genres.map(\.support) == each.supports, name)
      #expect(agree(genres.map(MacroPrecision().value), each.precisions), name)
      #expect(agree(genres.map(MacroRecall().value), each.recalls), name)
      #expect(agree(genres.map(MacroF1().value), each.f1s), name)
      #expect(agree(result.accuracy, each.accuracy), name)
      #expect(agree(result.precision, each.precision), name)
      #expect(agree(result.recall, each.recall), name)
      #expect(agree(result.f1, each.f1), name)
      #expect(agree(try #require(result.value(of: WeightedF1())), each.weightedF1), name)
      #expect(agree(try #require(result.value(of: BalancedAccuracy())), each.balancedAccuracy), name)
      #expect(agree(try #require(result.value(of: LogLoss())), each.logLoss, relative: 1e-7), name)
      #expect(agree(try #require(result.value(of: Brier())), each.brier, relative: 1e-7), name)
    }
  }

  @Test func topTwoEqualsScikitLearnsWhereNothingTies() throws {
    for each in try golden("scores.json", as: [ScoreCase].self) where each.name != "certain and wrong" {
      #expect(
        agree(try #require(each.evaluation().value(of: TopTwo())), each.topTwo), Comment(rawValue: each.name))
    }
  }

  @Test func calibrationEqualsScikitLearns() throws {
    let cases = try golden("scores.json", as: [ScoreCase].self).filter { each in
      // An upper edge belongs to the bin above here and to the bin below there.
      each.name != "certain and wrong" && each.name != "predicted but absent"
    }
    #expect(cases.count == 5)
    for each in cases {
      let bins = try each.evaluation().judged.calibration
      #expect(agree(bins.map(\.accuracy), each.calibrationAccuracy), Comment(rawValue: each.name))
      #expect(
        agree(bins.map(\.confidence), each.calibrationConfidence, relative: 1e-7),
        Comment(rawValue: each.name))
      #expect(bins.reduce(0) { $0 + $1.count } == each.truth.count)
    }
  }

  @Test(arguments: 0..<20) func lawsOfTheConfusionMatrix(seed: UInt64) throws {
    let result = try randomEvaluation(seed, folds: 4, size: 9, genres: 4)
    let matrix = result.confusion
    // Folds of equal size, one repeat: the mean over folds is the share of all items.
    #expect(agree(result.accuracy, Double(matrix.right) / Double(matrix.total)))
    #expect(zip(matrix.counts, matrix.support).allSatisfy { $0.reduce(0, +) == $1 })
    #expect(matrix.total == 36)
    #expect(matrix.predicted.reduce(0, +) == 36)
    for (row, support) in zip(matrix.shares, matrix.support) where support > 0 {
      #expect(agree(row.reduce(0, +), 1))
    }
    let topTwo = try #require(result.value(of: TopTwo()))
    #expect(topTwo >= result.accuracy - 1e-12)
    #expect(result.interval.contains(result.accuracy))
  }

  @Test(arguments: 0..<20) func permutingItemsChangesNoScore(seed: UInt64) throws {
    let result = try randomEvaluation(seed, repeats: 2)
    var items = result.items
    var random = RandomStream(seed: seed, purpose: "permute")
    random.shuffle(&items)
    let other = try evaluation(items, genres: result.genres)
    #expect(other.accuracy == result.accuracy)
    #expect(other.deviation == result.deviation)
    #expect(other.interval == result.interval)
    #expect(other.confusion == result.confusion)
    #expect(other.leakage == result.leakage)
    for metric in Metrics.all {
      let values = try (#require(metric.value(of: result.judged)), #require(metric.value(of: other.judged)))
      #expect(agree(values.0, values.1), Comment(rawValue: metric.name))
    }
  }

  @Test func accuracyIsTheMeanOverFoldsAndTheIntervalOverDistinctItems() throws {
    // Fold 0: 1 of 1; fold 1: 1 of 3. Segments of one file count as one item.
    let items = [
      judged("a", "x", "x", fold: 0), judged("b@0", "x", "x", item: "b", fold: 1),
      judged("b@1", "x", "y", item: "b", fold: 1), judged("c", "y", "x", fold: 1),
    ]
    let result = try evaluation(items, genres: ["x", "y"])
    #expect(agree(result.accuracy, (1 + 1.0 / 3) / 2))
    #expect(agree(result.deviation, (2.0 / 3) / 2.0.squareRoot()))
    #expect(result.itemShare == 0.5 && result.otherItemShare == 0.5)
    #expect(result.interval == wilsonInterval(share: 0.5, count: 3))
    #expect(result.folds.map(\.test) == [1, 3])
  }

  @Test func thePredictedGenreIsAlwaysAmongTheFirstTwoThenGenresInOrder() throws {
    let genres = ["a", "b", "c"]
    func topTwo(_ label: String, _ predicted: String, _ probabilities: [Double]) throws -> Double? {
      try evaluation([judged("1", label, predicted, probabilities: probabilities)], genres: genres)
        .value(of: TopTwo())
    }
    // Three votes of three: the mean decided for c, which is listed last.
    let tied = [1.0 / 3, 1.0 / 3, 1.0 / 3]
    #expect(try topTwo("c", "c", tied) == 1)
    #expect(try topTwo("a", "c", tied) == 1)
    #expect(try topTwo("b", "c", tied) == 0)
    #expect(try topTwo("b", "a", [0.5, 0.2, 0.3]) == 0)
    #expect(try topTwo("c", "a", [0.5, 0.2, 0.3]) == 1)
  }

  @Test func badItemsAreRefused() throws {
    #expect(throws: Failure("no item to judge", fix: "give data with labelled, readable items")) {
      try evaluation([], genres: ["x"])
    }
    #expect(throws: Failure.self) { try evaluation([judged("a", "x", "z")], genres: ["x", "y"]) }
    #expect(throws: Failure.self) {
      try evaluation([judged("a", "x", "x", probabilities: [1])], genres: ["x", "y"])
    }
    #expect(throws: Failure.self) {
      try evaluation([judged("a", "x", "x", probabilities: [.nan, 0])], genres: ["x", "y"])
    }
    #expect(throws: Failure.self) { try evaluation([judged("a", "x", "x")], genres: ["x", "x"]) }
  }
}
