import EtudeCore
import EtudeEvaluation
import Foundation
import Testing

@Suite struct ReportTests {
  private func result() throws -> Evaluation {
    try evaluation(
      [
        judged("a", "blues", "blues", probabilities: [0.8, 0.2], fold: 0, sharing: .artist),
        judged("b", "blues", "rock", probabilities: [0.4, 0.6], fold: 1),
        judged("c", "rock", "rock", probabilities: [0.1, 0.9], fold: 0),
        judged("d", "blues", "blues", probabilities: [0.7, 0.3], fold: 1),
      ], genres: ["blues", "rock"])
  }

  @Test func theTableIsWhatItSays() throws {
    let report = Report(try result())
    let table = report.shownTable
    // Metrics that are added stand among these, in whatever order.
    let columns = try ["genre", "precision", "recall", "f1", "support"].map {
      try #require(table.columns.firstIndex(of: $0))
    }
    #expect(
      table.rows.map { row in columns.map { row[$0].shown } } == [
        ["blues", "1.000", "0.667", "0.800", "3"], ["rock", "0.500", "1.000", "0.667", "1"],
        ["macro mean", "0.750", "0.833", "0.733", "4"],
      ])
    var lines = report.text().split(separator: "\n", omittingEmptySubsequences: false).dropFirst(4)
    let scores = lines.remove(at: 5).components(separatedBy: ", ")
    for score in [
      "balanced accuracy 0.833", "among the first two 1.000", "log loss 0.400", "calibration error 0.300",
    ] {
      #expect(scores.contains(score))
    }
    #expect(
      lines.joined(separator: "\n") == """
        accuracy 0.750, 95 % interval 0.301 to 0.954, deviation 0.354 over 2 folds
        leakage: of 4 test items, 0 share a track with training, 1 a known artist, 0 have a twin, byte-equal or near-equal, there; tracks and artists are not known; by: "artist" would keep each artist on one side
        always saying 'blues', the largest class, scores 0.750; chance is 0.500

        """)
  }

  @Test func theIntervalStandsBesideTheShareThatItIsOf() throws {
    let items = [
      judged("a", "x", "y", fold: 0), judged("b", "x", "x", fold: 1), judged("c", "x", "x", fold: 1),
      judged("d", "y", "y", fold: 1),
    ]
    let uneven = try evaluation(items, genres: ["x", "y"])
    #expect(uneven.accuracy == 0.5 && uneven.itemShare == 0.75)
    #expect(
      Report(uneven).notes.first
        == "accuracy 0.500, deviation 0.707 over 2 folds, over items 0.750, 95 % interval 0.301 to 0.954")
    #expect(
      try Comparison([("a", uneven), ("b", uneven)]).notes.contains(
        "a: the interval is of the share over items, 0.750"))
    #expect(
      try Waterfall([("a", uneven), ("b", uneven)]).table.notes.first
        == "a: the interval is of the share over items, 0.750")
    #expect(uneven.json().contains("\"item_share\": 0.75"))
    // Folds of one size say nothing twice.
    #expect(try !Report(result()).text().contains("over items"))
  }

  @Test(arguments: [(1, "1 track"), (4, "4 tracks"), (5, "5 tracks")])
  func fewGroupsGiveNoInterval(count: Int, words: String) throws {
    let items = (0..<20).map {
      judged("\($0)", "x", $0 % 3 == 0 ? "y" : "x", fold: $0 % 2, track: "\($0 % count)")
    }
    let result = try evaluation(items, genres: ["x", "y"])
    #expect((result.interval(over: .track) == nil) == (count < 5))
    let line = try #require(Report(result).notes.first { $0.hasPrefix("over \(words)") })
    #expect(
      count < 5
        ? line == "over \(words): too few tracks for an interval"
        : line.hasPrefix("over 5 tracks, drawn anew as a whole (bootstrap): "))
  }

  @Test func theBaselineStandsBesideTheNetwork() throws {
    let result = try result()
    let report = Report(result, baseline: .known(result))
    #expect(
      report.notes.contains(
        "baseline (stats | classify) 0.750 on the same folds, 3 epochs of its own: the network is not above it"
      ))
    #expect(report.largest.genre == "blues" && report.largest.share == 0.75)
    #expect(report.chance == 0.5)
  }

  @Test func whyThereIsNoBaselineIsSaid() throws {
    var result = try result()
    #expect(try result.baselineOutcome(work: Work()) == nil)
    result.baseline = Baseline { _ in throw Failure("its songs are gone") }
    let report = Report(result, baseline: try result.baselineOutcome(work: Work()))
    #expect(report.notes.contains("baseline (stats | classify) not known: its songs are gone"))
    let compared = try Comparison(
      [("a", result), ("b", result)], baseline: result.baselineOutcome(work: Work()))
    #expect(compared.notes.first == "baseline (stats | classify) not known: its songs are gone")
    result.baseline = Baseline { _ in throw Failure.interrupted }
    #expect(throws: Failure.interrupted) { try result.baselineOutcome(work: Work()) }
  }

  @Test func anExportHasAllDigits() throws {
    let rows = Report(try result()).table.csv().components(separatedBy: "\r\n").prefix(2).map {
      $0.components(separatedBy: ",")
    }
    let blues = Dictionary(uniqueKeysWithValues: zip(rows[0], rows[1]))
    #expect(blues["genre"] == "blues" && blues["precision"] == "1.0" && blues["f1"] == "0.8")
    #expect(blues["recall"] == "0.6666666666666666" && blues["support"] == "3")
  }

  @Test(arguments: 0..<5) func groupsThatAnswerTogetherWidenTheInterval(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "groups")
    // Ten items a track, all right or all wrong.
    let items = (0..<200).map { position in
      judged(
        "\(position)", "x", position / 10 % 3 == 0 ? "y" : "x", fold: random.below(4),
        track: "\(position / 10)")
    }
    let result = try evaluation(items, genres: ["x", "y"])
    let single = try #require(result.interval(over: .item))
    let whole = try #require(result.interval(over: .track))
    #expect(result.count(of: .track) == 20 && result.count(of: .item) == 200)
    #expect(whole.lowerBound < single.lowerBound && whole.upperBound > single.upperBound)
    #expect(whole.contains(0.65) && whole == result.interval(over: .track))
    // With as many groups as items, the percentiles lie near Wilson's bounds.
    #expect(abs(single.lowerBound - result.interval.lowerBound) < 0.02)
    #expect(abs(single.upperBound - result.interval.upperBound) < 0.02)
    #expect(Report(result).notes.contains { $0.hasPrefix("over 20 tracks") })
  }
}
