import EtudeCore
import EtudeEvaluation
import Testing

@Suite("Folds and votes against scikit-learn and SciPy") struct FoldGoldenTests {
  private struct Scores: Decodable {
    let foldAccuracies: [Double]
    let accuracy, deviation, f1, balancedAccuracy: Double
    let confusion: [[Int]]
  }

  private struct Case: Decodable {
    let genres: Int
    let file, fold, truth: [Int]
    let probabilities: [[Double]]
    let logLoss, itemShare: Double
    let pieces, mean, majority: Scores
    let meanInterval: [Double]

    func evaluation() throws -> Evaluation {
      let names = (0..<genres).map { "g\($0)" }
      let items = file.indices.map { piece -> JudgedItem in
        let row = probabilities[piece]
        let best = row.indices.max { (row[$0], -$0) < (row[$1], -$1) } ?? 0
        return judged(
          "\(file[piece])@\(piece)", names[truth[piece]], names[best], probabilities: row,
          item: "\(file[piece])", fold: fold[piece])
      }
      return try EtudeEvaluationTests.evaluation(items, genres: names)
    }
  }

  private func check(_ result: Evaluation, _ expected: Scores, _ place: Comment) {
    #expect(agree(result.folds.map(\.accuracy), expected.foldAccuracies), place)
    #expect(agree(result.accuracy, expected.accuracy), place)
    #expect(agree(result.deviation, expected.deviation), place)
    #expect(agree(result.f1, expected.f1), place)
    #expect(agree(result.value(of: BalancedAccuracy()) ?? .nan, expected.balancedAccuracy), place)
    #expect(result.confusion.counts == expected.confusion, place)
  }

  @Test func piecesAndBothVotes() throws {
    let cases: [Case] = try golden("folds.json")
    #expect(cases.count == 12)
    for (index, each) in cases.enumerated() {
      let result = try each.evaluation()
      check(result, each.pieces, "case \(index)")
      #expect(agree(result.itemShare, each.itemShare))
      #expect(agree(try #require(result.value(of: LogLoss())), each.logLoss, relative: 1e-7))
      let mean = try result.vote(.mean, statement: "")
      check(mean, each.mean, "mean of case \(index)")
      #expect(agree([mean.interval.lowerBound, mean.interval.upperBound], each.meanInterval, relative: 1e-7))
      check(try result.vote(.majority, statement: ""), each.majority, "majority of case \(index)")
    }
  }
}
