import EtudeCore

/// A family of recurrent layers.
public enum RecurrentKind: String, Codable, Hashable, Sendable, CaseIterable {
  case gru, lstm, rnn

  /// Blocks of `units` rows in a weight, in PyTorch's order: gru r z n, lstm i f g o, rnn one.
  public var gates: Int {
    switch self {
    case .gru: 3
    case .lstm: 4
    case .rnn: 1
    }
  }

  /// What each block is, in the order of the blocks.
  public var gateNames: [String] {
    switch self {
    case .gru: ["reset", "update", "candidate"]
    case .lstm: ["input", "forget", "candidate", "output"]
    case .rnn: ["state"]
    }
  }
}

/// A weight or bias of a layer: its PyTorch name, its shape, and its place in the layer's flat buffer.
public struct NamedParameter: Hashable, Sendable {
  /// Its name in the layer, as PyTorch writes it: `weight_ih_l0`.
  public let name: String
  /// Its extents, row-major.
  public let shape: [Int]
  /// Where it begins among the layer's numbers.
  public let offset: Int

  /// How many numbers it has.
  public var count: Int { shape.reduce(1, *) }
  /// Places in the flat buffer.
  public var range: Range<Int> { offset..<offset + count }
}

/// A gru, lstm or tanh rnn by its sizes: one or more layers, one or both directions; it holds no weights.
///
/// The folder `Recurrent` holds the layers that scan over time: sizes and names, the scan forward and backward, and
/// the import of Keras' weights. It knows oneDNN's matrix product, `Vectors`, `Weights` and `EtudeCore`.
public struct RecurrentLayer: Codable, Hashable, Sendable {
  /// GRU, LSTM or the plain one.
  public let kind: RecurrentKind
  /// Features of a step's input.
  public let inputs: Int
  /// Units of each direction.
  public let units: Int
  /// How many layers stand on one another.
  public let layers: Int
  /// True if a second scan reads each sequence from its end.
  public let isBidirectional: Bool

  /// A layer that reads `inputs` numbers a step and has `units` a direction.
  public init(_ kind: RecurrentKind, inputs: Int, units: Int, layers: Int = 1, isBidirectional: Bool = false)
  {
    self.kind = kind
    self.inputs = inputs
    self.units = units
    self.layers = layers
    self.isBidirectional = isBidirectional
  }

  /// 2 if bidirectional, else 1.
  public var directions: Int { isBidirectional ? 2 : 1 }
  /// Features of a step's output and of the last state: forward units, then backward units.
  public var outputs: Int { units * directions }

  /// Weights and biases in PyTorch's order and layout: `weight_ih_l0` `[gates·units, inputs]`, `weight_hh_l0`
  /// `[gates·units, units]`, `bias_ih_l0`, `bias_hh_l0` `[gates·units]`, the same with `_reverse`, then `_l1` ….
  public var parameters: [NamedParameter] {
    var parameters: [NamedParameter] = []
    var offset = 0
    for layer in 0..<layers {
      let width = layer == 0 ? inputs : outputs
      for direction in ["", "_reverse"].prefix(directions) {
        let shapes = [("weight_ih", [width]), ("weight_hh", [units]), ("bias_ih", []), ("bias_hh", [])]
        for (name, columns) in shapes {
          let parameter = NamedParameter(
            name: "\(name)_l\(layer)\(direction)", shape: [kind.gates * units] + columns, offset: offset)
          parameters.append(parameter)
          offset += parameter.count
        }
      }
    }
    return parameters
  }

  /// Weights and biases together.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

  /// Fresh weights from U(−1/√units, 1/√units), as PyTorch's, in the order of `parameters`.
  public func initialParameters(_ stream: inout RandomStream) -> [Float] {
    let bound = 1 / Double(units).squareRoot()
    return (0..<parameterCount).map { _ in Float(stream.uniform(-bound...bound)) }
  }
}
