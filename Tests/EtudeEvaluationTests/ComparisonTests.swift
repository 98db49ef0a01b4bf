import EtudeCore
import EtudeEvaluation
import Foundation
import Testing

@Suite struct ComparisonTests {
  @Test(arguments: 0..<10) func aResultAgainstItselfDiffersByNothing(seed: UInt64) throws {
    let result = try randomEvaluation(seed)
    let comparison = try Comparison([("a", result), ("b", result)])
    let pair = try #require(comparison.pairs.first)
    #expect(pair.mean == 0)
    #expect(pair.interval == nil && pair.p == nil && pair.adjusted == nil)
    #expect(pair.t == nil && pair.effect == nil)
    #expect(comparison.entries.map(\.label) == ["a", "b"])
  }

  @Test(arguments: 0..<10) func exchangingTwoResultsExchangesTheSign(seed: UInt64) throws {
    let left = PairedDifference("a", "b", differences: [0.1, -0.05, Double(seed) / 50], testToTraining: 0.5)
    let right = PairedDifference(
      "b", "a", differences: [-0.1, 0.05, -Double(seed) / 50], testToTraining: 0.5)
    #expect(agree(left.mean, -right.mean))
    #expect(agree(try #require(left.p), try #require(right.p)))
    #expect(agree(try #require(left.t), -(try #require(right.t))))
  }

  @Test func differencesAreFoldByFoldAndTheBestComesFirst() throws {
    let worse = try evaluation(
      [
        judged("a", "x", "y", fold: 0), judged("b", "y", "y", fold: 0), judged("c", "x", "y", fold: 1),
        judged("d", "y", "y", fold: 1),
      ], genres: ["x", "y"])
    let better = try evaluation(
      [
        judged("c", "x", "x", fold: 1), judged("d", "y", "y", fold: 1), judged("a", "x", "y", fold: 0),
        judged("b", "y", "y", fold: 0),
      ], genres: ["x", "y"])
    let comparison = try Comparison([("first", worse), ("second", better)])
    #expect(comparison.entries.map(\.label) == ["second", "first"])
    let pair = try #require(comparison.pairs.first)
    #expect(pair.better == "second")
    #expect(pair.differences == [0, 0.5])
    // s² = 1/8, J = 2, test/train = 2/10: t = 0.25 / √(0.125 · 0.7).
    #expect(agree(try #require(pair.t), 0.25 / (0.125 * 0.7).squareRoot()))
  }

  @Test func holmsCorrectionOrdersAndNeverFalls() throws {
    let results = try (0..<4).map { try randomEvaluation(3).shifted(by: $0) }
    let comparison = try Comparison(results.enumerated().map { ("r\($0)", $1) })
    #expect(comparison.pairs.count == 6)
    let ordered = comparison.pairs.sorted { ($0.p ?? 1) < ($1.p ?? 1) }
    let adjusted = ordered.compactMap(\.adjusted)
    #expect(adjusted == adjusted.sorted())
    #expect(agree(adjusted[0], min(1, try #require(ordered[0].p) * 6)))
    #expect(zip(ordered, adjusted).allSatisfy { ($0.p ?? 1) <= $1 && $1 <= 1 })
    #expect(comparison.notes.contains { $0.hasPrefix("the best of 4 is optimistic") })
  }

