import EtudeCore
import EtudeNetworks

/// Runs the layers of a recipe over numbers of one's own, forward and backward: what tests hold against other programs.
package final class NetworkProbe {
  /// What one pass gave, row-major.
  package struct Pass {
    package let output: [Float]
    /// By the input; empty if no gradient was given.
    package let inputGradient: [Float]
    /// By full name, of all trained parameters.
    package let gradients: [String: [Float]]
    /// All weights and statistics after the pass.
    package let weights: [String: Tensor]
  }

  private let plan: Plan
  private let input: Shape
  private let items: Int
  private let isTraining: Bool
  private let threads: Int
  private let precision: Precision
  private let isInspected: Bool
  private let windows: Int

  /// - Parameters:
  ///   - input: shape of one item, a map, a sequence with its steps, or a vector.
  ///   - isInspected: no layer is fused into another.
  ///   - windows: that an item's sound has at most.
  package init(
    _ model: Model, input: Shape, items: Int, classes: Int = 1, isTraining: Bool = true, threads: Int = 1,
    precision: Precision = .fp32, isInspected: Bool = false, windows: Int = 1
  ) throws {
    self.isInspected = isInspected
    self.windows = windows
    plan = try Plan(model, after: input, classes: classes)
    self.input = input
    self.items = items
    self.isTraining = isTraining
    self.threads = threads
    self.precision = precision
  }

  /// Parameters of the layers, in their order.
  package var parameters: [Parameter] { plan.parameters }

  /// One pass forward and, if `gradient` gives the loss's gradient by the output, one backward.
  package func run(
    _ values: [Float], weights: [String: Tensor] = [:], gradient: [Float]? = nil, lengths: [Int]? = nil,
    stream: Digest = Digest.build { $0.append("probe") }
  ) throws -> Pass {
    try Compute.run(threads: threads) {
      let store = try ParameterStore(parameters)
      try store.initialise(stream, except: weights)
      try store.load(weights)
      let context = LayerContext(
        engine: try Engine(), pool: BlockPool(), store: store, items: items,
        purpose: isTraining ? .training : .inference, precision: precision)
      let builder = NetworkBuilder(
        context: context, steps: [], stream: stream, areWeightsKnown: true, cutsPrefix: false,
        isInspected: isInspected)
      let box = Signal.Lengths()
      box.values = lengths
      let signal = Signal(
        try context.plain(
          input == .sound ? [windows, LogMelWindows.frames, LogMelWindows.bands] : input.extents(),
          layer: "the input"), wantsGradient: isTraining && input != .sound, lengths: box,
        isImage: input.isImage)
      let output = try builder.build(plan.layers, from: signal)
      precondition(values.count == signal.value.floatCount)
      signal.value.floats.update(from: values, count: values.count)
      if gradient != nil {
        output.gradient = try context.plain(like: output.value, layer: "the loss")
        for layer in builder.layers.reversed() { try layer.prepareBackward() }
      }
      for layer in builder.layers {
        try layer.reloadWeights()
        layer.beginStep(epoch: 0, batch: 0)
      }
      for layer in builder.layers { try layer.forward() }
      try context.engine.wait()
      let result = try rows(output.value, context)
      if let gradient {
        precondition(gradient.count == result.count)
        output.gradient?.floats.update(from: gradient, count: gradient.count)
        store.clearGradients()
        for layer in builder.layers.reversed() { try layer.backward() }
        try context.engine.wait()
      }
      var gradients: [String: [Float]] = [:]
      for parameter in parameters where parameter.isTrainable {
        let place = try store.place(parameter.name)
        gradients[parameter.name] = Array(UnsafeBufferPointer(start: place.gradients, count: place.count))
      }
      return Pass(
        output: result, inputGradient: try signal.gradient.map { try rows($0, context) } ?? [],
        gradients: gradients, weights: try store.tensors())
    }
  }

  private func rows(_ memory: Memory, _ context: LayerContext) throws -> [Float] {
    let plain = try context.plain(like: memory, layer: "the probe")
    try Primitive(copying: memory, to: plain, engine: context.engine, layer: "the probe").run()
    try context.engine.wait()
    return Array(UnsafeBufferPointer(start: plain.floats, count: plain.floatCount))
  }
}
