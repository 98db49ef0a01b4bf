/// A feature map as one vector, channel by channel.
package struct FlattenLayer: LayerType {
  static let verb = "flatten"

  func checkPlace(_ place: LayerPlace) throws { try place.expectMap() }
  func roughOutput(of input: Model.Rough) -> Model.Rough { .vector }

  func output(of input: Shape, name: String, classes: Int) throws -> Shape {
    let map = try input.map(for: name)
    return .vector(map.channels * map.height * map.width)
  }

  func field(over field: ReceptiveField) -> ReceptiveField { field.whole }

  func bind(_ binding: LayerBinding) throws -> Signal {
    try binding.builder.append(Flatten(binding.layer.name, binding.input, binding.context))
  }
}

extension LayerKind {
  /// A feature map as one vector, channel by channel.
  public static let flatten = LayerKind(FlattenLayer())
}
