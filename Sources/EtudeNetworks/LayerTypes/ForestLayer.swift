import EtudeCore

/// Extremely randomised trees on the vector before it.
package struct ForestLayer: ClassicalLayer {
  static let verb = "forest"

  package let trees: Int

  func checkSettings() throws { try atLeastOne(trees, "trees") }
  func appendSettings(to digester: inout Digester) { digester.append(trees) }

  func learned(_ data: LabelledVectors, stream: Digest, work: Work) throws -> any Classifier {
    try ExtraTrees(data, trees: trees, stream: stream, work: work)
  }

  func read(_ tensors: ClassifierTensors, dimensions: Int, classes: Int) throws -> any Classifier {
    try ExtraTrees(tensors, dimensions: dimensions, classes: classes)
  }
}

extension LayerKind {
  /// Extremely randomised trees in the place of `classify`: 1 or more.
  public static func forest(trees: Int = 300) -> LayerKind { LayerKind(ForestLayer(trees: trees)) }
}
