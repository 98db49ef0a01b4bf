import EtudeCore
import EtudeNetworks

/// One round of training and testing, by positions in the data.
public struct Round: Sendable, Hashable {
  /// Which division of the items, counted from 0.
  public let `repeat`: Int
  /// Which fold of that division, counted from 0.
  public let fold: Int
  /// Items that are trained on.
  public let training: [Int]
  /// Taken from the training part; nothing of it is trained on.
  public let validation: [Int]
  /// Items that are judged.
  public let test: [Int]

  /// A round of items by their places.
  public init(repeat: Int, fold: Int, training: [Int], validation: [Int] = [], test: [Int]) {
    self.repeat = `repeat`
    self.fold = fold
    self.training = training
    self.validation = validation
    self.test = test
  }
}

/// What a round gives.
public struct RoundOutcome: Sendable, Codable {
  /// `[test items, genres]`, in the order of the round's test items.
  public let probabilities: [[Double]]
  /// Epochs trained.
  public let epochs: Int
  /// Whether the loss was still falling when the training ended.
  public let isStillFalling: Bool
  /// What each epoch gave; nil where it is not known.
  public let history: History?

  /// What a round gave: a row of probabilities for each test item.
  public init(
    probabilities: [[Double]], epochs: Int, isStillFalling: Bool = false, history: History? = nil
  ) {
    self.probabilities = probabilities
    self.epochs = epochs
    self.isStillFalling = isStillFalling
    self.history = history
  }
}

/// Something that learns from nothing in every round, so that no fold can know another's test items.
public protocol Learner: Sendable {
  /// Trains on the round's training items alone and judges its test items; says so after each epoch, in a few words.
  func outcome(
    of round: Round, work: Work, epochDone: @escaping @Sendable (_ note: String) -> Void
  ) throws -> RoundOutcome
}
