import EtudeCore

/// How a network is trained; the defaults are the language's.
public struct TrainingOptions: Codable, Hashable, Sendable {
  /// Passes over the training items.
  public var epochs: Int = 20
  /// Items in a step; the last batch of an epoch may be smaller.
  public var batch: Int = 32
  /// Rate and its course over the epochs.
  public var learningRate = LearningRate(1e-3)
  /// How a step follows from the gradients.
  public var optimiser: OptimiserRule = .adam()
  /// Largest norm of all gradients together; nil for no limit.
  public var gradientLimit: Double?
  /// Epochs without a better validation loss after which training stops; nil: off.
  public var patience: Int?
  /// Masks over time and frequency, drawn anew for every item and epoch (after Park et al., 2019).
  public var augment: Bool = false
  /// Strength α of mixup (Zhang et al., 2018); nil: off.
  public var mixup: Double?
  /// Weights each genre's loss by the inverse of its share.
  public var balancesGenres: Bool = false
  /// By how much the learning rate of pretrained layers is multiplied.
  public var pretrainedRate: Double = 0.1
  /// Each recipe of an ensemble is trained for as many epochs as is usual for it, whatever `epochs` says; nil: no.
  public var usesUsualEpochs: Bool?
  /// Each recipe of an ensemble is trained at the rate that is usual for it, whatever `learningRate` says; nil: no.
  public var usesUsualRate: Bool?
  /// In which numbers feature maps are computed; nil: float32. What is nil is not in the key of the random numbers.
  public var precision: Precision?
  /// Whose weights training ends with: those of the epoch with the least validation loss, or of the last one; nil: the
  /// best where there is patience, else the last.
  public var keepsBest: Bool?

  /// The defaults of the verb `fit`.
  public init() {}

  /// Throws a `Failure` that names the first option whose value makes no sense.
  func check() throws {
    func check(_ condition: Bool, _ what: String, _ fix: String) throws {
      if !condition { throw Failure(what, fix: fix) }
    }
    try check(epochs >= 1 && batch >= 1, "batch and epochs want 1 or more", "give a larger number")
    let rate = learningRate.base
    try check(rate.isFinite && rate > 0, "the learning rate is \(rate)", "give a number above 0")
    try check(learningRate.warmUp >= 0, "the warm-up takes \(learningRate.warmUp) epochs", "give 0 or more")
    try check(
      pretrainedRate.isFinite && pretrainedRate >= 0,
      "the pretrained layers' share of the learning rate is \(pretrainedRate)", "give a number from 0")
    if let patience { try check(patience >= 1, "patience is \(patience) epochs", "give 1 or more") }
    if let limit = gradientLimit {
      try check(limit > 0, "the gradients' limit is \(limit)", "give more than 0")
    }
    if let mixup { try check(mixup.isFinite && mixup > 0, "mixup is \(mixup)", "give a number above 0") }
  }

  /// The defaults with these changes.
  public init(
    epochs: Int, batch: Int = 32, learningRate: Double = 1e-3, optimiser: OptimiserRule = .adam(),
    patience: Int? = nil, augment: Bool = false
  ) {
    self.epochs = epochs
    self.batch = batch
    self.learningRate = LearningRate(learningRate)
    self.optimiser = optimiser
    self.patience = patience
    self.augment = augment
  }
}
