import EtudeCore

/// A fully connected layer.
package struct DenseLayer: LayerType {
  static let verb = "dense"

  package let units: Int

  func checkSettings() throws { try atLeastOne(units, "units") }
  func roughOutput(of input: Model.Rough) -> Model.Rough { .vector }
  func appendSettings(to digester: inout Digester) { digester.append(units) }

  var averagesPositions: Bool { true }
  func output(of input: Shape, name: String, classes: Int) -> Shape { .vector(units) }
  var hasWeights: Bool { true }

  func parameters(of layer: LayerPlan) -> [Parameter] {
    Parameter.linear(
      layer.name, shape: [units, layer.input.features], bias: true, isFrozen: layer.isFrozen)
  }

  func bind(_ binding: LayerBinding) throws -> Signal {
    try binding.builder.append(
      Dense(
        binding.layer.name, binding.input, units: units, isTrained: binding.isTrained, binding.context))
  }
}

extension LayerKind {
  /// A fully connected layer.
  public static func dense(units: Int) -> LayerKind { LayerKind(DenseLayer(units: units)) }
}
