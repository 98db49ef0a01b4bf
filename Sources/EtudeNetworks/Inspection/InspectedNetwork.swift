import EtudeCore

/// A fitted network made ready for one item, every layer's output to be looked at.
///
/// The folder `Inspection` holds what looks inside a fitted network: kernels, activations, gates, saliency. It uses the
/// same layers as training does and writes no files.
final class InspectedNetwork {
  let network: Network

  /// - Parameter purpose: `.inference`, or `.explanation` for gradients by the input.
  /// To be made and used within one `Compute.run`.
  init(_ fitted: Fitted, examples: any Examples, item: Int, purpose: LayerContext.Purpose) throws {
    try examples.check([item])
    if purpose == .explanation, fitted.model.isClassical {
      let last = fitted.model.names.last ?? "its classifier"
      throw Failure(
        "\(last) has no gradients by which to see what it looks at",
        fix: "use a network that ends in classify")
    }
    if !fitted.model.members.isEmpty {
      throw Failure("an ensemble has no layers of its own to look at", fix: "look into one of its networks")
    }
    let plan = try Plan(fitted)
    let parts = try plan.frontEnds.map { try $0.uncut.view(of: item, examples: examples) }
    let store = try ParameterStore(plan.parameters)
    try store.load(fitted.weights)
    let context = LayerContext(
      engine: try Engine(), pool: BlockPool(), store: store, items: 1, purpose: purpose)
    network = try Network(
      plan, context: context, steps: parts.map(\.steps), stream: Digest.build { $0.append("inspection") },
      cutsPrefix: false, isInspected: true)
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
}
