/// One signal for several readers: passes it on as it is, and adds up the gradients that come back.
final class Split: NetworkLayer {
  let output: Signal
  let readers: [Signal]
  private let name: String
  private let context: LayerContext
  private var sum: Primitive?

  init(_ name: String, _ input: Signal, readers count: Int, _ context: LayerContext) {
    self.name = name
    self.context = context
    output = input
    readers = (0..<count).map { _ in input.sharedValue() }
  }

  func prepareBackward() throws {
    let gradients = readers.compactMap(\.gradient)
    guard output.wantsGradient, let first = gradients.first else { return }
    if gradients.count == 1 {
      output.gradient = first
      return
    }
    let result = try context.memory(output.value.descriptor)
    sum = try Primitive(adding: gradients, into: result, engine: context.engine, layer: name)
    output.gradient = result
  }

  func forward() throws {}
  func backward() throws { try sum?.run() }
}
