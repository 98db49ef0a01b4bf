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

  @Test func sharesOfVotesHaveNoLogLossAndMeansHave() throws {
    let result = try evaluation(pieces, genres: ["x", "y"])
    let majority = try result.vote(.majority, statement: "")
    #expect(majority.value(of: LogLoss()) == nil && majority.json().contains("\"log_loss\": null"))
    #expect(Report(majority).text().contains("log loss –, "))
    #expect(try result.vote(.mean, statement: "").value(of: LogLoss()) != nil)
    // What was voted on stays a share of votes.
    #expect(try majority.vote(.mean, statement: "").value(of: LogLoss()) == nil)
    #expect(try Evaluation(archive: majority.archive()).value(of: LogLoss()) == nil)
  }

  @Test func votesOnPiecesOfSeveralFoldsAreOneFoldARepeat() throws {
    // Of each song a piece lies in either fold; of three songs one is right.
    let items = (0..<2).flatMap { round in
      ["a", "b", "c"].flatMap { song in
        (0..<2).map { piece in
          let right = song == "a"
          return judged(
            "\(song)@\(piece)", "x", right ? "x" : "y", probabilities: right ? [0.9, 0.1] : [0.1, 0.9],
            item: song, fold: song == "c" ? 1 - piece : piece, repeat: round)
        }
      }
    }
    let voted = try evaluation(items, genres: ["x", "y"]).vote(statement: "vote cv")
    #expect(voted.folds.map { [$0.repeat, $0.fold, $0.test, $0.train] } == [[0, 0, 3, 10], [1, 0, 3, 10]])
    #expect(agree(voted.accuracy, 1.0 / 3) && agree(voted.itemShare, 1.0 / 3))
    #expect(voted.items.allSatisfy { $0.fold == 0 })
    // Where every song lies in one fold, folds stay.
    let whole = items.map {
      judged(
        $0.name, $0.label, $0.predicted, probabilities: $0.probabilities, item: $0.item,
        fold: $0.item == "a" ? 0 : 1, repeat: $0.repeat)
    }
    #expect(try evaluation(whole, genres: ["x", "y"]).vote(statement: "").folds.map(\.test) == [1, 2, 1, 2])
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
