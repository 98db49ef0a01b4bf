import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeNetworks
import EtudeSound
import Foundation
import Synchronization
import Testing

@Suite struct ExperimentTests {
  @Test func crossValidationTestsEveryClipOnceAndFindsWhatIsThere() throws {
    let data = tones()
    let result = try experiment(data).crossValidate(
      plan: .make(data, count: 4, by: .item, seed: 7), work: Work())
    #expect(Set(result.items.map(\.name)) == Set(data.names) && result.items.count == 24)
    #expect(result.accuracy > 0.9)
    #expect(result.folds.map(\.train) == [18, 18, 18, 18] && result.folds.allSatisfy { $0.epochs == 12 })
    #expect(result.kind == .crossval && result.genres == ["high", "low", "noise"])
    // By item, a track's other clip is often on the other side; each clip's sound is its own.
    let leakage = try #require(result.leakage)
    #expect(leakage.track > 0 && leakage.artist >= leakage.track && leakage.duplicate == 0)
  }

  @Test func groupsStayTogetherAndLeakNothing() throws {
    let data = tones()
    let byTrack = try experiment(data).crossValidate(
      plan: .make(data, count: 4, by: .track, seed: 7), work: Work())
    #expect(byTrack.leakage?.track == 0)
    let byArtist = try experiment(data).crossValidate(
      plan: .make(data, count: 2, by: .artist, seed: 7), work: Work())
    #expect(byArtist.leakage?.isNone == true)
  }

  @Test func piecesOfOneFileLeakAndAreVotedOn() throws {
    let pieces = try tones(4).segments(length: 0.125)
    let result = try experiment(pieces).crossValidate(
      plan: .make(pieces, count: 3, by: .segment, seed: 7), work: Work())
    #expect(pieces.count == 48 && result.leakage?.track == 48)
    let voted = try result.vote(.mean, statement: "vote cv")
    #expect(voted.items.count == 12 && voted.leakage?.track == 12)
  }

  @Test func equalExperimentsAreEqualBitForBitWhateverStandsBetween() throws {
    let data = tones()
    let plan = try FoldPlan.make(data, count: 3, by: .item, repeats: 2, seed: 7)
    let first = try experiment(data).crossValidate(plan: plan, work: Work())
    _ = try experiment(data, seed: 8).crossValidate(plan: plan, work: Work())
    let second = try experiment(data).crossValidate(plan: plan, work: Work())
    #expect(first.digest == second.digest && first.json() == second.json())
    let other = try experiment(data, seed: 8).crossValidate(plan: plan, work: Work())
    #expect(other.items.map(\.probabilities) != first.items.map(\.probabilities))
    // The same folds with other weights: they compare.
    #expect(try Comparison([("a", first), ("b", other)]).pairs.count == 1)
  }

  @Test func repeatsAndFoldsHaveWeightsOfTheirOwn() throws {
    let data = tones(4)
    let result = try experiment(data, epochs: 1).crossValidate(
      plan: .make(data, count: 2, by: .item, repeats: 2, seed: 7), work: Work())
    #expect(result.folds.map { [$0.repeat, $0.fold] } == [[0, 0], [0, 1], [1, 0], [1, 1]])
    #expect(result.items.count == 24)
    let first = result.items.filter { $0.repeat == 0 }.sorted { $0.name < $1.name }
    let second = result.items.filter { $0.repeat == 1 }.sorted { $0.name < $1.name }
    #expect(first.map(\.probabilities) != second.map(\.probabilities))
  }

  @Test func holdoutTestsItsShareOnce() throws {
    let data = tones()
    let result = try experiment(data, by: .track).holdout(test: 0.25, work: Work())
    #expect(result.kind == .holdout && result.folds.count == 1)
    #expect(result.items.count + result.folds[0].train == 24 && (4...8).contains(result.items.count))
    #expect(result.leakage?.track == 0)
  }

