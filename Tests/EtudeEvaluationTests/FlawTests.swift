import EtudeCore
import EtudeData
import EtudeEvaluation
import Testing

/// Mistakes made on purpose: what each does to the scores, and that nothing of it looks honest.
@Suite("Deliberate flaws") struct FlawTests {
  /// Labels that have nothing to do with the sound, so that a fair score is chance.
  private func nonsense() -> Dataset {
    var place = 0
    return tones().relabelled { _ in
      place += 1
      return ["a", "b"][place * 7919 % 13 % 2]
    }
  }

  private func judged(
    _ flaws: [DeliberateFlaw], epochs: Int = 150, of data: Dataset? = nil
  ) throws -> Evaluation {
    let data = data ?? nonsense()
    var asked = try experiment(data, epochs: epochs)
    asked.flaws = flaws
    return try asked.crossValidate(plan: .make(data, count: 4, by: .item, seed: 7), work: Work())
  }

  @Test("Carried weights know the test songs: the first fold is fair, the later ones are not")
  func carriedWeights() throws {
    let fair = try judged([])
    let carried = try judged([.carriedWeights])
    #expect(carried.folds[0] == fair.folds[0])
    #expect(
      carried.items.filter { $0.fold == 0 }.map(\.probabilities)
        == fair.items.filter { $0.fold == 0 }.map(\.probabilities))
    let later = carried.items.filter { $0.fold > 0 }
    let right = Double(later.count { $0.label == $0.predicted }) / Double(later.count)
    #expect(right > fair.accuracy + 0.2)
    // Training has seen the tracks of all items of the later folds, the items themselves.
    #expect(later.allSatisfy { $0.sharing.contains(.track) })
  }

  @Test("The best epoch on the test fold is never worse than the last, and only flatters")
  func epochChosenOnTest() throws {
    let fair = try judged([], epochs: 30)
    let peeked = try judged([.epochChosenOnTest], epochs: 30)
    #expect(zip(peeked.folds, fair.folds).allSatisfy { $0.accuracy >= $1.accuracy })
    #expect(peeked.accuracy > fair.accuracy)
    #expect(peeked.folds.allSatisfy { (1...30).contains($0.epochs) })
  }

  @Test("Every output of it is marked INVALID; an honest one is not")
  func stamps() throws {
    let fair = try judged([], epochs: 3)
    let both = try judged(DeliberateFlaw.allCases, epochs: 3)
    let stamp =
      "INVALID: weights were carried from fold to fold; the epoch was chosen on the test fold"
    #expect(both.stamp == stamp && fair.stamp == nil)
    #expect(both.json().hasPrefix("{\n  \"invalid\": [\"weights were carried"))
    #expect(!fair.json().contains("invalid"))
    let rows = both.csv().split(separator: "\r\n")
    #expect(rows.count == 25 && rows.dropFirst().allSatisfy { $0.hasSuffix(",INVALID") })
    #expect(!fair.csv().contains("INVALID"))
    #expect(Report(both).table.rows.allSatisfy { $0.last == .text("INVALID") })
    #expect(Report(both).text().contains(stamp) && !Report(fair).text().contains("INVALID"))
    #expect(try both.vote(statement: "vote cv").stamp == stamp)
    let comparison = try Comparison([("fair", fair), ("both", both)]).text()
    #expect(comparison.contains("both (INVALID): weights were carried from fold to fold; the epoch"))
    #expect(!comparison.contains("INVALID: "))
    let waterfall = try Waterfall([("all_mistakes", both), ("none", fair)])
    #expect(waterfall.table.text().contains("all mistakes (INVALID)"))
    #expect(waterfall.steps[1].change == fair.accuracy - both.accuracy)
    #expect(both.digest != fair.digest)
  }

  @Test("It is said before anything is trained, and peeking excludes a validation part")
  func warned() throws {
    let data = nonsense()
    var asked = try experiment(data, validation: 0.3, epochs: 2)
    asked.flaws = [.epochChosenOnTest]
    #expect(throws: Failure.self) {
      try asked.crossValidate(plan: .make(data, count: 4, by: .item, seed: 7), work: Work())
    }
  }
}
