import EtudeCore
import Glibc

/// Mean of −ln p(true genre), p kept within 2.2e-16 … 1 as scikit-learn's `log_loss` does.
public struct LogLoss: Metric {
  public let name = "log_loss"
  public let words = "log loss"
  public let meaning = "mean of -ln p(true genre); not defined for shares of votes"
  public let places: MetricPlaces = [.line, .json, .field, .record]
  /// The metric; it has no settings.
  public init() {}

  public func value(of judged: JudgedItems) -> Double? {
    guard !judged.hasVotes else { return nil }
    return judged.mean { probabilities, label, _ in -log(min(max(probabilities[label], 0x1p-52), 1)) }
  }

  public var absence: Failure {
    Failure("votes have no log loss: a share of them is no probability", fix: "vote with method: \"mean\"")
  }
}