  /// Each single split is divided as `split` would with its seed, and is trained from weights of its own.
  @Test func singleSplitsDivideAsSplitDoesSeedAfterSeed() throws {
    let data = tones()
    let experiment = try EtudeEvaluationTests.experiment(data, by: .track, epochs: 2)
    let result = try experiment.holdouts(5, test: 0.25, work: Work())
    #expect(result.folds.map(\.repeat) == [0, 1, 2, 3, 4] && result.kind == .holdout)
    #expect(result.leakage?.track == 0)
    for place in 0..<5 {
      let parts = try data.split(test: 0.25, by: .track, seed: experiment.seed + UInt64(place))
      let tested = result.items.filter { $0.repeat == place }.map(\.name)
      #expect(Set(tested) == Set(parts.test.names), "split \(place)")
    }
    #expect(Set((0..<5).map { place in result.items.filter { $0.repeat == place }.map(\.name) }).count > 1)
    let again = try experiment.holdouts(5, test: 0.25, work: Work())
    #expect(again.digest == result.digest)
  }

  @Test func validationComesOutOfTheTrainingPart() throws {
    let data = tones()
    let plan = try FoldPlan.make(data, count: 4, by: .item, seed: 7)
    let result = try experiment(data, validation: 1.0 / 3).crossValidate(plan: plan, work: Work())
    #expect(result.folds.allSatisfy { $0.test == 6 && $0.train == 12 })
  }

