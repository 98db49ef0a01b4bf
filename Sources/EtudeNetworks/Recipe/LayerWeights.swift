extension LayerKind {
  /// Whether the layer has weights or statistics at all.
  public var hasWeights: Bool {
    switch self {
    case .mobilenetv2, .conv, .batchnorm, .dense, .gru, .lstm, .rnn, .classify: true
    case .combine(let branches): branches.contains { $0.layers.contains { $0.kind.hasWeights } }
    case .relu, .relu6, .tanh, .sigmoid, .maxpool, .avgpool, .flatten, .globalpool, .dropout, .columns,
      .stats:
      false
    }
  }

  /// Whether a recipe's layer has weights that nobody has trained: all but the pretrained ones.
  public var hasUntrainedWeights: Bool {
    switch self {
    case .mobilenetv2(let weights): weights == .none
    case .combine(let branches): branches.contains { $0.layers.contains { $0.kind.hasUntrainedWeights } }
    default: hasWeights
    }
  }
}
