import EtudeCore

/// A support vector machine on the vector before it.
package struct SVMLayer: ClassicalLayer {
  static let verb = "svm"

  /// C: the higher, the less it forgives.
  package let cost: Double
  package let kernel: SVMKernel

  func checkSettings() throws {
    if !(cost.isFinite && cost > 0) { throw Failure("c of svm is \(cost)", fix: "give a number above 0") }
  }

  func appendSettings(to digester: inout Digester) {
    digester.append(cost)
    digester.append(kernel.rawValue)
  }

  func learned(_ data: LabelledVectors, stream: Digest, work: Work) throws -> any Classifier {
    try SupportVectors(data, cost: cost, kernel: kernel, stream: stream, work: work)
  }

  func read(_ tensors: ClassifierTensors, dimensions: Int, classes: Int) throws -> any Classifier {
    try SupportVectors(tensors, kernel: kernel, dimensions: dimensions, classes: classes)
  }
}

extension LayerKind {
  /// How alike two vectors are to a support vector machine.
  public enum Kernel: String, Sendable, CaseIterable {
    case rbf, linear, poly
  }

  /// A support vector machine in the place of `classify`; `c` above 0.
  public static func svm(c: Double = 1, kernel: Kernel = .rbf) -> LayerKind {
    LayerKind(SVMLayer(cost: c, kernel: SVMKernel(rawValue: kernel.rawValue) ?? .rbf))
  }
}
