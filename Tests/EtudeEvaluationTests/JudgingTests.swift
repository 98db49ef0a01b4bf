import EtudeCore
import EtudeEvaluation
import Synchronization
import Testing

/// Remembers what it was trained on and says the genre of the training item nearest by number.
private final class NearestNumber: Learner {
  let labels: [Int]
  let seen = Mutex<[Round]>([])
  let pause: @Sendable (Round) throws -> Void

  init(labels: [Int], pause: @escaping @Sendable (Round) throws -> Void = { _ in }) {
    self.labels = labels
    self.pause = pause
  }

  func outcome(of round: Round, work: Work, epochDone: @escaping @Sendable (String) -> Void) throws
    -> RoundOutcome
  {
    seen.withLock { $0.append(round) }
    try pause(round)
    for _ in 0..<2 { epochDone("") }
    let probabilities = round.test.map { item -> [Double] in
      let nearest = round.training.min { (abs($0 - item), $0) < (abs($1 - item), $1) }
      return nearest.map { labels[$0] == 0 ? [0.75, 0.25] : [0.25, 0.75] } ?? [0.5, 0.5]
    }
    return RoundOutcome(probabilities: probabilities, epochs: 2)
  }
}

@Suite struct JudgingTests {
  private let labels = (0..<12).map { $0 / 2 % 2 }
  private let genres = ["x", "y"]

  private func identities(pieces: Int = 1) -> [ItemIdentity] {
    labels.indices.map { position in
      ItemIdentity(
        name: "song \(position)", item: "file \(position / pieces)", track: "file \(position / pieces)",
        artist: nil,
        label: genres[labels[position]], digest: Digest.build { $0.append(position / pieces) })
    }
  }

  /// Item i is tested in fold i mod 3.
  private let rounds = (0..<3).map { fold in
    Round(
      repeat: 0, fold: fold, training: (0..<12).filter { $0 % 3 != fold },
      test: (0..<12).filter { $0 % 3 == fold })
  }

  @Test(arguments: [false, true]) func everyTestItemIsJudgedOnceInTheOrderOfRounds(sideBySide: Bool) throws {
    let learner = NearestNumber(labels: labels)
    let (items, records) = try judge(
      rounds: rounds, identities: identities(), genres: genres, learner: learner, sideBySide: sideBySide,
      epochs: 2,
      stage: "crossval", work: Work(threads: 3))
    #expect(items.map(\.name) == rounds.flatMap { $0.test.map { "song \($0)" } })
    #expect(items.map(\.fold) == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2])
    #expect(records == (0..<3).map { FoldRecord(repeat: 0, fold: $0, train: 8, epochs: 2) })
    #expect(Set(learner.seen.withLock { $0 }) == Set(rounds))
    // Songs 0 and 1 are of one genre, 2 and 3 of the other, and so on; of two neighbours as near, the lower one counts.
    let right = Dictionary(uniqueKeysWithValues: items.map { ($0.name, $0.isRight) })
    #expect(right["song 1"] == true && right["song 4"] == false && right["song 5"] == true)
    #expect(items.allSatisfy { $0.sharing == [] })
  }

  @Test func piecesOfOneFileOnBothSidesAreCounted() throws {
    let (items, records) = try judge(
      rounds: rounds, identities: identities(pieces: 2), genres: genres,
      learner: NearestNumber(labels: labels),
      sideBySide: false, epochs: 2, stage: "crossval", work: Work())
    let result = try Evaluation(
      kind: .crossval, statement: "", seed: 0, data: Digest.build { _ in }, genres: genres, rounds: records,
      items: items)
    // Two neighbours never lie in one fold, so each has its other half in training.
    #expect(
      result.leakage
        == Leakage(
          track: 12, artist: 0, duplicate: 0, tested: 12, knowsTracks: false, knowsArtists: false))
  }

  @Test func aTwinAmongValidationItemsLeaksToo() throws {
    let round = Round(repeat: 0, fold: 0, training: [0, 2], validation: [5], test: [4])
    let (items, records) = try judge(
      rounds: [round], identities: identities(pieces: 2), genres: genres,
      learner: NearestNumber(labels: labels),
      sideBySide: false, epochs: 2, stage: "holdout", work: Work())
    #expect(items.map(\.sharing) == [.track])
    #expect(records[0].train == 2)
  }

  @Test func progressRisesToItsTotalAndWarningsPass() throws {
    let told = Mutex<[(done: Int, total: Int)]>([])
    let warnings = Mutex<[String]>([])
    let work = Work(threads: 3) { event in
      switch event {
      case .progress(let stage, let done, let total, _):
        #expect(stage == "crossval")
        told.withLock { $0.append((done, total)) }
      case .warning(let text): warnings.withLock { $0.append(text) }
      }
    }
    _ = try judge(
      rounds: rounds, identities: identities(), genres: genres, learner: NearestNumber(labels: labels),
      sideBySide: true, epochs: 5, stage: "crossval", work: work)
    let events = told.withLock { $0 }
    #expect(events.map(\.done) == events.map(\.done).sorted())
    #expect(events.last?.done == 15 && events.allSatisfy { $0.total == 15 })
    #expect(warnings.withLock { $0 }.isEmpty)
  }

  @Test func theFirstFailureByRoundIsThrown() throws {
    let learner = NearestNumber(labels: labels) { round in
      if round.fold > 0 { throw Failure("fold \(round.fold) failed") }
    }
    #expect(throws: Failure("fold 1 failed")) {
      try judge(
        rounds: rounds, identities: identities(), genres: genres, learner: learner, sideBySide: false,
        epochs: 2,
        stage: "crossval", work: Work())
    }
  }

  @Test func interruptionStopsBeforeTheNextRound() throws {
    let cancellation = Cancellation()
    let learner = NearestNumber(labels: labels) { _ in cancellation.request() }
    #expect(throws: Failure.interrupted) {
      try judge(
        rounds: rounds, identities: identities(), genres: genres, learner: learner, sideBySide: false,
        epochs: 2,
        stage: "crossval", work: Work(cancellation: cancellation))
    }
    #expect(learner.seen.withLock { $0.count } == 1)
  }
}
