import EtudeCore

/// A fitted network made ready for one item, every layer's output to be looked at.
///
/// The folder `Inspection` holds what looks inside a network: kernels, what they see, activations, gates, saliency,
/// memory. It uses the same layers as training does and writes no files.
final class InspectedNetwork {
  let network: Network

  /// To be made and used within one `Compute.run`.
  fileprivate init(
    _ fitted: Fitted, _ plan: Plan, parts: [PreparedItem], purpose: LayerContext.Purpose
  ) throws {
    let store = try ParameterStore(plan.parameters)
    try store.load(fitted.weights)
    let context = LayerContext(
      engine: try Engine(), pool: BlockPool(), store: store, items: 1, purpose: purpose)
    network = try Network(
      plan, context: context, steps: parts.map(\.steps), stream: Digest.build { $0.append("inspection") },
      cutsPrefix: false, cutsSound: purpose == .explanation, isInspected: true)
    for (slot, part) in zip(network.slots, parts) { try slot.fill([part]) }
  }

  /// A signal's values or gradient, row-major, without the leading extent for items.
  func tensor(_ memory: Memory, steps: Int? = nil) throws -> Tensor {
    let context = network.context
    let extents = memory.descriptor.extents
    let rows = try context.plain(like: memory, layer: "inspection")
    try Primitive(copying: memory, to: rows, engine: context.engine, layer: "inspection").run()
    try context.engine.wait()
    var kept = Array(extents.dropFirst())
    // Beyond an item's own steps a sequence holds nothing.
    if let steps, extents.count == 3 { kept[0] = min(kept[0], steps) }
    let count = kept.reduce(1, *)
    return Tensor(shape: kept, values: Array(UnsafeBufferPointer(start: rows.floats, count: count)))
  }

  /// A signal's values, of a sequence its own steps.
  func values(_ signal: Signal) throws -> Tensor {
    try tensor(signal.value, steps: signal.lengths?.values?.first)
  }

  /// The network's answers before the softmax.
  var logits: UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(start: network.output.value.floats, count: network.output.features)
  }

  /// The gradient of one answer before the softmax by a signal, after a forward pass, which it spends.
  ///
  /// - Returns: nil where the answer does not depend on the signal by what has gradients.
  func gradient(of answer: Int, by target: Signal, _ work: Work) throws -> Tensor? {
    guard let gradient = network.output.gradient?.floats else { return nil }
    for index in 0..<network.output.features { gradient[index] = index == answer ? 1 : 0 }
    for layer in network.layers.reversed() where layer.output.wantsGradient {
      // Layers before the target would write over its gradient; a split hands its input on and has to add up first.
      if layer.output === target, !(layer is Split) { break }
      try work.checkCancelled()
      try layer.backward()
    }
    try network.context.engine.wait()
    return try target.gradient.map { try tensor($0, steps: target.lengths?.values?.first) }
  }
}

extension Fitted {
  /// Calls `body` with the network made ready for an item.
  ///
  /// - Parameter purpose: `.inference`, or `.explanation` for gradients by the input.
  func inspecting<Value>(
    _ item: Int, of examples: any Examples, _ purpose: LayerContext.Purpose, _ work: Work,
    _ body: (InspectedNetwork) throws -> Value
  ) throws -> Value {
    try examples.check([item])
    if purpose == .explanation, model.isClassical {
      let last = model.names.last ?? "its classifier"
      throw Failure(
        "\(last) has no gradients by which to see what it looks at",
        fix: "use a network that ends in classify")
    }
    if !model.members.isEmpty {
      throw Failure("an ensemble has no layers of its own to look at", fix: "look into one of its networks")
    }
    let plan = try Plan(self)
    let parts = try plan.inputStages.map { front in
      // By the sound itself there are no gradients; by what a frozen network makes of its windows there are.
      guard purpose == .explanation, let windows = front.windowsOfSound, case .frozen(let prefix) = windows
      else { return try front.uncut.view(of: item, examples: examples) }
      let runner = PrefixRunner(
        prefix, weights: weights, digest: prefix.digest(weights: weights, precision), examples: examples,
        precision: precision, work: work)
      guard let part = try runner.outputs(of: [item]).first else {
        throw Failure("the network makes nothing of the sound")
      }
      return part
    }
    return try Compute.run(threads: plan.isTiny ? 1 : work.threads) {
      try body(InspectedNetwork(self, plan, parts: parts, purpose: purpose))
    }
  }
}
