import EtudeCore

extension Comparison {
  private struct Round: Hashable, Comparable {
    let `repeat`, fold: Int
    static func < (left: Round, right: Round) -> Bool {
      (left.repeat, left.fold) < (right.repeat, right.fold)
    }
  }

  /// Throws with the reason where two results do not test the same items in the same folds.
  static func checkSameFolds(
    _ left: (label: String, result: Evaluation), _ right: (label: String, result: Evaluation)
  ) throws {
    func refuse(_ reason: String, _ fix: String) -> Failure {
      Failure("'\(left.label)' and '\(right.label)' cannot be compared: \(reason)", fix: fix)
    }
    let samePlan = "judge both on the same data with the same folds, split, by, repeats and seed"
    guard left.result.genres == right.result.genres else {
      throw refuse("their genres differ", samePlan)
    }
    let leftRounds = rounds(of: left.result)
    let rightRounds = rounds(of: right.result)
    guard leftRounds.count == rightRounds.count else {
      throw refuse("one has \(leftRounds.count) folds, the other \(rightRounds.count)", samePlan)
    }
    for (round, tested) in leftRounds.sorted(by: { $0.key < $1.key }) {
      let place = "fold \(round.fold) of repeat \(round.repeat)"
      guard let others = rightRounds[round] else { throw refuse("only one has \(place)", samePlan) }
      guard tested != others else { continue }
      let only = tested.symmetricDifference(others).map(\.name).min {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
      throw refuse("\(place) tests other items, for one '\(only ?? "")'", samePlan)
    }
  }

  private struct Tested: Hashable { let name, label: String }

  private static func rounds(of result: Evaluation) -> [Round: Set<Tested>] {
    var rounds: [Round: Set<Tested>] = [:]
    for item in result.items {
      rounds[Round(repeat: item.repeat, fold: item.fold), default: []]
        .insert(Tested(name: item.name, label: item.label))
    }
    return rounds
  }
}
