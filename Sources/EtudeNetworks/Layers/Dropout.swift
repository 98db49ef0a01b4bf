import EtudeCore

/// Sets a share of the values to zero and scales up the rest, while training; else does nothing.
final class Dropout: NetworkLayer {
  let output: Signal
  private let name: String
  private let input: Signal
  private let context: LayerContext
  private let rate: Double
  private let stream: Digest
  private let mask: Block?
  private var random: RandomStream
  /// The input in float32.
  private let source: Memory
  private var sourceCopies: [Primitive] = []
  private var gradientCopies: [Primitive] = []
  private var gradientRead: Memory?

  init(_ name: String, _ input: Signal, rate: Double, stream: Digest, _ context: LayerContext) throws {
    self.name = name
    self.input = input
    self.context = context
    self.rate = rate
    self.stream = stream
    random = RandomStream(stream)
    if context.purpose == .training && rate > 0 {
      source = try context.floats(input.value, layer: name, copies: &sourceCopies)
      let value = try context.memory(source.descriptor)
      mask = try context.pool.take(bytes: source.descriptor.bytes)
      output = Signal(input.shape, value, wantsGradient: input.wantsGradient, lengths: input.lengths)
    } else {
      mask = nil
      source = input.value
      output = input.sharedValue()
    }
  }

  func prepareBackward() throws {
    guard input.wantsGradient, let gradient = output.gradient else { return }
    if mask == nil {
      input.gradient = gradient
      return
    }
    // The mask lies as the values do, so the gradient must too.
    gradientRead = try context.reordered(
      gradient, as: source.descriptor, layer: name, copies: &gradientCopies)
    input.gradient = try context.memory(source.descriptor)
  }

  func beginStep(epoch: Int, batch: Int) {
    guard mask != nil else { return }
    random = RandomStream(
      Digest.build {
        $0.append(stream)
        $0.append("dropout")
        $0.append(name)
        $0.append(epoch)
        $0.append(batch)
      })
  }

  func forward() throws {
    guard let mask = mask?.floats else { return }
    for copy in sourceCopies { try copy.run() }
    let count = source.floatCount
    DropoutMask(rate: rate).draw(into: mask, count: count, &random)
    let values = source.floats
    let result = output.value.floats
    for index in 0..<count { result[index] = values[index] * mask[index] }
  }

  func backward() throws {
    guard let mask = mask?.floats, let result = input.gradient?.floats, let gradient = gradientRead?.floats
    else { return }
    for copy in gradientCopies { try copy.run() }
    for index in 0..<source.floatCount { result[index] = gradient[index] * mask[index] }
  }
}
