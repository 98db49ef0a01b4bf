import CDNNL
import EtudeCore
import Glibc

/// A fully connected layer: `y = x · Wᵀ + b`.
final class Dense: NetworkLayer {
  let output: Signal
  private let name: String
  private let input: Signal
  private let context: LayerContext
  private let inputs: Int
  private let units: Int
  private let weight: ParameterStore.Place
  private let bias: ParameterStore.Place

  init(_ name: String, _ input: Signal, units: Int, isTrained: Bool, _ context: LayerContext) throws {
    self.name = name
    self.input = input
    self.context = context
    self.units = units
    inputs = input.features
    weight = try context.store.place(name + ".weight")
    bias = try context.store.place(name + ".bias")
    output = Signal(
      try context.plain([units], layer: name), wantsGradient: isTrained || input.wantsGradient)
  }

  func prepareBackward() throws {
    guard input.wantsGradient, output.gradient != nil else { return }
    input.gradient = try context.plain(like: input.value, layer: name)
  }

  func forward() throws {
    let result = output.value.floats
    for item in 0..<context.items {
      (result + item * units).update(from: bias.values, count: units)
    }
    try matrixProduct(
      rows: context.items, columns: units, inner: inputs, input.value.floats, weight.values,
      transposed: .second,
      beta: 1, result, layer: name)
  }

  func backward() throws {
    guard let gradient = output.gradient?.floats else { return }
    if let weightGradient = weight.gradients, let biasGradient = bias.gradients {
      try matrixProduct(
        rows: units, columns: inputs, inner: context.items, gradient, input.value.floats,
        transposed: .first, beta: 0, weightGradient, layer: name)
      for unit in 0..<units { biasGradient[unit] = 0 }
      for item in 0..<context.items {
        let row = gradient + item * units
        for unit in 0..<units { biasGradient[unit] += row[unit] }
      }
    }
    if let inputGradient = input.gradient?.floats, input.wantsGradient {
      try matrixProduct(
        rows: context.items, columns: inputs, inner: units, gradient, weight.values, beta: 0, inputGradient,
        layer: name)
    }
  }
}
