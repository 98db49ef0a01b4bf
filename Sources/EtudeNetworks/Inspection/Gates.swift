import EtudeCore

extension Fitted {
  /// What the gates of every recurrent layer do while it reads an item.
  public func gates(examples: any Examples, item: Int, work: Work) throws -> [LayerGates] {
    let rows = try inspecting(item, of: examples, .inference, work) { inspected in
      try inspected.network.forward(work)
      return inspected.network.layers.compactMap { $0 as? Recurrent }.flatMap(\.gates)
    }
    guard !rows.isEmpty else {
      throw Failure("the network has no recurrent layer", fix: "use a recipe with gru, lstm or rnn")
    }
    return rows
  }
}

/// What the gates of one layer and direction did.
public struct LayerGates: Sendable, Hashable {
  /// The layer's name.
  public let layer: String
  /// Which family it is of.
  public let kind: RecurrentKind
  /// Which of several layers one on another, from 0.
  public let level: Int
  /// True if the layer reads the sequence from its end.
  public let isReversed: Bool
  /// By gate, `[1, steps, units]`.
  public let gates: [GateValues]
  /// What it holds after every step, `[1, steps, units]`: an lstm its `cell`, all their `state`.
  public let states: [GateValues]
}

extension Recurrent {
  var gates: [LayerGates] {
    (0..<scan.layer.layers).flatMap { level in
      (0..<scan.layer.directions).map { direction in
        LayerGates(
          layer: name, kind: scan.layer.kind, level: level, isReversed: direction == 1,
          gates: scan.gates(layer: level, reversed: direction == 1),
          states: scan.states(layer: level, reversed: direction == 1))
      }
    }
  }
}
