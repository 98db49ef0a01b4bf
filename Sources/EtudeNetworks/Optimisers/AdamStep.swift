import Glibc

/// One step of Adam over a run of weights, in PyTorch's order of operations.
///
/// m ← m + (1 − β₁)(g − m), v ← β₂ v + (1 − β₂) g², w ← w − (rate / (1 − β₁ᵗ)) m / (√v / √(1 − β₂ᵗ) + ε).
struct AdamStep {
  private let meanShare: Float
  private let squareKeep: Float
  private let squareShare: Float
  private let epsilon: Float
  private let meanCorrection: Double
  private let rootScale: Float

  init(beta1: Double, beta2: Double, epsilon: Double, steps: Int) {
    meanShare = Float(1 - beta1)
    squareKeep = Float(beta2)
    squareShare = Float(1 - beta2)
    self.epsilon = Float(epsilon)
    meanCorrection = 1 - pow(beta1, Double(steps))
    rootScale = Float(1 / (1 - pow(beta2, Double(steps))).squareRoot())
  }

  /// Weights are first multiplied by `shrink`; `decay` times the weight is added to the gradient.
  func move(
    _ weights: UnsafeMutablePointer<Float>, _ gradients: UnsafePointer<Float>,
    means: UnsafeMutablePointer<Float>, squares: UnsafeMutablePointer<Float>, count: Int, rate: Double,
    shrink: Float, decay: Float
  ) {
    let gradients = UnsafeMutablePointer(mutating: gradients)
    let stepSize = Float(rate / meanCorrection)
    var index = 0
    while index + 4 <= count {
      let weight = weights.four(index) * shrink
      let gradient = gradients.four(index) + weight * decay
      let oldMean = means.four(index)
      let mean = oldMean + (gradient - oldMean) * meanShare
      let square = squares.four(index) * squareKeep + gradient * gradient * squareShare
      means.putFour(mean, index)
      squares.putFour(square, index)
      weights.putFour(weight - mean / (square.roots * rootScale + epsilon) * stepSize, index)
      index += 4
    }
    while index < count {
      let weight = weights[index] * shrink
      let gradient = gradients[index] + weight * decay
      means[index] += (gradient - means[index]) * meanShare
      squares[index] = squares[index] * squareKeep + gradient * gradient * squareShare
      weights[index] =
        weight - means[index] / (squares[index].squareRoot() * rootScale + epsilon) * stepSize
      index += 1
    }
  }
}
