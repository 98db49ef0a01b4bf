/// A feature map as a sequence along time: the mean over frequency.
package struct ColumnsLayer: LayerType {
  static let verb = "columns"

  func checkPlace(_ place: LayerPlace) throws { try place.expectMap() }
  func roughOutput(of input: Model.Rough) -> Model.Rough { .sequence }

  func output(of input: Shape, name: String, classes: Int) throws -> Shape {
    let map = try input.map(for: name)
    return .sequence(steps: map.width, features: map.channels)
  }

  func field(over field: ReceptiveField) -> ReceptiveField {
    ReceptiveField(view: field.view, rows: .all, columns: field.columns)
  }

  func bind(_ binding: LayerBinding) throws -> Signal {
    try binding.builder.append(Pooling(columns: binding.layer.name, binding.input, binding.context))
  }
}

extension LayerKind {
  /// A feature map as a sequence along time: the mean over frequency.
  public static let columns = LayerKind(ColumnsLayer())
}
