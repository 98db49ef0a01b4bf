import EtudeCore

/// What is measured of the sound as a whole, a vector; a first layer only, standardised on the training part.
package struct DescriptorsLayer: LayerType {
  static let verb = "descriptors"

  /// Numbers of an item.
  package let count: Int

  func checkSettings() throws { try atLeastOne(count, "count") }
  func checkPlace(_ place: LayerPlace) throws { try place.expectFirst(reading: "sound") }
  func appendSettings(to digester: inout Digester) { digester.append(count) }
  func roughOutput(of input: Model.Rough) -> Model.Rough { .vector }
  var firstView: ExampleView { .descriptors }

  func output(of input: Shape, name: String, classes: Int) -> Shape { .vector(count) }

  func parameters(of layer: LayerPlan) -> [Parameter] {
    Parameter.standardisation(layer.name, count: count, isFrozen: layer.isFrozen)
  }

  var canBeInPrefix: Bool { false }

  func field(over field: ReceptiveField) -> ReceptiveField { field.whole }

  func bind(_ binding: LayerBinding) -> Signal { binding.input }
}

extension LayerKind {
  /// What is measured of the sound as a whole; a first layer only.
  ///
  /// - Parameter count: how many numbers `Examples.descriptors(_:)` gives of an item.
  public static func descriptors(count: Int) -> LayerKind { LayerKind(DescriptorsLayer(count: count)) }
}
