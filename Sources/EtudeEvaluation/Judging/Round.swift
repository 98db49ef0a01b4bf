import EtudeCore

/// One round of training and testing, by positions in the data.
public struct Round: Sendable, Hashable {
  public let `repeat`: Int
  public let fold: Int
  public let training: [Int]
  /// Taken from the training part; nothing of it is trained on.
  public let validation: [Int]
  public let test: [Int]

  public init(repeat: Int, fold: Int, training: [Int], validation: [Int] = [], test: [Int]) {
    self.repeat = `repeat`
    self.fold = fold
    self.training = training
    self.validation = validation
    self.test = test
  }
}

/// What a round gives.
public struct RoundOutcome: Sendable {
  /// `[test items, genres]`, in the order of the round's test items.
  public let probabilities: [[Double]]
  /// Epochs trained.
  public let epochs: Int

  public init(probabilities: [[Double]], epochs: Int) {
    self.probabilities = probabilities
    self.epochs = epochs
  }
}

/// Something that learns from nothing in every round, so that no fold can know another's test items.
public protocol Learner: Sendable {
  /// Trains on the round's training items alone and judges its test items; says so after each epoch, in a few words.
  func outcome(
    of round: Round, work: Work, epochDone: @escaping @Sendable (_ note: String) -> Void
  ) throws -> RoundOutcome
}
