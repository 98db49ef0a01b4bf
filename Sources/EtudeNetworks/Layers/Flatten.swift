import CDNNL
import EtudeCore

/// A feature map as one vector, channel by channel, row by row.
final class Flatten: NetworkLayer {
  let output: Signal
  private let name: String
  private let input: Signal
  private let context: LayerContext
  private let forwardStep: Primitive
  private var backwardSteps: [Primitive] = []

  init(_ name: String, _ input: Signal, _ context: LayerContext) throws {
    self.name = name
    self.input = input
    self.context = context
    let extents = input.value.descriptor.extents
    let rows = try context.memory(MemoryDescriptor(extents, dnnl_abcd, layer: name))
    forwardStep = try Primitive(copying: input.value, to: rows, engine: context.engine, layer: name)
    let count = extents.dropFirst().reduce(1, *)
    let flat = try MemoryDescriptor([extents[0], count], dnnl_ab, layer: name)
    output = Signal(
      try Memory(flat, sharing: rows, engine: context.engine), wantsGradient: input.wantsGradient)
  }

  func prepareBackward() throws {
    guard let gradient = output.gradient, input.wantsGradient else { return }
    let rows = try MemoryDescriptor(input.value.descriptor.extents, dnnl_abcd, layer: name)
    let map = try Memory(rows, sharing: gradient, engine: context.engine)
    input.gradient = try context.reordered(
      map, as: input.value.descriptor, layer: name, copies: &backwardSteps)
  }

  func forward() throws { try forwardStep.run() }
  func backward() throws { for step in backwardSteps { try step.run() } }
}
