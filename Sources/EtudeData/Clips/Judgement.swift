/// What a network said of a clip when it was tested.
public struct Judgement: Sendable, Hashable {
  /// The genre that it chose.
  public let predicted: String
  /// Of that genre, 0 … 1.
  public let probability: Double
  /// The plan in which it was tested, from 0.
  public let `repeat`: Int
  /// The fold of that plan, from 0.
  public let fold: Int

  /// - Parameter probability: of the predicted genre, 0 … 1.
  public init(predicted: String, probability: Double, repeat: Int, fold: Int) {
    self.predicted = predicted
    self.probability = probability
    self.repeat = `repeat`
    self.fold = fold
  }
}

extension Clip {
  /// Whether its file is no longer there.
  public var isGone: Bool { file.map { FileIdentity($0) == nil } ?? false }
}
