import CDNNL
import EtudeCore

/// A layer that changes each value for itself, through one of oneDNN's element-wise functions whose gradient follows
/// from its output. Its file says its name and which function.
protocol ActivationLayer: LayerType {
  /// The function, in the form that computes the gradient from the output.
  static var function: Activation.Function { get }
}

extension ActivationLayer {
  func roughOutput(of input: Model.Rough) -> Model.Rough { input == .image ? .map : input }
  func output(of input: Shape, name: String, classes: Int) -> Shape { input.activated }

  func bind(_ binding: LayerBinding) throws -> Signal {
    try binding.builder.append(
      Activation(Self.function, name: binding.layer.name, binding.input, binding.context))
  }
}

extension Shape {
  /// The image counts as a map once a layer has changed it.
  var activated: Shape {
    asMap.map { .map(channels: $0.channels, height: $0.height, width: $0.width) } ?? self
  }
}
