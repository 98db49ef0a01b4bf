import EtudeCore
import EtudeEvaluation
import Testing

/// What a program may give that is no result: an error each, no trap.
@Suite struct WrongInputTests {
  private struct Says: Learner {
    let probabilities: [[Double]]

    func outcome(
      of round: Round, work: Work, epochDone: @escaping @Sendable (String) -> Void
    ) throws -> RoundOutcome {
      RoundOutcome(probabilities: probabilities, epochs: 1)
    }
  }

  private func outcome(_ round: Round, _ probabilities: [[Double]]) throws {
    let identities = (0..<3).map {
      ItemIdentity(name: "\($0)", item: "\($0)", track: "\($0)", artist: nil, label: "x", digest: nil)
    }
    _ = try judge(
      rounds: [round], identities: identities, genres: ["x", "y"],
      learner: Says(probabilities: probabilities),
      sideBySide: false, epochs: 1, stage: "", work: Work())
  }

  @Test func roundsAndProbabilitiesThatCannotBe() throws {
    let round = Round(repeat: 0, fold: 0, training: [0], test: [1, 2])
    try outcome(round, [[1, 0], [0.5, 0.5]])
    let unlike: [[[Double]]] = [
      [[1, 0]], [], [[1, 0], [1]], [[1, 0], [.nan, 0]], [[1, 0], [.infinity, 0]],
      [[1, 0], [1, 0], [1, 0]],
    ]
    for wrong in unlike {
      #expect(throws: Failure.self) { try outcome(round, wrong) }
    }
    for wrong in [
      Round(repeat: 0, fold: 0, training: [3], test: [1, 2]),
      Round(repeat: 0, fold: 0, training: [0], test: [1, -1]),
      Round(repeat: 0, fold: 0, training: [0], validation: [7], test: [1, 2]),
    ] {
      #expect(throws: Failure.self) { try outcome(wrong, [[1, 0], [1, 0]]) }
    }
  }

  @Test func itemsAndCountsThatCannotBe() {
    for item in [
      judged("a", "z", "x"), judged("a", "x", "z"), judged("a", "x", "x", probabilities: [0.5]),
      judged("a", "x", "x", probabilities: [.nan, 1]),
      judged("a", "x", "x", probabilities: [0.5, -.infinity]),
    ] {
      #expect(throws: Failure.self) { try evaluation([item], genres: ["x", "y"]) }
    }
    #expect(throws: Failure.self) { try evaluation([judged("a", "x", "x")], genres: ["x", "x"]) }
    #expect(throws: Failure.self) { try evaluation([], genres: ["x", "y"]) }
    let wrongCounts: [[[Int]]] = [[[1, 2]], [[1], [2]], [[1, 2], [3, -1]], []]
    for counts in wrongCounts {
      #expect(throws: Failure.self) { try ConfusionMatrix(genres: ["x", "y"], counts: counts) }
    }
  }
}
