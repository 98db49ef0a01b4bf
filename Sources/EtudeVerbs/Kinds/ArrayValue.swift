import EtudeCore
import EtudeLanguage
import EtudeSound

/// Numbers with named axes: features, activations, gates, filters, saliency, an embedding.
struct ArrayValue: ObjectValue {
  /// What the numbers are, and what `plot` needs beside them to draw it.
  enum Meaning: Sendable {
    case features(names: [String])
    case filters
    case activations
    /// `[gates, units, steps]`, with the gates' names.
    case gates([String], under: SpectrogramValue)
    case saliency(over: SpectrogramValue)
    case embedding(labels: [String])
  }

  let meaning: Meaning
  let shape: [Int]
  let axes: [String]
  let values: [Float]

  var kind: Kind { .array }
  var digest: String? {
    Digest.build {
      for size in shape { $0.append(size) }
      $0.append(values)
    }.description
  }

  var summary: String {
    "array · " + zip(shape, axes).map { "\($0) \($1)" }.joined(separator: " × ")
  }

  func field(_ name: String) throws -> Value {
    name == "shape" ? .numbers(shape) : .texts(axes)
  }
}
