/// What each whole epoch of a training gave.
public struct History: Codable, Hashable, Sendable {
  /// Mean loss over the training items, as they were when the network saw them.
  public internal(set) var loss: [Double] = []
  /// Share of training items guessed right, as they were when the network saw them.
  public internal(set) var accuracy: [Double] = []
  /// Mean loss over the validation items after the epoch; empty if there are none.
  public internal(set) var validationLoss: [Double] = []
  /// Share of validation items guessed right after the epoch; empty if there are none.
  public internal(set) var validationAccuracy: [Double] = []

  /// No epoch yet.
  public init() {}

  /// The names of the fields in the language.
  private enum CodingKeys: String, CodingKey {
    case loss, accuracy
    case validationLoss = "validation_loss"
    case validationAccuracy = "validation_accuracy"
  }

  /// The names of two of them in files of before they were the language's.
  private enum EarlierKeys: String, CodingKey { case validationLoss, validationAccuracy }

  /// Reads what a file holds, of whichever version.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let earlier = try decoder.container(keyedBy: EarlierKeys.self)
    loss = try values.decode([Double].self, forKey: .loss)
    accuracy = try values.decode([Double].self, forKey: .accuracy)
    validationLoss =
      try values.decodeIfPresent([Double].self, forKey: .validationLoss)
      ?? earlier.decode([Double].self, forKey: .validationLoss)
    validationAccuracy =
      try values.decodeIfPresent([Double].self, forKey: .validationAccuracy)
      ?? earlier.decode([Double].self, forKey: .validationAccuracy)
  }

  /// Numbers of the epochs, from 1.
  public var epoch: [Int] { Array(1..<loss.count + 1) }

  mutating func append(loss: Double, accuracy: Double) {
    self.loss.append(loss)
    self.accuracy.append(accuracy)
  }

  mutating func append(validationLoss: Double, accuracy: Double) {
    self.validationLoss.append(validationLoss)
    validationAccuracy.append(accuracy)
  }
}

/// What a training says of itself.
public enum TrainingEvent: Sendable {
  /// A batch is done: of `of` in this epoch; `loss` is its mean.
  case batch(epoch: Int, done: Int, of: Int, loss: Double)
  /// An epoch is done; the history ends with it.
  case epoch(Int, of: Int, history: History)
  /// Validation no longer got better than in epoch `best`.
  case stoppedEarly(best: Int)
  /// The user asked to stop; the weights are those after so many whole epochs.
  case interrupted(epochs: Int)
}
