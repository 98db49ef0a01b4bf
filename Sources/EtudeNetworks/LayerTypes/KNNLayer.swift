import EtudeCore

/// The nearest neighbours of the vector before it.
package struct KNNLayer: ClassicalLayer {
  static let verb = "knn"

  package let neighbours: Int

  func checkSettings() throws { try atLeastOne(neighbours, "neighbours") }
  func appendSettings(to digester: inout Digester) { digester.append(neighbours) }

  func learned(_ data: LabelledVectors, stream: Digest, work: Work) throws -> any Classifier {
    try NearestNeighbours(data, neighbours: neighbours)
  }

  func read(_ tensors: ClassifierTensors, dimensions: Int, classes: Int) throws -> any Classifier {
    try NearestNeighbours(tensors, neighbours: neighbours, dimensions: dimensions, classes: classes)
  }
}

extension LayerKind {
  /// The nearest neighbours in the place of `classify`: 1 or more.
  public static func knn(neighbours: Int = 5) -> LayerKind { LayerKind(KNNLayer(neighbours: neighbours)) }
}
