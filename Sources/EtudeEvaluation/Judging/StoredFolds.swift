import EtudeCore
import EtudeData
import EtudeNetworks
import FoundationEssentials
import Glibc
import Synchronization

/// Rounds whose outcomes are kept in the store, each under the digest of all that it depends on.
///
/// What was trained before, by this program or another, is read; what another program is training is waited for; of a run
/// in parts only this part's share is trained.
struct StoredFolds: Sendable {
  /// What is kept of a round: its outcome, and the warnings that were given while it was made.
  private struct Kept: Codable {
    let outcome: RoundOutcome
    let warnings: [String]
  }

  let store: ResultStore
  /// One a round, in order.
  let keys: [Digest]
  /// The same without what differs between machines.
  let places: [Digest]
  /// What differs between machines, for people: threads, oneDNN and its vector instructions.
  let machine: String

  /// The outcomes, in order of the rounds.
  ///
  /// - Parameters:
  ///   - threads: rounds that are trained at once.
  ///   - roundDone: told of each round that is known or done.
  ///   - train: gives the outcome of a round.
  func outcomes(
    threads: Int, learner: () throws -> any Learner, work: Work, roundDone: @escaping @Sendable (Int) -> Void,
    train: @escaping @Sendable (any Learner, Int, Work) throws -> RoundOutcome
  ) throws -> [RoundOutcome] {
    work.tally?.meet(keys.count)
    var outcomes = keys.indices.map { find($0, work) }
    let isOurs = work.share?.take(keys.count) ?? keys.map { _ in true }
    let known = keys.indices.filter { outcomes[$0] != nil }
    known.forEach(roundDone)
    var left = keys.indices.filter { outcomes[$0] == nil && isOurs[$0] }
    work.share?.count(
      made: 0, found: known.count { isOurs[$0] },
      missing: keys.indices.count { outcomes[$0] == nil && !isOurs[$0] })
    tellOfOthers(left, work)
    let learner = left.isEmpty ? nil : try learner()
    while let learner, !left.isEmpty {
      let asked = left
      let made = try parallelMap(asked.count, threads: threads) { place in
        try work.checkCancelled()
        let outcome = try outcome(asked[place], work) { try train(learner, asked[place], $0) }
        if outcome != nil { roundDone(asked[place]) }
        return outcome
      }
      for case (let index, let outcome?) in zip(asked, made) { outcomes[index] = outcome }
      left = left.filter { outcomes[$0] == nil }
      // Other programs are at the rest.
      if left.count == asked.count { try pause(work) }
    }
    let whole = outcomes.compactMap(\.self)
    guard whole.count == keys.count else {
      throw Failure.waiting("\(keys.count - whole.count) of \(keys.count) folds are other parts' to train")
    }
    return whole
  }

  /// What was kept of a round; the warnings of its training are given again.
  private func find(_ index: Int, _ work: Work) -> RoundOutcome? {
    guard let bytes = store.bytes(.folds, keys[index]),
      let kept = try? JSONDecoder().decode(Kept.self, from: Data(bytes))
    else { return nil }
    for warning in kept.warnings { work.warn(warning) }
    work.tally?.keep()
    return kept.outcome
  }

  /// The outcome of a round that is not known; nil while another program, or another thread, is at it.
  private func outcome(
    _ index: Int, _ work: Work, train: (Work) throws -> RoundOutcome
  ) throws -> RoundOutcome? {
    guard let claim = store.claim(keys[index]) else { return nil }
    defer { withExtendedLifetime(claim) {} }
    store.refresh(.folds)
    if let known = find(index, work) {
      work.share?.count(found: 1)
      return known
    }
    let warnings = Mutex<[String]>([])
    var listening = work
    listening.listener = { event in
      if case .warning(let text) = event { warnings.withLock { $0.append(text) } }
      work.listener(event)
    }
    let outcome = try train(listening)
    let kept = Kept(outcome: outcome, warnings: warnings.withLock { $0 })
    if let bytes = try? JSONEncoder().encode(kept) {
      store.keep(Array(bytes), as: .folds, under: keys[index])
      store.keep(Array(machine.utf8), as: .makers, under: places[index])
    }
    if store.hasLost(.folds, keys[index]) { try tellOfLoss(work) } else { work.tally?.keep() }
    work.share?.count(made: 1)
    return outcome
  }

  /// Says which folds another machine has trained, whose last digits may differ: they are not mixed in.
  private func tellOfOthers(_ left: [Int], _ work: Work) {
    let makers = left.compactMap { store.bytes(.makers, places[$0]) }.map {
      String(decoding: $0, as: UTF8.self)
    }
    guard let other = makers.first(where: { $0 != machine }) else { return }
    work.warn(
      "\(makers.count) of \(keys.count) folds are stored by a machine with \(other), and this one has \(machine): "
        + "they are trained anew, since their last digits may differ")
  }

  /// Says that the store cannot be written, as on a full disk. A part of a run works for nothing then.
  private func tellOfLoss(_ work: Work) throws {
    let cause = "folds cannot be kept: nothing more can be written to '\(store.folder)'"
    if work.share != nil {
      throw Failure(cause, fix: "free some space there, or name another folder by ETUDE_CACHE")
    }
    if store.isFirstLoss() { work.warn(cause + "; they are trained anew the next time") }
  }

  /// Waits a little, and looks at what other programs have done.
  private func pause(_ work: Work) throws {
    for _ in 0..<10 {
      try work.checkCancelled()
      usleep(20_000)
    }
    store.refresh(.folds)
  }
}

extension Experiment {
  /// Where the outcomes of some rounds are kept; nil without a store, and for flawed experiments, whose rounds know of one
  /// another.
  ///
  /// - Parameters:
  ///   - streams: the key of each round's random numbers.
  ///   - copies: for an item its altered copies.
  ///   - threads: with which a round is trained.
  func storedFolds(
    _ rounds: [Round], streams: [Digest], copies: [Int: [Int]], threads: Int, work: Work
  ) throws -> StoredFolds? {
    guard let store = work.store, flaws.isEmpty else { return nil }
    let experiment = try digest()
    let places = zip(rounds, streams).map { round, stream in
      Digest.build {
        $0.append(experiment)
        $0.append(stream)
        for items in [round.training, round.validation, round.test] {
          $0.append(items.count)
          for item in items { $0.append(item) }
        }
        for item in round.training { for copy in copies[item] ?? [] { $0.append(copy) } }
      }
    }
    let threadsOfAFold = "\(threads) \(threads == 1 ? "thread" : "threads") a fold, "
    let keys = places.map { place in
      Digest.build {
        $0.append(place)
        $0.append(threadsOfAFold + EngineIdentity.text)
        for name in VectorInstructions.names { $0.append(name) }
      }
    }
    return StoredFolds(
      store: store, keys: keys, places: places, machine: threadsOfAFold + EngineIdentity.words)
  }

  /// All that a round of it depends on beside its items, its random numbers and the machine.
  private func digest() throws -> Digest {
    let weights = try model.pretrainedDigest(imageSize: examples.imageSize, bands: examples.bands)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let written = try encoder.encode(options)
    return Digest.build {
      $0.append("fold 1")
      $0.append(Etude.version)
      $0.append(model.digest)
      $0.append(weights)
      $0.append(String(decoding: written, as: UTF8.self))
      $0.append(examples.data)
      $0.append(examples.settings.digest)
      for genre in examples.dataset.genres { $0.append(genre) }
    }
  }
}
