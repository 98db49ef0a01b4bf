/// How a recipe is trained unless somebody says otherwise.
public struct UsualTraining: Hashable, Sendable {
  /// How many times training goes over all items.
  public let epochs: Int
  /// The rate that the optimiser begins with.
  public let learningRate: Double
}

extension Model {
  /// What suits the layers that are trained: a linear head alone, where only `classify` has trainable weights, takes large
  /// steps and many of them; recurrent layers on frames take larger steps than other networks.
  public var usualTraining: UsualTraining {
    if trainedKinds == [.classify] { return UsualTraining(epochs: 50, learningRate: 1e-2) }
    return UsualTraining(epochs: 20, learningRate: trainsRecurrenceOnFrames ? 3e-3 : 1e-3)
  }

  /// The kinds of the layers that have weights to train.
  private var trainedKinds: [LayerKind] {
    namedLayers.filter { $0.layer.kind.branches.isEmpty && $0.layer.kind.hasWeights && !$0.layer.isFrozen }
      .map(\.layer.kind)
  }

  private var trainsRecurrenceOnFrames: Bool {
    guard let first = layers.first else { return false }
    return first.kind.branches.isEmpty
      ? first.kind.recurrence != nil && !first.isFrozen
      : first.kind.branches.contains(where: \.trainsRecurrenceOnFrames)
  }
}

extension History {
  /// Whether the loss was still falling when the training ended: over its last fifth by more than a thirtieth of what it
  /// was at first; where there are validation items, only if they had not been judged better before.
  public var isStillFalling: Bool {
    let last = max(1, loss.count / 5)
    guard loss.count > last, let first = loss.first, let end = loss.last else { return false }
    let hasTurned =
      validationLoss.indices.min { (validationLoss[$0], $0) < (validationLoss[$1], $1) }.map {
        $0 < validationLoss.count - last - 1
      } ?? false
    return loss[loss.count - 1 - last] - end > first / 30 && !hasTurned
  }
}
