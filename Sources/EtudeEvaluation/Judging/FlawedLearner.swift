import EtudeCore
import EtudeNetworks
import Synchronization

/// A learner that makes mistakes on purpose; its rounds run one after another.
struct FlawedLearner: Learner {
  let learner: NetworkLearner
  let flaws: [DeliberateFlaw]
  private let carried = Carried()

  init(_ learner: NetworkLearner, flaws: [DeliberateFlaw]) {
    self.learner = learner
    self.flaws = flaws
  }

  func outcome(
    of round: Round, work: Work, epochDone: @escaping @Sendable (_ note: String) -> Void
  ) throws -> RoundOutcome {
    let continuing = flaws.contains(.carriedWeights) ? carried.last : nil
    var epochs = learner.options.epochs
    if flaws.contains(.epochChosenOnTest) {
      let watched = try learner.train(
        round, watching: round.test, continuing: continuing, work: work, epochDone: epochDone)
      let accuracy = watched.history.validationAccuracy.suffix(epochs)
      if let best = accuracy.max(), let first = accuracy.firstIndex(of: best) {
        epochs = first - accuracy.startIndex + 1
      }
    }
    let fitted = try learner.train(
      round, continuing: continuing, epochs: epochs, work: work, epochDone: epochDone)
    carried.last = fitted
    return try learner.judge(fitted, round, epochs: epochs, work: work)
  }
}

/// The network of the fold before.
private final class Carried: Sendable {
  private let fitted = Mutex<Fitted?>(nil)

  var last: Fitted? {
    get { fitted.withLock { $0 } }
    set { fitted.withLock { $0 = newValue } }
  }
}