  @Test func theBaselineRunsInTheSameFolds() throws {
    let data = tones(4)
    let plan = try FoldPlan.make(data, count: 2, by: .item, seed: 7)
    let network = try experiment(data, [.stats, .dense(units: 4), .relu, .classify], epochs: 2)
      .crossValidate(plan: plan, work: Work())
    let baseline = try #require(try network.baseline?.result(work: Work()))
    #expect(try Comparison([("network", network), ("baseline", baseline)]).pairs.count == 1)
    let beside = try Comparison([("a", network), ("b", network)], baseline: .known(baseline)).notes.first
    #expect(
      beside?.hasPrefix("baseline (stats | classify) ") == true
        && beside?.hasSuffix("not above it: a, b") == true)
    #expect(baseline.accuracy > 0.9)
  }

  @Test func onlyTheBaselinesOwnSettingsAreTheBaseline() throws {
    let data = tones(4)
    let plan = try FoldPlan.make(data, count: 2, by: .item, seed: 7)
    let undertrained = try experiment(data, epochs: 1).crossValidate(plan: plan, work: Work())
    let baseline = try #require(try undertrained.baseline?.result(work: Work()))
    #expect(baseline.folds.allSatisfy { $0.epochs == 100 } && baseline.accuracy > 0.9)
    let own = try experiment(data).baseline.crossValidate(plan: plan, work: Work())
    #expect(own.baseline == nil && own.digest == baseline.digest)
    var watched = try experiment(data).baseline
    watched.validation = 0.25
    #expect(try watched.crossValidate(plan: plan, work: Work()).baseline != nil)
  }

  @Test func unreadableClipsAreLeftOutAndSaid() throws {
    let data = tones(4, spoilt: ["low/low.1.wav"])
    let result = try experiment(data).crossValidate(
      plan: .make(data, count: 3, by: .item, seed: 7), work: Work())
    #expect(result.items.count == 11 && !result.items.map(\.name).contains("low/low.1.wav"))
  }

  @Test func aPlanOfOtherDataIsRefused() throws {
    let plan = try FoldPlan.make(tones(3), count: 3, by: .item, seed: 7)
    #expect(throws: Failure("the plan divides other data", fix: "make it of this data: folds data")) {
      try experiment(tones(4)).crossValidate(plan: plan, work: Work())
    }
  }

  @Test func interruptionGivesNoResult() throws {
    let data = tones(4)
    let cancellation = Cancellation()
    let work = Work(cancellation: cancellation) { event in
      if case .progress("crossval", _, _, _) = event { cancellation.request() }
    }
    #expect(throws: Failure.interrupted) {
      try experiment(data).crossValidate(plan: .make(data, count: 3, by: .item, seed: 7), work: work)
    }
  }

  @Test func evaluationKnowsWhatTheNetworkWasTrainedOn() throws {
    let data = tones()
    let training = try experiment(data).train(work: Work())
    let again = try evaluate(
      training.fitted, examples: experiment(data).examples, memory: training.memory, seed: 7,
      statement: "evaluate m d",
      work: Work())
    #expect(again.leakage?.track == 24 && again.leakage?.duplicate == 0)
    // The very same data is known by its digest, too.
    let known = try evaluate(
      training.fitted, examples: experiment(data).examples, seed: 7, statement: "", work: Work())
    #expect(known.leakage == again.leakage)
    let fresh = tones(4, seed: 2).relabelled { $0.label }
    let unknown = try evaluate(
      training.fitted, examples: experiment(fresh).examples, seed: 7, statement: "", work: Work())
    #expect(unknown.leakage == nil && unknown.accuracy > 0.9)
    #expect(unknown.kind == .evaluate && unknown.folds[0].epochs == 12)
  }

  @Test func aGenreTheNetworkDoesNotKnowIsRefused() throws {
    let data = tones(4)
    let two = data.subset(data.clips.indices.filter { data[$0].label != "noise" })
    let training = try experiment(two).train(work: Work())
    #expect(throws: Failure.self) {
      try evaluate(training.fitted, examples: experiment(data).examples, seed: 7, statement: "", work: Work())
    }
    #expect(throws: Failure.self) { try experiment(data).train(continuing: training.fitted, work: Work()) }
  }

  @Test func trainingGoesOnFromItsWeightsAndRemembersBoth() throws {
    let data = tones(4)
    let first = try experiment(data, epochs: 3).train(work: Work())
    let second = try experiment(tones(4, seed: 2), epochs: 2).train(
      continuing: first.fitted, memory: first.memory, work: Work())
    #expect(second.fitted.epochs == 5 && second.memory.count == 24)
    #expect(second.fitted.dataDigest != first.fitted.dataDigest)
  }

  @Test func theLearningCurveGrowsOnOneTestPart() throws {
    let data = tones()
    let curve = try experiment(data, by: .track).learningCurve(at: [1, 0.25, 0.5], test: 0.25, work: Work())
    #expect(curve.points.map(\.share) == [0.25, 0.5, 1])
    #expect(zip(curve.points, curve.points.dropFirst()).allSatisfy { $0.train < $1.train })
    let whole = try experiment(data, by: .track).holdout(test: 0.25, work: Work())
    #expect(curve.points.last?.train == whole.folds[0].train)
    #expect(curve.points.allSatisfy { $0.interval.contains($0.accuracy) })
    #expect(throws: Failure.self) { try experiment(data).learningCurve(at: [0], work: Work()) }
  }

  @Test func aChoiceIsJudgedOnFoldsThatHadNoSayInIt() throws {
    let data = tones()
    let plan = try FoldPlan.make(data, count: 3, by: .item, seed: 7)
    let poor = try experiment(data, epochs: 1)
    let good = try experiment(data)
    let nested = try NestedEstimate(
      of: [("poor", poor), ("good", good)], plan: plan, innerFolds: 2, work: Work())
    #expect(nested.chosen == ["good", "good", "good"])
    // Where one is chosen everywhere, the estimate is that one's own, bit for bit.
    #expect(nested.result.digest == (try good.crossValidate(plan: plan, work: Work()).digest))
    #expect(throws: Failure.self) { try NestedEstimate(of: [], plan: plan, work: Work()) }
    // While it runs it says how many of the outer folds are done, whatever runs within.
    let told = Mutex<[String]>([])
    let listening = Work { event in
      guard case .progress(let stage, let done, let total, let note) = event else { return }
      if stage == "nested" || note.contains("of 1") {
        told.withLock { $0.append("\(stage) \(done)/\(total) \(note)") }
      }
    }
    _ = try NestedEstimate(of: [("poor", poor), ("good", good)], plan: plan, innerFolds: 2, work: listening)
    let stages = ["nested 0/3 ", "nested 1/3 ", "nested 1/3 ", "nested 2/3 ", "nested 2/3 ", "nested 3/3 "]
    #expect(told.withLock { $0 } == stages)
    // Its baseline stands in the same folds.
    let baseline = try #require(try nested.result.baseline?.result(work: Work()))
    #expect(try Comparison([("nested", nested.result), ("baseline", baseline)]).pairs.count == 1)
  }
}
