import EtudeCore
import EtudeEvaluation
import Testing

@Suite struct VoteTests {
  /// Three segments of one file: two lean to y by a little, one to x by a lot.
  private let pieces = [
    judged("a@0", "x", "y", probabilities: [0.45, 0.55], item: "a", sharing: .track),
    judged("a@3", "x", "y", probabilities: [0.4, 0.6], item: "a"),
    judged("a@6", "x", "x", probabilities: [0.95, 0.05], item: "a", sharing: .artist),
  ]

  @Test func theMeanWeighsAndTheMajorityCounts() throws {
    let result = try evaluation(pieces, genres: ["x", "y"])
    let mean = try result.vote(.mean, statement: "vote cv")
    #expect(mean.items.map(\.predicted) == ["x"])
    #expect(agree(mean.items[0].probabilities, [0.6, 0.4]))
    let majority = try result.vote(.majority, statement: "vote cv method: majority")
    #expect(majority.items.map(\.predicted) == ["y"])
    #expect(agree(majority.items[0].probabilities, [1.0 / 3, 2.0 / 3]))
    #expect(mean.kind == .vote && mean.statement == "vote cv" && mean.items[0].name == "a")
    #expect(
      mean.leakage
        == Leakage(
          track: 1, artist: 1, duplicate: 0, tested: 1, knowsTracks: false, knowsArtists: false))
    #expect(mean.folds.map(\.test) == [1] && mean.folds.map(\.train) == [10])
  }

  @Test func aTiedMajorityGoesToTheHigherMean() throws {
    let result = try evaluation([pieces[0], pieces[2]], genres: ["x", "y"])
    #expect(try result.vote(.majority, statement: "").items[0].predicted == "x")
  }

  @Test(arguments: 0..<10) func votingOverWholeItemsChangesNoScore(seed: UInt64) throws {
    let result = try randomEvaluation(seed, repeats: 2)
    for method in VoteMethod.allCases {
      let voted = try result.vote(method, statement: "")
      #expect(voted.accuracy == result.accuracy)
      #expect(voted.confusion == result.confusion)
      #expect(voted.items.map(\.name) == result.items.map(\.name))
    }
  }

  @Test func aFileOfTwoGenresIsRefused() throws {
    let mixed = [pieces[0], judged("a@9", "y", "y", item: "a")]
    let result = try evaluation(mixed, genres: ["x", "y"])
    #expect(throws: Failure("segments of a are labelled 'x' and 'y'", fix: "give each file one label")) {
      try result.vote(statement: "")
    }
  }
}
