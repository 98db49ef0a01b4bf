import EtudeCore

/// A classifier that is no network: it learns from vectors at once, without epochs, and answers with probabilities.
///
/// The folder `Classifiers` holds the classical ones. They know `EtudeCore`, tensors and nothing of recipes.
protocol Classifier: Sendable {
  /// Probabilities of the classes for a vector, standardised as those it learned from were.
  func probabilities(_ vector: [Float]) -> [Float]
  /// What it has learned, by name.
  var tensors: [String: Tensor] { get }
}

/// Vectors with their classes.
package struct LabelledVectors: Sendable {
  /// `[items][dimensions]`, one item or more.
  let vectors: [[Float]]
  /// For each item its class.
  let labels: [Int]
  /// How many classes there are; some may have no item.
  let classes: Int

  package init(vectors: [[Float]], labels: [Int], classes: Int) {
    self.vectors = vectors
    self.labels = labels
    self.classes = classes
  }

  /// The items of a class, in order.
  func items(of label: Int) -> [Int] { labels.indices.filter { labels[$0] == label } }

  /// The classes that have items, in order.
  var presentClasses: [Int] { (0..<classes).filter(Set(labels).contains) }
}

/// Reads a classifier's tensors, which may come from a file of anybody's.
struct ClassifierTensors {
  let tensors: [String: Tensor]

  /// The tensor of a name with so many extents.
  /// - Throws: `Failure` if there is none such.
  func tensor(_ name: String, extents: Int) throws -> Tensor {
    guard let tensor = tensors[name], tensor.shape.count == extents, tensor.values.areFinite else {
      throw Self.unreadable
    }
    return tensor
  }

  /// Whole numbers in a range.
  func numbers(_ name: String, in range: Range<Int>) throws -> [Int] {
    try tensor(name, extents: 1).values.map { value in
      guard let number = Int(exactly: value), range.contains(number) else { throw Self.unreadable }
      return number
    }
  }

  static let unreadable = Failure(
    "what the classifier has learned does not hold together", fix: "fit it again and save it")
}

extension Tensor {
  /// The rows of a matrix.
  var rows: [[Float]] {
    let width = shape.last ?? 0
    guard shape.count == 2, width > 0 else { return [] }
    return stride(from: 0, to: values.count, by: width).map { Array(values[$0..<$0 + width]) }
  }

  /// A matrix of these rows, all of `width`.
  init(rows: [[Float]], width: Int) { self.init(shape: [rows.count, width], values: rows.flatMap { $0 }) }

  /// Whole numbers, exact up to 2²⁴.
  init(numbers: [Int]) { self.init(shape: [numbers.count], values: numbers.map { Float($0) }) }
}
