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
  let outcomes = try outcomes(
    of: rounds, learner: { learner }, sideBySide: sideBySide, epochs: epochs, stage: stage, folds: nil,
    work: work)
  return try judge(
    rounds: rounds, outcomes: outcomes, identities: identities, genres: genres, carriesOn: carriesOn,
    epochs: epochs,
    work: work)
}

/// Runs rounds, but for those that are known.
///
/// - Parameters:
///   - learner: made when there is something to learn.
///   - folds: where outcomes are kept; nil keeps none.
/// - Throws: what the learner throws; `Failure.interrupted`; `Failure.waiting` where some are other parts' to make.
func outcomes(
  of rounds: [Round], learner: () throws -> any Learner, sideBySide: Bool, epochs: Int, stage: String,
  folds: StoredFolds?, work: Work
) throws -> [RoundOutcome] {
  let progress = EpochProgress(stage: stage, rounds: rounds.count, epochs: epochs, work: work)
  var inner = work
  inner.threads = sideBySide ? 1 : work.threads
  // A round's own bars would run over each other; its epochs are counted in one bar for all.
  inner.listener = { event in if case .warning = event { work.listener(event) } }
  let roundWork = inner
  let threads = sideBySide ? work.threads : 1
  @Sendable func train(_ learner: any Learner, _ index: Int, _ work: Work) throws -> RoundOutcome {
    try learner.outcome(of: rounds[index], work: work) { progress.epochDone(round: index, note: $0) }
  }
  if let folds {
    return try folds.outcomes(
      threads: threads, learner: learner, work: roundWork, roundDone: progress.roundDone
    ) {
      try train($0, $1, $2)
    }
  }
  let learner = try learner()
  return try parallelMap(rounds.count, threads: threads) { index in
    try work.checkCancelled()
    let outcome = try train(learner, index, roundWork)
    progress.roundDone(round: index)
    return outcome
  }
}

/// Gathers what was said of every test item of rounds that have been run; parameters and errors as above.
func judge(
  rounds: [Round], outcomes: [RoundOutcome], identities: [ItemIdentity], genres: [String], carriesOn: Bool,
  epochs: Int, work: Work
) throws -> (items: [JudgedItem], records: [FoldRecord]) {
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

/// Counts the epochs of all rounds in one bar, and shows the plan as it fills in: a mark a fold.
private final class EpochProgress: Sendable {
  private struct State {
    /// Epochs of each round.
    var done: [Int]
    /// Rounds that have ended.
    var ended: Set<Int> = []
  }

  private let state: Mutex<State>
  private let stage: String
  private let epochs: Int
  private let work: Work
  /// Rounds whose marks fit beside a bar.
  private static let mostMarks = 30

  init(stage: String, rounds: Int, epochs: Int, work: Work) {
    state = Mutex(State(done: [Int](repeating: 0, count: rounds)))
    self.stage = stage
    self.epochs = max(1, epochs)
    self.work = work
  }

  func epochDone(round: Int, note: String) {
    // Told under the lock, so that a bar never goes back.
    state.withLock { state in
      state.done[round] = min(state.done[round] + 1, epochs)
      report(state, note: [plan(state, running: round), note].filter { !$0.isEmpty }.joined(separator: "  "))
    }
  }

  /// A round that stopped early has no more to come.
  func roundDone(round: Int) {
    state.withLock { state in
      state.done[round] = epochs
      state.ended.insert(round)
      report(state, note: plan(state, running: round))
    }
  }

  /// The folds in order: █ has been judged, ▒ runs, · is to come; of many only which one runs, of one nothing.
  private func plan(_ state: State, running: Int) -> String {
    let count = state.done.count
    guard count > 1 else { return "" }
    guard count <= Self.mostMarks else { return "fold \(running + 1) of \(count)" }
    let marks = state.done.indices.map { round in
      state.ended.contains(round) ? "█" : state.done[round] > 0 ? "▒" : "·"
    }
    return "folds " + marks.joined()
  }

  private func report(_ state: State, note: String) {
    work.progress(stage, state.done.reduce(0, +), of: epochs * state.done.count, note: note)
  }
}
