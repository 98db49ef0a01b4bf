import EtudeCore

/// Branches side by side, each output averaged over its positions, then joined.
package struct CombineLayer: LayerType {
  static let verb = "combine"

  package let branches: [Model]

  private enum CodingKeys: String, CodingKey { case branches = "_0" }

  func replacing(branches: [Model]) -> CombineLayer { CombineLayer(branches: branches) }

  var forStreams: CombineLayer { CombineLayer(branches: branches.map(\.forStreams)) }

  func checkPlace(_ place: LayerPlace) throws {
    try place.expect(branches.count >= 2, "wants two branches or more", "write combine [a, b]")
    for branch in branches {
      if branch.layers.isEmpty {
        throw Failure("a branch of combine has no layers", fix: "give it at least one layer")
      }
      if let classifier = branch.classifier {
        throw Failure("a branch of combine ends in \(classifier)", fix: "put \(classifier) after combine")
      }
      // Read after the layers that stand here, the branch must be what it could have been in their place.
      if !place.isFirst { _ = try branch.layers.reduce(place.model) { try $0.appending($1.kind) } }
    }
  }

  func roughOutput(of input: Model.Rough) -> Model.Rough { .vector }

  func appendSettings(to digester: inout Digester) {
    digester.append(branches.count)
    for branch in branches { digester.append(model: branch) }
  }

  /// Of a combination resolved without its branches; the resolver asks the branches themselves.
  func output(of input: Shape, name: String, classes: Int) -> Shape { input }

  var hasWeights: Bool { branches.contains { $0.layers.contains { $0.kind.hasWeights } } }

  func multiplications(of layer: ResolvedLayer, fromPart part: Int) -> Int {
    layer.branches.reduce(0) { $0 + $1.reduce(0) { $0 + $1.multiplications(fromPart: 0) } }
  }

  var canBeInPrefix: Bool { false }

  func bind(_ binding: LayerBinding) throws -> Signal {
    let (layer, builder) = (binding.layer, binding.builder)
    let split = Split(layer.name, binding.input, readers: layer.branches.count, binding.context)
    _ = builder.append(split)
    let outputs = try zip(layer.branches, split.readers).map { try builder.build($0, from: $1) }
    return try builder.append(Concatenate(layer.name, outputs, binding.context))
  }
}

extension LayerKind {
  /// Branches side by side, each output averaged over its positions, then joined.
  public static func combine(_ branches: [Model]) -> LayerKind { LayerKind(CombineLayer(branches: branches)) }
}

extension Model {
  /// The verb of a classifier among the layers, those of branches included; nil if there is none.
  fileprivate var classifier: String? { namedLayers.first { $0.layer.kind.isClassifier }?.layer.kind.verb }
}
