import EtudeCore

/// Mean and standard deviation of each band over time; a first layer only, made and standardised with the input.
package struct StatsLayer: LayerType {
  static let verb = "stats"

  func checkPlace(_ place: LayerPlace) throws { try place.expectFirst(reading: "frames") }
  func roughOutput(of input: Model.Rough) -> Model.Rough { .vector }
  var firstView: ExampleView { .frames }

  func output(of input: Shape, name: String, classes: Int) -> Shape { .vector(2 * input.features) }

  func parameters(of layer: LayerPlan) -> [Parameter] {
    Parameter.standardisation(layer.name, count: 2 * layer.input.features, isFrozen: layer.isFrozen)
  }

  var canBeInPrefix: Bool { false }

  func field(over field: ReceptiveField) -> ReceptiveField { field.whole }

  func bind(_ binding: LayerBinding) -> Signal { binding.input }
}

extension LayerKind {
  /// Mean and standard deviation of each band over time; a first layer only.
  public static let stats = LayerKind(StatsLayer())
}
