import EtudeCore
import Glibc

/// The mean over the steps of a sequence, of each item over its own.
final class SequencePooling: NetworkLayer {
  let output: Signal
  private let name: String
  private let input: Signal
  private let context: LayerContext
  private let steps: Int
  private let features: Int

  init(_ name: String, _ input: Signal, _ context: LayerContext) throws {
    self.name = name
    self.input = input
    self.context = context
    steps = input.value.descriptor.extents[1]
    features = input.value.descriptor.extents[2]
    output = Signal(try context.plain([features], layer: name), wantsGradient: input.wantsGradient)
  }

  func prepareBackward() throws {
    guard input.wantsGradient, output.gradient != nil else { return }
    input.gradient = try context.memory(input.value.descriptor)
  }

  private func length(_ item: Int) -> Int { input.lengths?.values?[item] ?? steps }

  func forward() throws {
    for item in 0..<context.items {
      let result = output.value.floats + item * features
      let values = input.value.floats + item * steps * features
      let length = length(item)
      memset(result, 0, features * 4)
      for step in 0..<length {
        for feature in 0..<features { result[feature] += values[step * features + feature] }
      }
      let scale = 1 / Float(length)
      for feature in 0..<features { result[feature] *= scale }
    }
  }

  func backward() throws {
    guard let gradient = output.gradient?.floats, let result = input.gradient?.floats else { return }
    for item in 0..<context.items {
      let row = gradient + item * features
      let target = result + item * steps * features
      let length = length(item)
      let scale = 1 / Float(length)
      for step in 0..<length {
        for feature in 0..<features { target[step * features + feature] = row[feature] * scale }
      }
      memset(target + length * features, 0, (steps - length) * features * 4)
    }
  }
}
