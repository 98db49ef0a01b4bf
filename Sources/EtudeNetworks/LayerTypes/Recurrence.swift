extension LayerKind {
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

    /// Settings of a recurrent layer: one layer, one direction, its last state, unless something else is said.
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

    /// Settings that a file holds; those written before there was a choice have no dropout.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        units: try values.decode(Int.self, forKey: .units),
        layers: try values.decode(Int.self, forKey: .layers),
        isBidirectional: try values.decode(Bool.self, forKey: .isBidirectional),
        givesSequence: try values.decode(Bool.self, forKey: .givesSequence),
        steps: try values.decode(Int.self, forKey: .steps),
        dropout: try values.decodeIfPresent(Double.self, forKey: .dropout) ?? 0)
    }

    /// Features of its output: units of both directions.
    public var features: Int { units * (isBidirectional ? 2 : 1) }
  }
}
