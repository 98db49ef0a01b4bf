import EtudeNetworks

extension GRULayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String {
    // ONNX: update, reset, candidate. The reset gate acts behind the matrix product, as in PyTorch.
    try nodes.recurrent(
      "GRU", .gru, settings, gates: [1, 0, 2], attributes: [("linear_before_reset", .integer(1))])
  }
}

extension LSTMLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String {
    // ONNX: input, output, forget, cell.
    try nodes.recurrent("LSTM", .lstm, settings, gates: [0, 3, 1, 2])
  }
}

extension RNNLayer: ONNXLayer {
  func write(_ nodes: LayerNodes) throws -> String {
    try nodes.recurrent("RNN", .rnn, settings, gates: [0])
  }
}

extension LayerNodes {
  /// - Parameter gates: for each block of rows in ONNX's order its place in PyTorch's.
  fileprivate func recurrent(
    _ operation: String, _ kind: RecurrentKind, _ settings: LayerKind.Recurrence, gates: [Int],
    attributes: [(String, Attribute)] = []
  ) throws -> String {
    var sequence = input
    if case .frames(let bands) = layer.input {
      sequence = try standardised(graph.averagedFrames(sequence, bands: bands, most: settings.steps))
    }
    var value = graph.transposed(sequence, [1, 0, 2])
    var last = value
    for index in 0..<settings.layers {
      let directions = settings.isBidirectional ? ["", "_reverse"] : [""]
      func joined(_ names: [String]) throws -> String {
        let parts = try directions.map { direction in
          try names.map { try blocks("\($0)_l\(index)\(direction)", of: settings.units, in: gates) }
        }
        return graph.tensor("\(layer.name).\(names[0])_l\(index).onnx", Tensor(stacking: parts))
      }
      let states = graph.nodes(
        operation,
        [value, try joined(["weight_ih"]), try joined(["weight_hh"]), try joined(["bias_ih", "bias_hh"])],
        [
          ("hidden_size", .integer(settings.units)),
          ("direction", .text(settings.isBidirectional ? "bidirectional" : "forward")),
        ] + attributes, outputs: 2)
      // `[steps, directions, n, units]` and `[directions, n, units]`
      value = graph.reshaped(graph.transposed(states[0], [0, 2, 1, 3]), [0, 0, -1])
      last = states[1]
    }
    return settings.givesSequence
      ? graph.transposed(value, [1, 0, 2]) : graph.reshaped(graph.transposed(last, [1, 0, 2]), [0, -1])
  }

  /// A weight or bias with its blocks of rows in another order.
  private func blocks(_ name: String, of units: Int, in order: [Int]) throws -> Tensor {
    let tensor = try values(name)
    let size = tensor.count / order.count
    return Tensor(
      shape: tensor.shape, values: order.flatMap { tensor.values[$0 * size..<($0 + 1) * size] })
  }
}

extension Tensor {
  /// For each direction its tensors one behind another along their first axis, the directions side by side.
  fileprivate init(stacking directions: [[Tensor]]) {
    let rows = directions[0].reduce(0) { $0 + $1.shape[0] }
    self.init(
      shape: [directions.count, rows] + directions[0][0].shape.dropFirst(),
      values: directions.flatMap { $0.flatMap(\.values) })
  }
}
