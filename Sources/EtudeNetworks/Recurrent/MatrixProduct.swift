import CDNNL
import EtudeCore

/// A row-major matrix in memory: its first number and the distance between rows.
struct MatrixPlace {
  let start: UnsafeMutablePointer<Float>
  let stride: Int
  var isTransposed = false

  init(_ start: UnsafeMutablePointer<Float>, stride: Int) {
    self.start = start
    self.stride = stride
  }

  /// The same numbers read with rows for columns.
  var transposed: MatrixPlace {
    var place = self
    place.isTransposed.toggle()
    return place
  }
}

/// `result[m, n] = left[m, k] · right[k, n]`, added to what `result` holds if `isAdded`; by oneDNN's matrix product.
@inline(__always)
func multiply(
  _ m: Int, _ n: Int, _ k: Int, _ left: MatrixPlace, _ right: MatrixPlace, into result: MatrixPlace,
  isAdded: Bool = false
) throws {
  let yes = CChar(UInt8(ascii: "T"))
  let no = CChar(UInt8(ascii: "N"))
  let status = dnnl_sgemm(
    left.isTransposed ? yes : no, right.isTransposed ? yes : no, dnnl_dim_t(m), dnnl_dim_t(n), dnnl_dim_t(k),
    1,
    left.start, dnnl_dim_t(left.stride), right.start, dnnl_dim_t(right.stride), isAdded ? 1 : 0, result.start,
    dnnl_dim_t(result.stride))
  guard status == dnnl_success else {
    throw Failure("oneDNN refused a matrix product of \(m) × \(k) by \(k) × \(n) (status \(status.rawValue))")
  }
}