  @Test func theSameDifferenceInEveryFoldGivesNoTestAndStaysOutOfHolm() throws {
    func result(_ right: [Int]) throws -> Evaluation {
      try evaluation(
        right.enumerated().flatMap { fold, count in
          (0..<4).map { judged("\(fold).\($0)", "x", $0 < count ? "x" : "y", fold: fold) }
        }, genres: ["x", "y"])
    }
    let comparison = try Comparison([
      ("a", try result([3, 4, 3])), ("b", try result([2, 3, 2])), ("c", try result([1, 3, 0])),
    ])
    let same = try #require(comparison.pairs.first { $0.better == "a" && $0.worse == "b" })
    #expect(agree(same.mean, 0.25) && agree(same.differences, [0.25, 0.25, 0.25]))
    #expect(same.hasNoVariance && same.interval == nil && same.t == nil && same.p == nil)
    #expect(same.adjusted == nil && same.effect == nil)
    let tested = comparison.pairs.filter { $0.p != nil }.sorted { ($0.p ?? 1) < ($1.p ?? 1) }
    #expect(tested.count == 2 && tested[0].adjusted == (tested[0].p ?? 1) * 2)
    #expect(
      comparison.differences.notes.contains(
        "a and b differ by 0.250 in every fold: without variance there is no test and no interval"))
  }

  @Test func anExportHoldsEveryPairWithItsDifferencesFoldByFold() throws {
    let results = try (0..<3).map { try randomEvaluation(5, repeats: 2).shifted(by: $0) }
    let comparison = try Comparison(results.enumerated().map { ("r\($0)", $1) })
    let table = comparison.pairTable
    #expect(
      table.columns.prefix(9) == [
        "better", "worse", "difference", "from", "to", "t", "p", "p (Holm)", "effect",
      ])
    #expect(table.columns.dropFirst(9).first == "repeat 0 fold 0" && table.columns.last == "repeat 1 fold 4")
    #expect(table.rows.count == 3 && table.rows.allSatisfy { $0.count == 19 })
    #expect(table.rows[0].suffix(10) == comparison.pairs[0].differences.map { .share($0) }[...])

    struct Whole: Decodable {
      struct Fold: Decodable {
        let `repeat`, fold: Int
        let difference: Double
      }
      struct Pair: Decodable {
        let better, worse: String
        let difference, p, holm: Double
        let interval: [Double]
        let folds: [Fold]
      }
      let pairs: [Pair]
      let notes: [String]
    }
    let whole = try JSONDecoder().decode(Whole.self, from: Data(comparison.json().utf8))
    #expect(whole.pairs.map(\.better) == comparison.pairs.map(\.better))
    for (read, pair) in zip(whole.pairs, comparison.pairs) {
      #expect(read.difference == pair.mean && read.p == pair.p && read.holm == pair.adjusted)
      #expect(read.folds.map(\.difference) == pair.differences)
      #expect(read.folds.map { [$0.repeat, $0.fold] }.last == [1, 4])
    }
    #expect(whole.notes.contains { $0.hasPrefix("corrected resampled t-test") })
    // What is not known is null.
    let same = try Comparison([("a", results[0]), ("b", results[0])])
    #expect(same.json().contains("\"interval\": null, \"t\": null, \"p\": null, \"holm\": null"))
  }

  @Test func oneFoldGivesADifferenceButNoTest() throws {
    let items = [judged("a", "x", "x"), judged("b", "y", "x")]
    let result = try evaluation(items, genres: ["x", "y"], kind: .holdout)
    let comparison = try Comparison([("a", result), ("b", result)])
    #expect(comparison.pairs.first?.p == nil)
    #expect(comparison.notes.contains { $0.hasPrefix("one fold gives no test") })
  }

  @Test func otherFoldsAreRefusedWithTheReason() throws {
    func expectRefusal(_ left: Evaluation, _ right: Evaluation, _ reason: String) {
      #expect {
        try Comparison([("a", left), ("b", right)])
      } throws: { error in
        (error as? Failure)?.cause == "'a' and 'b' cannot be compared: \(reason)"
      }
    }
    let two = [judged("a", "x", "x", fold: 0), judged("b", "y", "y", fold: 1)]
    let result = try evaluation(two, genres: ["x", "y"])
    let exchanged = [judged("a", "x", "x", fold: 1), judged("b", "y", "y", fold: 0)]
    expectRefusal(
      result, try evaluation(exchanged, genres: ["x", "y"]),
      "fold 0 of repeat 0 tests other items, for one 'a'")
    let one = [judged("a", "x", "x"), judged("b", "y", "y")]
    expectRefusal(result, try evaluation(one, genres: ["x", "y"]), "one has 2 folds, the other 1")
    expectRefusal(result, try evaluation(two, genres: ["y", "x"]), "their genres differ")
    let relabelled = [judged("a", "y", "x", fold: 0), judged("b", "y", "y", fold: 1)]
    expectRefusal(
      result, try evaluation(relabelled, genres: ["x", "y"]),
      "fold 0 of repeat 0 tests other items, for one 'a'")
    let later = [judged("a", "x", "x", fold: 0), judged("b", "y", "y", fold: 2)]
    expectRefusal(result, try evaluation(later, genres: ["x", "y"]), "only one has fold 1 of repeat 0")
  }

  @Test func oneResultOrOneLabelTwiceIsRefused() throws {
    let result = try randomEvaluation(0)
    #expect(throws: Failure.self) { try Comparison([("a", result)]) }
    #expect(throws: Failure.self) { try Comparison([]) }
    #expect(throws: Failure.self) { try Comparison([("a", result), ("a", result)]) }
  }

  @Test func tablesHaveARowEachAndNoNumberThatIsNotFinite() throws {
    let result = try randomEvaluation(1)
    let comparison = try Comparison([("a", result), ("b", result), ("c", result)])
    #expect(comparison.table.rows.count == 3)
    #expect(comparison.differences.rows.count == 3)
    #expect(comparison.table.rows.allSatisfy { $0.count == comparison.table.columns.count })
    #expect(comparison.differences.rows.allSatisfy { $0.count == comparison.differences.columns.count })
    #expect(!comparison.text().contains("nan") && !comparison.text().contains("inf"))
  }
}

