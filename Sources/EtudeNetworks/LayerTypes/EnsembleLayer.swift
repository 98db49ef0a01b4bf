import EtudeCore

/// Whole recipes side by side, each trained for itself; the mean of their probabilities answers.
package struct EnsembleLayer: LayerType {
  static let verb = "ensemble"

  /// The recipes, each with its classifier.
  package let branches: [Model]

  private enum CodingKeys: String, CodingKey { case branches = "_0" }

  func replacing(branches: [Model]) -> EnsembleLayer { EnsembleLayer(branches: branches) }

  var forStreams: EnsembleLayer { EnsembleLayer(branches: branches.map(\.forStreams)) }

  func checkPlace(_ place: LayerPlace) throws {
    try place.expect(place.isFirst, "takes whole recipes, so nothing can come before it", "put it first")
    try place.expect(branches.count >= 2, "wants two recipes or more", "write ensemble [a, b]")
    for branch in branches where !branch.isClassifier {
      let last = branch.names.last.map { "ends with \($0)" } ?? "is empty"
      throw Failure("a recipe of ensemble \(last)", fix: "end each with its classifier: classify")
    }
  }

  func roughOutput(of input: Model.Rough) -> Model.Rough { .classes }
  var isClassifier: Bool { true }

  func appendSettings(to digester: inout Digester) {
    digester.append(branches.count)
    for branch in branches { digester.append(model: branch) }
  }

  func output(of input: Shape, name: String, classes: Int) -> Shape { .vector(classes) }
  func joined(_ outputs: [Shape]) -> Shape { outputs.first ?? .vector(0) }

  var hasWeights: Bool { branches.contains { $0.layers.contains { $0.kind.hasWeights } } }

  func multiplications(of layer: ResolvedLayer, fromPart part: Int) -> Int {
    layer.branches.reduce(0) { $0 + $1.reduce(0) { $0 + $1.multiplications(fromPart: 0) } }
  }

  var canBeInPrefix: Bool { false }

  /// - Throws: `Failure`, always: its networks are made ready each for itself.
  func bind(_ binding: LayerBinding) throws -> Signal {
    throw Failure("an ensemble has no layers of its own to look at", fix: "look into one of its networks")
  }
}

extension LayerKind {
  /// Whole recipes side by side, each trained for itself, their probabilities averaged.
  public static func ensemble(_ recipes: [Model]) -> LayerKind { LayerKind(EnsembleLayer(branches: recipes)) }
}
