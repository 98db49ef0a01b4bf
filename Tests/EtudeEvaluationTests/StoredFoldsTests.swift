import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeNetworks
import Foundation
import Synchronization
import Testing

@Suite struct StoredFoldsTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "etude-folds-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func judged(_ work: Work, seed: UInt64 = 7) throws -> Evaluation {
    let data = tones(4)
    return try experiment(data, seed: seed).crossValidate(
      plan: .make(data, count: 4, by: .item, repeats: 2, seed: 7), work: work)
  }

  @Test func aSecondTimeNothingIsTrained() throws {
    try inFolder { folder in
      let plain = try judged(Work())
      let first = try #require(PieceShare(part: 1, of: 1))
      #expect(try judged(Work(store: ResultStore(folder: folder), share: first)).json() == plain.json())
      #expect(first.tally.made == 8 && first.tally.found == 0)
      let second = try #require(PieceShare(part: 1, of: 1))
      let again = try judged(Work(store: ResultStore(folder: folder), share: second))
      #expect(again.json() == plain.json() && again.digest == plain.digest)
      #expect(second.tally.made == 0 && second.tally.found == 8)
      let fresh = try #require(PieceShare(part: 1, of: 1))
      _ = try judged(Work(store: ResultStore(folder: folder, isFresh: true), share: fresh))
      #expect(fresh.tally.made == 8 && fresh.tally.found == 0)
      // Another seed is another training, and so are other threads that share one.
      let other = try #require(PieceShare(part: 1, of: 1))
      _ = try judged(Work(store: ResultStore(folder: folder), share: other), seed: 8)
      #expect(other.tally.made == 8 && other.tally.found == 0)
    }
  }

  @Test func theWarningsOfATrainingAreGivenAgain() throws {
    try inFolder { folder in
      let data = tones(4, spoilt: ["low/low.1.wav"])
      func warnings() throws -> [String] {
        let told = Told()
        var work = told.work
        work.store = ResultStore(folder: folder)
        _ = try experiment(data, validation: 0.2, epochs: 2).crossValidate(
          plan: .make(data, count: 3, by: .item, seed: 7), work: work)
        return told.warnings.sorted()
      }
      let first = try warnings()
      #expect(first.contains { $0.contains("unreadable") })
      #expect(try warnings() == first)
    }
  }

  /// Ctrl-C after each number of folds; the same goes on, and comes to the same bytes.
  @Test func whatWasInterruptedGoesOn() throws {
    let whole = try judged(Work())
    for stop in 1..<8 {
      try inFolder { folder in
        var work = Work(store: ResultStore(folder: folder))
        let tally = FoldTally(results: 1)
        work.tally = tally
        let cancellation = work.cancellation
        let epochs = Mutex(0)
        work.listener = { event in
          guard case .progress("crossval", let done, let total, _) = event else { return }
          epochs.withLock { $0 = done }
          if done > total * stop / 8 { cancellation.request() }
        }
        #expect(throws: Failure.interrupted) { try judged(work) }
        #expect(tally.advice == "\(stop) of 8 folds are kept: the same line goes on from there")
        let share = try #require(PieceShare(part: 1, of: 1))
        let result = try judged(Work(store: ResultStore(folder: folder), share: share))
        #expect(result.json() == whole.json())
        #expect(share.tally.made == 8 - stop && share.tally.found == stop)
      }
    }
  }

  @Test func partsTrainTheirSharesAndTheLastRunReadsThem() throws {
    try inFolder { folder in
      for part in 1...3 {
        let share = try #require(PieceShare(part: part, of: 3))
        let work = Work(store: ResultStore(folder: folder), share: share)
        if part < 3 {
          #expect(throws: Failure.self) { try judged(work) }
        } else {
          // All others are done.
          _ = try judged(work)
        }
        #expect(share.tally.made == [3, 3, 2][part - 1])
      }
      let share = try #require(PieceShare(part: 1, of: 1))
      let result = try judged(Work(store: ResultStore(folder: folder), share: share))
      #expect(result.json() == (try judged(Work()).json()))
      #expect(share.tally.made == 0)
    }
  }

  /// Two programs with one store: each fold is one's.
  @Test func twoAtOnceDoNoFoldTwice() throws {
    try inFolder { folder in
      let shares = try (0..<2).map { _ in try #require(PieceShare(part: 1, of: 1)) }
      let results = try parallelMap(2, threads: 2) {
        try judged(Work(store: ResultStore(folder: folder), share: shares[$0])).json()
      }
      #expect(results[0] == results[1])
      #expect(shares.reduce(0) { $0 + $1.tally.made } == 8)
    }
  }
}
