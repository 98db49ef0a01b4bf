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
      let value = try context.memory(input.value.descriptor)
      mask = try context.pool.take(bytes: input.value.descriptor.bytes)
      output = Signal(input.shape, value, wantsGradient: input.wantsGradient, lengths: input.lengths)
    } else {
      mask = nil
      output = input.sharedValue()
    }
  }

  func prepareBackward() throws {
    guard input.wantsGradient, let gradient = output.gradient else { return }
    input.gradient = mask == nil ? gradient : try context.memory(gradient.descriptor)
    if mask != nil && !gradient.descriptor.equals(input.value.descriptor) {
      // The mask lies as the values do, so the gradient must too.
      gradientRead = try context.reordered(
        gradient, as: input.value.descriptor, layer: name, copies: &gradientCopies)
      input.gradient = try context.memory(input.value.descriptor)
    }
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
    let count = input.value.floatCount
    let threshold = UInt64((rate * 65536).rounded())
    let scale = Float(65536 / (65536 - Double(threshold)))
    // Four choices of 16 bits from each random number.
    var index = 0
    while index < count {
      var bits = random.next()
      for _ in 0..<min(4, count - index) {
        mask[index] = bits & 0xFFFF < threshold ? 0 : scale
        bits >>= 16
        index += 1
      }
    }
    let values = input.value.floats
    let result = output.value.floats
    for index in 0..<count { result[index] = values[index] * mask[index] }
  }

  func backward() throws {
    guard let mask = mask?.floats, let result = input.gradient?.floats else { return }
    for copy in gradientCopies { try copy.run() }
    guard let gradient = gradientRead?.floats ?? output.gradient?.floats else { return }
    for index in 0..<input.value.floatCount { result[index] = gradient[index] * mask[index] }
  }
}
