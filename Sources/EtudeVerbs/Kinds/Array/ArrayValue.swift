import EtudeCore
import EtudeLanguage

extension Kind {
  static let array = Kind("array")
}

/// Numbers with named axes: features, activations, gates, filters, saliency, an embedding.
struct ArrayValue: DeclaredValue, SweptValue {
  let meaning: any ArrayMeaning
  let shape: [Int]
  let axes: [String]
  let values: [Float]
  var settings: [Setting] = []

  static let declarations = [
    KindDeclaration(
      .array, "numbers with named axes", fields: fields, element: .unknown, namedElements: true,
      keepsKind: true)
  ]

  static let fields: [Field<ArrayValue>] = [
    Field("shape", .numbers) { .numbers($0.shape) },
    Field("axes", .texts) { .texts($0.axes) },
    Field("mean", .number) { .number($0.mean) },
    Field("variance", .number) { .number($0.variance) },
  ]

  var kind: Kind { .array }
  /// Along the first axis.
  var count: Int? { shape.first }
  var digest: String? {
    Digest.build {
      for size in shape { $0.append(size) }
      $0.append(values)
    }.description
  }

  var summary: String {
    let sizes =
      "array · "
      + zip(shape, axes).map { $0 == 1 && $1.hasSuffix("s") ? "1 \($1.dropLast())" : "\($0) \($1)" }.joined(
        separator: " × ")
    return [sizes, meaning.note(on: self)].compactMap(\.self).joined(separator: " · ")
  }

  private var size: Double { Double(max(1, values.count)) }
  var mean: Double { values.reduce(0) { $0 + Double($1) } / size }
  private var variance: Double {
    values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / size
  }
}

extension ArrayValue: Drawable {
  func drawing(work: Work) throws -> Drawing { try meaning.drawing(of: self) }
}

extension ArrayValue: Exportable {
  static let exportedAs: [FileFormat<ArrayValue>] = [
    FileFormat("npy") { try $1.write(NPY($0.values, shape: $0.shape)) }
  ]
}
