import CDNNL
import EtudeCore

/// A run of MobileNetV2's blocks for inference, with three blocks of memory in turn for all the maps that flow.
final class FoldedBlocks: NetworkLayer {
  let output: Signal
  private let steps: [FoldedStep]
  private let convolutions: [FoldedConvolution]

  /// - Parameter blocks: which of `block0` … `block18`.
  init(_ name: String, blocks: Range<Int>, _ input: Signal, _ context: LayerContext) throws {
    let extents = input.value.descriptor.extents
    let parts = try FoldedPart.parts(of: blocks, name, height: extents[2], width: extents[3], context)
    convolutions = parts.flatMap(\.convolutions)
    guard let largest = parts.map(\.largestMap).max() else {
      output = input
      steps = []
      return
    }
    var flow = try Flow(input.value, largestMap: largest, parts.compactMap(\.strips), context)
    for part in parts { try flow.append(part) }
    output = Signal(flow.current, wantsGradient: false)
    steps = flow.steps
  }

  func reloadWeights() throws { for convolution in convolutions { try convolution.reloadWeights() } }
  func prepareBackward() throws {}
  func forward() throws { for step in steps { try step.run() } }
  func backward() throws {}
}

/// What is done to a map, part by part.
private struct Flow {
  private(set) var steps: [FoldedStep] = []
  private(set) var current: Memory
  private let input: Memory
  private let slots: [Block]
  private let stripRows: BlockStrips.Held
  private let context: LayerContext

  init(_ input: Memory, largestMap: Int, _ strips: [BlockStrips], _ context: LayerContext) throws {
    current = input
    self.input = input
    self.context = context
    slots = try (0..<3).map { _ in try context.pool.take(bytes: context.items * largestMap * 4 + 4096) }
    stripRows = try BlockStrips.Held(for: strips, context.pool)
  }

  mutating func append(_ part: FoldedPart) throws {
    if let strips = part.strips {
      try append(strips, of: part)
    } else {
      try appendWhole(part)
    }
  }

  private mutating func append(_ strips: BlockStrips, of part: FoldedPart) throws {
    let layer = part.convolutions[0].layer
    try reorder(
      as: MemoryDescriptor(
        current.descriptor.extents, dnnl_acdb, type: context.precision.mapType, layer: layer), layer)
    let wanted = try strips.outputDescriptor()
    let result = try result(wanted, entry: current, addsEntry: part.isResidual, layer)
    try strips.append(
      to: &steps, from: current, to: result, addsToOutput: part.isResidual, holding: stripRows)
    current = result
  }

  private mutating func appendWhole(_ part: FoldedPart) throws {
    let entry = current
    for (place, convolution) in part.convolutions.enumerated() {
      let addsEntry = part.isResidual && place == part.convolutions.count - 1
      let extents = current.descriptor.extents
      let descriptor = try convolution.descriptor(
        extents: extents, source: extents[1] == 3 ? dnnl_abcd : dnnl_format_tag_any,
        result: dnnl_format_tag_any, addsToDestination: addsEntry)
      try reorder(as: descriptor.descriptor(dnnl_query_src_md), convolution.layer)
      let wanted = try descriptor.descriptor(dnnl_query_dst_md)
      let result = try result(wanted, entry: entry, addsEntry: addsEntry, convolution.layer)
      steps.append(.run(try convolution.primitive(descriptor, from: current, to: result)))
      current = result
    }
  }

  private mutating func reorder(as wanted: MemoryDescriptor, _ layer: String) throws {
    var copies: [Primitive] = []
    current = try context.reordered(current, as: wanted, layer: layer, copies: &copies)
    steps += copies.map(FoldedStep.run)
  }

  /// Where a convolution's result goes: what is added to lies there already.
  private mutating func result(
    _ wanted: MemoryDescriptor, entry: Memory, addsEntry: Bool, _ layer: String
  ) throws -> Memory {
    if addsEntry && entry !== input && entry.descriptor.equals(wanted) { return entry }
    let taken = [entry.address, current.address]
    guard let slot = slots.first(where: { !taken.contains($0.address) }) else {
      throw Failure("no memory is left for \(layer)")
    }
    let result = try Memory(wanted, block: slot, engine: context.engine)
    if addsEntry {
      steps.append(.run(try Primitive(copying: entry, to: result, engine: context.engine, layer: layer)))
    }
    return result
  }
}
