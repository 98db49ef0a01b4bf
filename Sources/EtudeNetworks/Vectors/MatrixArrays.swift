/// Row-major matrices held in arrays, multiplied by oneDNN: for what is computed of networks' outputs.
package enum MatrixArrays {
  /// `left[m, k] · right[k, n]`; a transposed operand is held as `[k, m]` or `[n, k]`.
  ///
  /// - Returns: `[m, n]`, bit-equal for equal numbers of threads.
  package static func product(
    _ m: Int, _ n: Int, _ k: Int, _ left: [Float], _ right: [Float], leftIsTransposed: Bool = false,
    rightIsTransposed: Bool = false, threads: Int
  ) throws -> [Float] {
    precondition(left.count == m * k && right.count == k * n, "the operands do not fit their sizes")
    var (left, right) = (left, right)
    var result = [Float](repeating: 0, count: m * n)
    try Compute.run(threads: threads) {
      try left.withUnsafeMutableBufferPointer { left in
        try right.withUnsafeMutableBufferPointer { right in
          try result.withUnsafeMutableBufferPointer { result in
            guard let left = left.baseAddress, let right = right.baseAddress, let result = result.baseAddress
            else { return }
            let first = MatrixPlace(left, stride: leftIsTransposed ? m : k)
            let second = MatrixPlace(right, stride: rightIsTransposed ? k : n)
            try multiply(
              m, n, k, leftIsTransposed ? first.transposed : first,
              rightIsTransposed ? second.transposed : second, into: MatrixPlace(result, stride: n))
          }
        }
      }
    }
    return result
  }
}
