/// Scales gradients so that their norm over all weights is at most `maximum`, and gives the norm they had.
///
/// As PyTorch: the factor is `min(1, maximum / (norm + 1e-6))`. The norm is summed in double.
@discardableResult
package func clipGradients(
  _ gradients: UnsafeMutablePointer<Float>, count: Int, maximum: Double
) -> Double {
  var sums = SIMD16<Double>.zero
  var index = 0
  while index + 16 <= count {
    let wide = SIMD16<Double>(gradients.vector(index))
    sums += wide * wide
    index += 16
  }
  var sum = sums.sum()
  for index in index..<count { sum += Double(gradients[index]) * Double(gradients[index]) }
  let norm = sum.squareRoot()
  let factor = Float(maximum / (norm + 1e-6))
  guard factor < 1 else { return norm }
  index = 0
  while index + 16 <= count {
    gradients.put(gradients.vector(index) * factor, index)
    index += 16
  }
  for index in index..<count { gradients[index] *= factor }
  return norm
}
