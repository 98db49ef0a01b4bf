import Glibc

/// Scales gradients so that their norm over all weights is at most `maximum`, and gives the norm they had.
///
/// As PyTorch: the factor is `min(1, maximum / (norm + 1e-6))`.
@discardableResult
package func clipGradients(_ gradients: UnsafeMutablePointer<Float>, count: Int, maximum: Double) -> Double {
  var sum = 0.0
  for index in 0..<count { sum += Double(gradients[index]) * Double(gradients[index]) }
  let norm = sum.squareRoot()
  let factor = maximum / (norm + 1e-6)
  if factor < 1 { for index in 0..<count { gradients[index] *= Float(factor) } }
  return norm
}
