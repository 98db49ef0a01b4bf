import EtudeCore

/// How much a network's answers depend on each step of what a recurrent layer reads.
public struct MemoryCurve: Sendable, Hashable {
  /// The layer's name.
  public let layer: String
  /// For each step, oldest first, the length of the derivative of all answers before the softmax by the step's input
  /// (the Frobenius norm of the Jacobian): how far the answers move for a small change there. `[steps]`.
  public let dependence: [Float]
}

extension Fitted {
  /// How much the answers for an item depend on each step that a recurrent layer (the first if nil) reads.
  ///
  /// - Throws: `Failure` for a network without such a layer, and for one that reads what has no gradients.
  public func memory(
    examples: any Examples, item: Int, layer: String? = nil, work: Work
  ) throws -> MemoryCurve {
    if let layer { try checkLayer(layer) }
    return try inspecting(item, of: examples, .explanation, work) { inspected in
      let layers = inspected.network.layers
      let found = layers.firstIndex { ($0 as? Recurrent).map { layer == nil || $0.name == layer } ?? false }
      guard let index = found, let recurrent = layers[index] as? Recurrent else {
        throw Failure(
          layer.map { "'\($0)' is no recurrent layer" } ?? "the network has no recurrent layer",
          fix: "use a recipe with gru, lstm or rnn")
      }
      try inspected.network.forward(work)
      var sums: [Double] = []
      for answer in classes.indices {
        // A pass back spends what the pass forward has left.
        if answer > 0 { for layer in layers[index...] { try layer.forward() } }
        guard let slope = try inspected.gradient(of: answer, by: recurrent.input, work) else {
          throw Failure(
            "the answers do not depend on what '\(recurrent.name)' reads by what has gradients",
            fix: "freeze what stands before it")
        }
        let features = slope.shape[1]
        if sums.isEmpty { sums = Array(repeating: 0, count: slope.shape[0]) }
        for (place, value) in slope.values.enumerated() {
          sums[place / features] += Double(value) * Double(value)
        }
      }
      return MemoryCurve(layer: recurrent.name, dependence: sums.map { Float($0.squareRoot()) })
    }
  }
}

extension Model {
  /// The recipe with fresh weights, as training begins with them: to see what it can remember before it has learnt. Its
  /// input is taken as standardised already.
  ///
  /// - Throws: `Failure` for a recipe that does not fit its input, or whose pretrained weights are missing.
  public func fresh(
    imageSize: Int, bands: Int, classes: [String], featureSettings: String = "", stream: Digest
  ) throws -> Fitted {
    let plan = try Plan(self, imageSize: imageSize, bands: bands, classes: classes.count)
    let store = try ParameterStore(plan.parameters)
    let pretrained = try plan.pretrainedWeights()
    try store.initialise(stream, except: pretrained)
    try store.load(pretrained)
    return try Fitted(
      model: self, classes: classes, weights: store.tensors(), history: History(), isInterrupted: false,
      imageSize: imageSize, bands: bands, featureSettings: featureSettings, dataDigest: nil)
  }
}
