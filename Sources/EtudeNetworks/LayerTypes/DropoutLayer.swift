import EtudeCore

/// Sets a share of the values to zero while training and scales up the rest.
package struct DropoutLayer: LayerType {
  static let verb = "dropout"

  /// In 0 ..< 1.
  package let rate: Double

  func checkSettings() throws { try checkShare(rate, "rate") }
  func roughOutput(of input: Model.Rough) -> Model.Rough { input == .image ? .map : input }
  func appendSettings(to digester: inout Digester) { digester.append(rate) }
  func output(of input: Shape, name: String, classes: Int) -> Shape { input.activated }

  var canBeInPrefix: Bool { false }

  func bind(_ binding: LayerBinding) throws -> Signal {
    try binding.builder.append(
      Dropout(
        binding.layer.name, binding.input, rate: rate, stream: binding.builder.stream, binding.context))
  }
}

extension LayerKind {
  /// Sets a share of the values to zero while training and scales up the rest; `rate` in 0 ..< 1.
  public static func dropout(rate: Double) -> LayerKind { LayerKind(DropoutLayer(rate: rate)) }
}
