/// The eigenvectors of a symmetric matrix, `[size, size]` in rows, those of the greatest eigenvalues first.
///
/// Jacobi's method: turns of two axes, each of which makes one off-diagonal number zero, until all are as good as that.
func symmetricEigenvectors(_ matrix: [Double], size: Int) -> [[Double]] {
  var values = matrix
  var vectors = (0..<size * size).map { $0 / size == $0 % size ? 1.0 : 0 }
  let total = values.reduce(0) { $0 + $1 * $1 }
  values.withUnsafeMutableBufferPointer { values in
    vectors.withUnsafeMutableBufferPointer { vectors in
      for _ in 0..<60 {
        var outside = 0.0
        for row in 0..<size {
          for column in 0..<row { outside += values[row * size + column] * values[row * size + column] }
        }
        if outside <= 1e-24 * total { break }
        for first in 0..<size {
          for second in first + 1..<size where values[first * size + second] != 0 {
            let angle =
              (values[second * size + second] - values[first * size + first])
              / (2 * values[first * size + second])
            let tangent = (angle < 0 ? -1 : 1) / (angle.magnitude + (angle * angle + 1).squareRoot())
            let cosine = 1 / (tangent * tangent + 1).squareRoot()
            let sine = tangent * cosine
            func turn(_ numbers: UnsafeMutableBufferPointer<Double>, _ one: Int, _ other: Int) {
              let (left, right) = (numbers[one], numbers[other])
              numbers[one] = cosine * left - sine * right
              numbers[other] = sine * left + cosine * right
            }
            for place in 0..<size { turn(values, place * size + first, place * size + second) }
            for place in 0..<size { turn(values, first * size + place, second * size + place) }
            for place in 0..<size { turn(vectors, first * size + place, second * size + place) }
          }
        }
      }
    }
  }
  let order = (0..<size).sorted { (values[$1 * size + $1], $0) < (values[$0 * size + $0], $1) }
  return order.map { Array(vectors[$0 * size..<($0 + 1) * size]) }
}
