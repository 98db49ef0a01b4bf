import EtudeCore

/// Float32 numbers with a shape, in C order: the value in which weights travel between networks and files.
///
/// The folder `Weights` holds tensors, the safetensors format and the pretrained MobileNetV2; it knows `EtudeCore`
/// and nothing of layers, recipes or training.
public struct Tensor: Sendable, Hashable {
  /// Extents, slowest first; empty for a single number.
  public let shape: [Int]
  /// The numbers, the last axis changing fastest; as many as `shape` multiplies to.
  public var values: [Float] {
    didSet { precondition(values.count == oldValue.count, "a tensor keeps its shape") }
  }

  /// A tensor of `values`, as many as `shape` multiplies to.
  public init(shape: [Int], values: [Float]) {
    precondition(shape.reduce(1, *) == values.count, "\(values.count) values for the shape \(shape)")
    self.shape = shape
    self.values = values
  }

  /// A tensor filled with one number.
  public init(shape: [Int], repeating value: Float) {
    self.init(shape: shape, values: Array(repeating: value, count: shape.reduce(1, *)))
  }

  /// How many numbers it holds.
  public var count: Int { values.count }
}

extension Digest {
  /// The digest of named tensors: names, shapes and bits, in order of name.
  public static func of(_ tensors: [String: Tensor]) -> Digest {
    build { digester in
      for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
        digester.append(name)
        digester.append(tensor.shape.count)
        for extent in tensor.shape { digester.append(extent) }
        digester.append(tensor.values)
      }
    }
  }
}
