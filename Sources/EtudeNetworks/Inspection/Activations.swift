import EtudeCore

extension Fitted {
  /// What a named layer gives for an item: `[channels, height, width]`, `[steps, features]` or `[features]`.
  ///
  /// - Parameter layer: a layer's name, or one of `block0` … `block18`.
  /// - Throws: `Failure` listing the names if there is none such.
  public func activations(examples: any Examples, item: Int, layer: String, work: Work) throws -> Tensor {
    try checkLayer(layer)
    return try Compute.run(threads: work.threads) {
      let inspected = try InspectedNetwork(self, examples: examples, item: item, purpose: .inference)
      try inspected.network.forward(work)
      guard let signal = inspected.network.signals[layer] else {
        throw Failure("'\(layer)' gives nothing to look at", fix: "name another layer")
      }
      return try inspected.tensor(signal.value, steps: signal.lengths?.values?.first)
    }
  }

  /// What the gates of every recurrent layer do while it reads an item.
  public func gates(examples: any Examples, item: Int, work: Work) throws -> [LayerGates] {
    let rows = try Compute.run(threads: work.threads) {
      let inspected = try InspectedNetwork(self, examples: examples, item: item, purpose: .inference)
      try inspected.network.forward(work)
      return inspected.network.layers.compactMap { $0 as? Recurrent }.flatMap(\.gates)
    }
    guard !rows.isEmpty else {
      throw Failure("the network has no recurrent layer", fix: "use a recipe with gru, lstm or rnn")
    }
    return rows
  }

  private func checkLayer(_ name: String) throws {
    guard model.allNames.contains(name) else { _ = try model.frozen(through: name); return }
  }
}

/// What the gates of one layer and direction did.
public struct LayerGates: Sendable, Hashable {
  /// The layer's name.
  public let layer: String
  /// Which of several layers one on another, from 0.
  public let level: Int
  /// True if the layer reads the sequence from its end.
  public let isReversed: Bool
  /// By gate, `[1, steps, units]`.
  public let gates: [GateValues]
}

extension Recurrent {
  var gates: [LayerGates] {
    (0..<scan.layer.layers).flatMap { level in
      (0..<scan.layer.directions).map { direction in
        LayerGates(
          layer: name, level: level, isReversed: direction == 1,
          gates: scan.gates(layer: level, reversed: direction == 1))
      }
    }
  }
}
