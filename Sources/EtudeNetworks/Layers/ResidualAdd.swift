/// Adds a block's input to its output, as MobileNetV2's inverted residuals do.
final class ResidualAdd: NetworkLayer {
  let output: Signal
  private let name: String
  private let terms: [Signal]
  private let context: LayerContext
  private let sum: Primitive
  private var copies: [Primitive] = []

  init(_ name: String, _ terms: [Signal], _ context: LayerContext) throws {
    self.terms = terms
    let value = try context.memory(terms[0].value.descriptor)
    output = Signal(value, wantsGradient: terms.contains(where: \.wantsGradient))
    sum = try Primitive(adding: terms.map(\.value), into: value, engine: context.engine, layer: name)
    self.context = context
    self.name = name
  }

  func prepareBackward() throws {
    guard let gradient = output.gradient else { return }
    for (index, term) in terms.enumerated() where term.wantsGradient {
      if index == 0 {
        term.gradient = gradient
        continue
      }
      // A copy, since batch norm writes its result over the gradient it reads.
      let copy = try context.memory(gradient.descriptor)
      copies.append(try Primitive(copying: gradient, to: copy, engine: context.engine, layer: name))
      term.gradient = copy
    }
  }

  func forward() throws { try sum.run() }
  func backward() throws { for copy in copies { try copy.run() } }
}
