import EtudeCore

/// The mean over all positions of a map or steps of a sequence.
package struct GlobalPoolLayer: LayerType {
  static let verb = "globalpool"

  func checkPlace(_ place: LayerPlace) throws {
    try place.expect(
      place.input != .vector, "wants a feature map or a sequence and gets \(place.before)", "leave it out")
  }

  func roughOutput(of input: Model.Rough) -> Model.Rough { .vector }

  func output(of input: Shape, name: String, classes: Int) throws -> Shape {
    guard let features = input.pooled else {
      throw Failure("\(name) wants a feature map or a sequence and gets \(input.phrase)", fix: "leave it out")
    }
    return .vector(features)
  }

  func field(over field: ReceptiveField) -> ReceptiveField { field.whole }

  func bind(_ binding: LayerBinding) throws -> Signal {
    let (name, input, context) = (binding.layer.name, binding.input, binding.context)
    if input.isSequence {
      return try binding.builder.append(SequencePooling(name, input, context))
    }
    return try binding.builder.append(Pooling(global: name, input, context))
  }
}

extension LayerKind {
  /// The mean over all positions of a map or steps of a sequence.
  public static let globalpool = LayerKind(GlobalPoolLayer())
}
