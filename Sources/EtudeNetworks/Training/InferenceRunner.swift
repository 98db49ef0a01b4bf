import EtudeCore

/// Runs a network in inference over items, batch by batch.
final class InferenceRunner {
  private let network: Network
  private let prepared: PreparedExamples

  init(_ network: Network, _ prepared: PreparedExamples) {
    self.network = network
    self.prepared = prepared
  }

  func reloadWeights() throws { try network.reloadWeights() }

  /// The network's output rows, in the order of `items`.
  func rows(_ items: [Int], work: Work) throws -> [[Float]] {
    let batch = network.context.items
    let width = network.output.value.floatCount / batch
    var rows: [[Float]] = []
    rows.reserveCapacity(items.count)
    for start in stride(from: 0, to: items.count, by: batch) {
      let chosen = items[start..<min(start + batch, items.count)]
      var parts = try chosen.map { try prepared.parts(of: $0) }
      // The batch has so many places; the last item stands in those that are left over.
      if let last = parts.last { parts += Array(repeating: last, count: batch - parts.count) }
      for (index, slot) in network.slots.enumerated() { try slot.fill(parts.map { $0[index] }) }
      try network.forward(work)
      let values = network.output.value.floats
      for place in 0..<chosen.count {
        rows.append(Array(UnsafeBufferPointer(start: values + place * width, count: width)))
      }
    }
    return rows
  }
}

extension InferenceRunner {
  /// The network of a plan in inference, over weights in `store`.
  convenience init(
    _ plan: Plan, store: ParameterStore, engine: Engine, prepared: PreparedExamples, batch: Int
  ) throws {
    let context = LayerContext(
      engine: engine, pool: BlockPool(), store: store, items: batch, purpose: .inference,
      precision: prepared.precision)
    let network = try Network(
      plan, context: context, steps: prepared.steps, stream: Digest.build { $0.append("inference") })
    self.init(network, prepared)
  }
}
