import EtudeCore
import Synchronization

/// Runs rounds and gathers what was said of every test item.
///
/// - Parameters:
///   - identities: who the items are, by position.
///   - sideBySide: whether rounds run at once with a thread each, or one after another with all threads.
///   - carriesOn: whether each round's network has seen what those before it have.
///   - epochs: epochs a round is expected to take, for progress.
/// - Returns: the test items round by round, and a record a round.
/// - Throws: a `Failure` where a round names an item that is not there, or the learner does not give every test item a
///   finite probability a genre; the first failure in order of round; `Failure.interrupted` once the user has asked to stop.
public func judge(
  rounds: [Round], identities: [ItemIdentity], genres: [String], learner: some Learner, sideBySide: Bool,
  carriesOn: Bool = false, epochs: Int, stage: String, work: Work
) throws -> (items: [JudgedItem], records: [FoldRecord]) {
  try check(rounds, against: identities.count)
  let progress = EpochProgress(stage: stage, rounds: rounds.count, epochs: epochs, work: work)
  var inner = work
  inner.threads = sideBySide ? 1 : work.threads
  // A round's own bars would run over each other; its epochs are counted in one bar for all.
  inner.listener = { event in if case .warning = event { work.listener(event) } }
  let roundWork = inner
  let outcomes = try parallelMap(rounds.count, threads: sideBySide ? work.threads : 1) { index in
    try work.checkCancelled()
    let outcome = try learner.outcome(of: rounds[index], work: roundWork) {
      progress.epochDone(round: index, note: $0)
    }
    progress.roundDone(round: index)
    return outcome
  }
  var items: [JudgedItem] = []
  var before: TrainingMemory?
  for (round, outcome) in zip(rounds, outcomes) {
    guard outcome.probabilities.count == round.test.count else {
      throw Failure(
        "fold \(round.fold) of repeat \(round.repeat) tests \(round.test.count) items, and the learner judged "
          + "\(outcome.probabilities.count)", fix: "give probabilities for every test item")
    }
    // Validation items belong to the training part: a twin there helps to choose the epoch.
    let own = TrainingMemory(of: (round.training + round.validation).map { identities[$0] })
    let memory = before?.joined(with: own) ?? own
    if carriesOn { before = memory }
    for (position, probabilities) in zip(round.test, outcome.probabilities) {
      let identity = identities[position]
      items.append(
        JudgedItem(
          name: identity.name, item: identity.item, track: identity.track, artist: identity.artist,
          label: identity.label, predicted: try mostProbable(genres, probabilities, of: identity.name),
          probabilities: probabilities, fold: round.fold, repeat: round.repeat,
          sharing: memory.sharing(of: identity)))
    }
  }
  let falling = outcomes.count(where: \.isStillFalling)
  if falling > 0 { work.warn(Experiment.stillFalling(falling, of: rounds.count, epochs: epochs)) }
  let records = zip(rounds, outcomes).map { round, outcome in
    FoldRecord(repeat: round.repeat, fold: round.fold, train: round.training.count, epochs: outcome.epochs)
  }
  return (items, records)
}

/// Refuses rounds that name an item which is not among `count`.
private func check(_ rounds: [Round], against count: Int) throws {
  for round in rounds {
    for position in round.training + round.validation + round.test where !(0..<count).contains(position) {
      throw Failure(
        "fold \(round.fold) of repeat \(round.repeat) names item \(position), and there are \(count)",
        fix: "number the items from 0")
    }
  }
}

/// The genre with the highest probability; of equals, the one listed first.
func mostProbable(_ genres: [String], _ probabilities: [Double], of name: String) throws -> String {
  guard probabilities.count == genres.count, probabilities.allSatisfy(\.isFinite),
    let best = probabilities.indices.max(by: { (probabilities[$0], -$0) < (probabilities[$1], -$1) })
  else {
    throw Failure(
      "the probabilities of \(name) are not \(genres.count) finite numbers",
      fix: "train with a smaller lr: the network's weights have overflowed")
  }
  return genres[best]
}

/// Counts the epochs of all rounds in one bar.
private final class EpochProgress: Sendable {
  private let done: Mutex<[Int]>
  private let stage: String
  private let epochs: Int
  private let work: Work

  init(stage: String, rounds: Int, epochs: Int, work: Work) {
    done = Mutex([Int](repeating: 0, count: rounds))
    self.stage = stage
    self.epochs = max(1, epochs)
    self.work = work
  }

  func epochDone(round: Int, note: String) {
    // Told under the lock, so that a bar never goes back.
    done.withLock { done in
      done[round] = min(done[round] + 1, epochs)
      report(done, note: "fold \(round + 1) of \(done.count)" + (note.isEmpty ? "" : ", \(note)"))
    }
  }

  /// A round that stopped early has no more to come.
  func roundDone(round: Int) {
    done.withLock { done in
      guard done[round] < epochs else { return }
      done[round] = epochs
      report(done, note: "fold \(round + 1) of \(done.count)")
    }
  }

  private func report(_ done: [Int], note: String) {
    work.progress(stage, done.reduce(0, +), of: epochs * done.count, note: note)
  }
}
