import EtudeCore
import Glibc

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
      output = Signal(
        value, wantsGradient: input.wantsGradient, lengths: input.lengths, isImage: input.isImage)
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
    draw(mask)
    let values = source.floats
    let result = output.value.floats
    for index in 0..<source.floatCount { result[index] = values[index] * mask[index] }
  }

  /// Draws the mask. Of sequences item by item over its own steps, so that the choices do not depend on how far the batch
  /// is padded; beyond them it is zero.
  private func draw(_ mask: UnsafeMutablePointer<Float>) {
    let rule = DropoutMask(rate: rate)
    guard let lengths = input.lengths?.values else {
      rule.draw(into: mask, count: source.floatCount, &random)
      return
    }
    let features = input.features
    let room = source.floatCount / context.items
    for (item, length) in lengths.enumerated() {
      let count = length * features
      rule.draw(into: mask + item * room, count: count, &random)
      memset(mask + item * room + count, 0, (room - count) * 4)
    }
  }

  func backward() throws {
    guard let mask = mask?.floats, let result = input.gradient?.floats, let gradient = gradientRead?.floats
    else { return }
    for copy in gradientCopies { try copy.run() }
    for index in 0..<source.floatCount { result[index] = gradient[index] * mask[index] }
  }
}
