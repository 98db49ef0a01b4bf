/// What a layer does, with everything its verb was told; it holds no weights.
public indirect enum LayerKind: Codable, Hashable, Sendable {
  /// Where MobileNetV2's weights come from.
  public enum Weights: String, Codable, Hashable, Sendable, CaseIterable {
    /// Pretrained on ImageNet.
    case imagenet
    /// Random; the network is trained from scratch.
    case none
  }

  /// MobileNetV2 up to its last feature map: `[3, size, size]` to `[1280, size / 32, size / 32]`.
  case mobilenetv2(weights: Weights)
  /// Convolution with square kernels, padded by half a kernel; `groups` equal to the channels is depthwise.
  case conv(filters: Int, kernel: Int = 3, stride: Int = 1, groups: Int = 1, bias: Bool = true)
  /// Batch norm over items and positions (eps 1e-5, momentum 0.1).
  case batchnorm
  case relu
  case relu6
  case tanh
  case sigmoid
  /// The greatest value in each window.
  case maxpool(kernel: Int = 2, stride: Int = 2)
  /// The mean of each window.
  case avgpool(kernel: Int = 2, stride: Int = 2)
  /// A feature map as one vector, channel by channel.
  case flatten
  /// The mean over all positions of a map or steps of a sequence.
  case globalpool
  /// A fully connected layer.
  case dense(units: Int)
  /// Sets a share of the values to zero while training and scales up the rest; `rate` in 0 ..< 1.
  case dropout(rate: Double)
  /// A feature map as a sequence along time: the mean over frequency.
  case columns
  /// Mean and standard deviation of each band over time; a first layer only.
  case stats
  /// Gated recurrent units (PyTorch's equations).
  case gru(Recurrence)
  /// Long short-term memory.
  case lstm(Recurrence)
  /// Plain recurrence with tanh.
  case rnn(Recurrence)
  /// Dense to the genres, softmax.
  case classify
  /// Branches side by side, each output averaged over its positions, then joined.
  case combine([Model])

  /// What `gru`, `lstm` and `rnn` share.
  public struct Recurrence: Codable, Hashable, Sendable {
    /// Units of each layer and direction.
    public var units: Int
    /// Layers, one on another.
    public var layers: Int
    /// Reads the sequence forwards and backwards.
    public var isBidirectional: Bool
    /// Gives every step instead of the last state.
    public var givesSequence: Bool
    /// As a first layer: frames are averaged to at most so many steps.
    public var steps: Int
    /// Share of what a layer hands to the one on it that is set to zero while training, as PyTorch's.
    public var dropout: Double

    public init(
      units: Int = 64, layers: Int = 1, isBidirectional: Bool = false, givesSequence: Bool = false,
      steps: Int = 128, dropout: Double = 0
    ) {
      self.dropout = dropout
      self.units = units
      self.layers = layers
      self.isBidirectional = isBidirectional
      self.givesSequence = givesSequence
      self.steps = steps
    }

    /// Features of its output: units of both directions.
    public var features: Int { units * (isBidirectional ? 2 : 1) }
  }

  /// The verb that makes the layer, and so its name.
  public var verb: String {
    switch self {
    case .mobilenetv2: "mobilenetv2"
    case .conv: "conv"
    case .batchnorm: "batchnorm"
    case .relu: "relu"
    case .relu6: "relu6"
    case .tanh: "tanh"
    case .sigmoid: "sigmoid"
    case .maxpool: "maxpool"
    case .avgpool: "avgpool"
    case .flatten: "flatten"
    case .globalpool: "globalpool"
    case .dense: "dense"
    case .dropout: "dropout"
    case .columns: "columns"
    case .stats: "stats"
    case .gru: "gru"
    case .lstm: "lstm"
    case .rnn: "rnn"
    case .classify: "classify"
    case .combine: "combine"
    }
  }

  /// The settings of a recurrent layer, nil for all others.
  public var recurrence: Recurrence? {
    switch self {
    case .gru(let recurrence), .lstm(let recurrence), .rnn(let recurrence): recurrence
    default: nil
    }
  }

  /// The layers of the verb `cnn`: blocks of convolution, batch norm, relu and max-pooling, filters doubling up to 64.
  public static func convolutionBlocks(blocks: Int = 4, filters: Int = 16, kernel: Int = 3) -> [LayerKind] {
    (0..<blocks).flatMap { block -> [LayerKind] in
      let width = max(filters, min(filters << min(block, 20), 64))
      return [.conv(filters: width, kernel: kernel, bias: false), .batchnorm, .relu, .maxpool()]
    }
  }
}
