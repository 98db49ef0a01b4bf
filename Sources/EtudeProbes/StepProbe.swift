import EtudeCore
import EtudeNetworks

/// The training step of a recipe on one batch that stays the same: what speed is measured on.
package final class StepProbe {
  private let network: Network
  private let store: ParameterStore
  private let optimiser: Optimiser
  private let loss: CrossEntropy
  private let targets: [Float]
  private let work = Work()

  /// Makes the recipe's layers ready behind an input of this shape and hands them to `body`, which runs where oneDNN
  /// belongs.
  package static func run<Value>(
    _ model: Model, imageSize: Int, items: Int, classes: Int, threads: Int, precision: Precision,
    _ body: (StepProbe) throws -> Value
  ) throws -> Value {
    try Compute.run(threads: threads) {
      try body(StepProbe(model, imageSize: imageSize, items: items, classes: classes, precision))
    }
  }

  private init(_ model: Model, imageSize: Int, items: Int, classes: Int, _ precision: Precision) throws {
    try precision.check()
    let plan = try Plan(model, imageSize: imageSize, bands: 1, classes: classes)
    let stream = Digest.build { $0.append("probe") }
    store = try ParameterStore(plan.parameters)
    try store.initialise(stream)
    let context = LayerContext(
      engine: try Engine(), pool: BlockPool(), store: store, items: items, purpose: .training,
      precision: precision)
    network = try Network(plan, context: context, steps: [], stream: stream)
    optimiser = try Optimiser(.sgd(), count: store.trainableCount)
    loss = CrossEntropy(classes: classes, weights: nil)
    targets = (0..<items * classes).map { $0 % classes == $0 / classes % classes ? 1 : 0 }
    var random = RandomStream(stream)
    for slot in network.slots {
      for index in 0..<slot.signal.value.floatCount {
        slot.signal.value.floats[index] = Float(random.uniform(-1...1))
      }
    }
  }

  /// Forward, backward and the optimiser's step; the loss before it.
  package func step() throws -> Double {
    try network.reloadWeights()
    try network.forward(work)
    let sum = loss.evaluate(
      logits: network.output.value.floats, targets: targets, items: network.context.items,
      gradient: network.output.gradient?.floats)
    try network.backward(work)
    optimiser.step(store.values, gradients: store.gradients, rate: 0.01)
    return sum.loss / sum.weight
  }

  /// Seconds of each layer, forward and backward, in one step.
  package func profile() throws -> [(layer: String, forward: Double, backward: Double)] {
    let clock = ContinuousClock()
    func seconds(_ body: () throws -> Void) throws -> Double {
      let time = try clock.measure {
        try body()
        try network.context.engine.wait()
      }
      return time / .seconds(1)
    }
    _ = try step()
    let forward = try network.layers.map { layer in try seconds { try layer.forward() } }
    let backward = try network.layers.reversed().map { layer in try seconds { try layer.backward() } }
    return network.layers.indices.map {
      ("\(network.layers[$0]) \(network.layers[$0].output.extents)", forward[$0], backward.reversed()[$0])
    }
  }
}
