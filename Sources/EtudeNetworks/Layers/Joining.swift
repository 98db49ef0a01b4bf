import CDNNL
import EtudeCore

/// Branches side by side: the vectors they give, joined into one.
final class Joining: NetworkLayer {
  let output: Signal
  private let name: String
  private let branches: [Signal]
  private let context: LayerContext
  private let width: Int

  init(_ name: String, _ branches: [Signal], _ context: LayerContext) throws {
    self.name = name
    self.branches = branches
    self.context = context
    width = branches.reduce(0) { $0 + $1.shape.features }
    let shape = Shape.vector(width)
    output = Signal(
      shape, try context.plain(shape, layer: name), wantsGradient: branches.contains(where: \.wantsGradient))
  }

  func prepareBackward() throws {
    guard output.gradient != nil else { return }
    for branch in branches where branch.wantsGradient {
      branch.gradient = try context.plain(branch.shape, layer: name)
    }
  }

  func forward() throws {
    var start = 0
    for branch in branches {
      let count = branch.shape.features
      for item in 0..<context.items {
        (output.value.floats + item * width + start).update(
          from: branch.value.floats + item * count, count: count)
      }
      start += count
    }
  }

  func backward() throws {
    guard let gradient = output.gradient?.floats else { return }
    var start = 0
    for branch in branches {
      let count = branch.shape.features
      if let target = branch.gradient?.floats {
        for item in 0..<context.items {
          (target + item * count).update(from: gradient + item * width + start, count: count)
        }
      }
      start += count
    }
  }
}

/// One signal for several readers: passes it on as it is, and adds up the gradients that come back.
final class Forking: NetworkLayer {
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

/// Adds a block's input to its output, as MobileNetV2's inverted residuals do.
final class Adding: NetworkLayer {
  let output: Signal
  private let name: String
  private let terms: [Signal]
  private let context: LayerContext
  private let sum: Primitive
  private var copies: [Primitive] = []

  init(_ name: String, _ terms: [Signal], _ context: LayerContext) throws {
    self.terms = terms
    let value = try context.memory(terms[0].value.descriptor)
    output = Signal(terms[0].shape, value, wantsGradient: terms.contains(where: \.wantsGradient))
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