extension Evaluation {
  /// The same items with every prediction `places` items further, so that results differ on the same folds.
  fileprivate func shifted(by places: Int) throws -> Evaluation {
    let moved = items.indices.map { position in
      let item = items[position]
      return EtudeEvaluationTests.judged(
        item.name, item.label, items[(position + places) % items.count].predicted,
        probabilities: item.probabilities, fold: item.fold, repeat: item.repeat)
    }
    return try evaluation(moved, genres: genres)
  }
}

@Suite struct FoldwiseChoiceTests {
  /// Results of four items a fold, of which so many are right.
  private func result(_ right: [Int]) throws -> Evaluation {
    let items = right.enumerated().flatMap { fold, count in
      (0..<4).map { judged("\(fold).\($0)", "x", $0 < count ? "x" : "y", fold: fold) }
    }
    return try evaluation(items, genres: ["x", "y"])
  }

  @Test func eachFoldIsJudgedByWhatDidBestOnTheOthers() throws {
    // Without its own fold, the best is: b, b, a for the three folds.
    let comparison = try Comparison([
      ("a", try result([4, 3, 2])), ("b", try result([3, 3, 4])), ("c", try result([0, 0, 1])),
    ])
    let choice = try #require(comparison.choice)
    #expect(comparison.entries.map(\.label) == ["b", "a", "c"])
    #expect(choice.chosen == ["b", "b", "a"])
    #expect(choice.accuracies == [0.75, 0.75, 0.5])
    #expect(agree(choice.accuracy, 2.0 / 3) && agree(choice.optimism, 10.0 / 12 - 2.0 / 3))
    #expect(comparison.notes.contains { $0.contains("0.667, 0.167 below the best") })
  }

  @Test func oneThatIsBestEverywhereIsWorthWhatItScored() throws {
    let best = try result([4, 3, 4])
    let choice = try #require(
      try Comparison([("a", best), ("b", try result([1, 2, 1])), ("c", try result([2, 2, 2]))]).choice)
    #expect(choice.accuracy == best.accuracy && choice.chosen == ["a", "a", "a"] && choice.optimism == 0)
  }

  @Test func twoResultsOrTwoFoldsGiveNone() throws {
    let two = try Comparison([("a", try result([4, 3, 2])), ("b", try result([3, 3, 3]))])
    #expect(two.choice == nil)
    let few = try (0..<3).map { ("\($0)", try result([$0, 4])) }
    let comparison = try Comparison(few)
    #expect(comparison.choice == nil && comparison.notes.contains { $0.contains("so few folds") })
  }

  /// On noise, the best of many looks better than chance; what was chosen by the other folds does not.
  @Test func onNoiseTheBestIsOptimisticAndTheChoiceIsNot() throws {
    var best = 0.0
    var chosen = 0.0
    for seed in 0..<40 {
      var random = RandomStream(seed: UInt64(seed), purpose: "noise")
      let results = try (0..<12).map { index in
        let items = (0..<5).flatMap { fold in
          (0..<8).map { judged("\(fold).\($0)", "x", random.below(2) == 0 ? "x" : "y", fold: fold) }
        }
        return ("\(index)", try evaluation(items, genres: ["x", "y"]))
      }
      let comparison = try Comparison(results)
      best += (comparison.entries.first?.result.accuracy ?? 0) / 40
      chosen += (comparison.choice?.accuracy ?? 0) / 40
    }
    // Standard errors over 40 draws are near 0.01; the best of twelve of 40 items lies near 0.62.
    #expect(best > 0.58)
    #expect(abs(chosen - 0.5) < 0.04)
  }
}
