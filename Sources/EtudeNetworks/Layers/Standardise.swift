import EtudeCore

/// `(x − mean) / deviation`, number by number.
final class Standardise: NetworkLayer {
  let output: Signal
  private let input: Signal
  private let context: LayerContext
  private let name: String
  private let mean: UnsafeMutablePointer<Float>
  private let deviation: UnsafeMutablePointer<Float>

  /// - Parameter statistics: the layer whose `input_mean` and `input_deviation` it divides by.
  init(_ name: String, statistics: String, _ input: Signal, _ context: LayerContext) throws {
    self.input = input
    self.context = context
    self.name = name
    mean = try context.store.place(statistics + ".input_mean").values
    deviation = try context.store.place(statistics + ".input_deviation").values
    output = Signal(
      try context.plain([input.features], layer: name), wantsGradient: input.wantsGradient)
  }

  func prepareBackward() throws {
    guard input.wantsGradient, output.gradient != nil else { return }
    input.gradient = try context.plain(like: input.value, layer: name)
  }

  func forward() throws {
    let width = input.features
    for item in 0..<context.items {
      let (values, result) = (input.value.floats + item * width, output.value.floats + item * width)
      for index in 0..<width { result[index] = (values[index] - mean[index]) / deviation[index] }
    }
  }

  func backward() throws {
    guard let gradient = output.gradient?.floats, let result = input.gradient?.floats else { return }
    let width = input.features
    for item in 0..<context.items {
      for index in 0..<width {
        result[item * width + index] = gradient[item * width + index] / deviation[index]
      }
    }
  }
}
