import EtudeCore
import EtudeNetworks

/// Trains the layers of a recipe on numbers of one's own, step by step: what tests hold against other programs.
package struct TrainingProbe {
  /// A batch: row-major values and one label an item.
  package struct Batch {
    package let values: [Float]
    package let labels: [Int]

    package init(values: [Float], labels: [Int]) {
      self.values = values
      self.labels = labels
    }
  }

  /// What a run of steps gave.
  package struct Outcome {
    /// Of each batch, before its step.
    package let losses: [Double]
    /// Of each batch, before its step, `[items, classes]`.
    package let logits: [[Float]]
    package let weights: [String: Tensor]
  }

  /// One step a batch, in order.
  package static func train(
    _ model: Model, input: Shape, classes: Int, weights: [String: Tensor], batches: [Batch],
    rule: OptimiserRule,
    rate: Double
  ) throws -> Outcome {
    try Compute.run(threads: 1) {
      let plan = try Plan(model, after: input, classes: classes)
      let store = try ParameterStore(plan.parameters)
      try store.load(weights)
      let engine = try Engine()
      let pool = BlockPool()
      let optimiser = try Optimiser(rule, count: store.trainableCount)
      let loss = CrossEntropy(classes: classes, weights: nil)
      var losses: [Double] = []
      var logits: [[Float]] = []
      for batch in batches {
        pool.rewind()
        let items = batch.labels.count
        let context = LayerContext(engine: engine, pool: pool, store: store, items: items, purpose: .training)
        let builder = NetworkBuilder(
          context: context, steps: [], stream: Digest.build { $0.append("probe") }, areWeightsKnown: true,
          cutsPrefix: false, isInspected: false)
        let signal = Signal(
          try context.plain(input.extents(), layer: "the input"), wantsGradient: false, isImage: input.isImage
        )
        let output = try builder.build(plan.layers, from: signal)
        output.gradient = try context.plain(like: output.value, layer: "the loss")
        for layer in builder.layers.reversed() { try layer.prepareBackward() }
        precondition(batch.values.count == signal.value.floatCount)
        signal.value.floats.update(from: batch.values, count: batch.values.count)
        for layer in builder.layers { try layer.reloadWeights() }
        for layer in builder.layers { try layer.forward() }
        try engine.wait()
        var targets = [Float](repeating: 0, count: items * classes)
        for (item, label) in batch.labels.enumerated() { targets[item * classes + label] = 1 }
        logits.append(Array(UnsafeBufferPointer(start: output.value.floats, count: items * classes)))
        let sum = loss.evaluate(
          logits: output.value.floats, targets: targets, items: items, gradient: output.gradient?.floats)
        losses.append(sum.loss / sum.weight)
        store.clearGradients()
        for layer in builder.layers.reversed() where layer.output.wantsGradient { try layer.backward() }
        try engine.wait()
        optimiser.step(store.values, gradients: store.gradients, rate: rate)
      }
      return Outcome(losses: losses, logits: logits, weights: try store.tensors())
    }
  }
}
