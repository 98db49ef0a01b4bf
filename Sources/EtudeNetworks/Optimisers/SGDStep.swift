/// One step of gradient descent over a run of weights, in PyTorch's order of operations.
///
/// v ← μ v + g (the first step's v is g), w ← w − rate · v; Nesterov: w ← w − rate · (g + μ v).
struct SGDStep {
  let momentum: Float
  let isNesterov: Bool
  let weightDecay: Float
  let isFirst: Bool

  func move(
    _ weights: UnsafeMutablePointer<Float>, _ gradients: UnsafePointer<Float>,
    velocities: UnsafeMutablePointer<Float>?, count: Int, rate: Float
  ) {
    let gradients = UnsafeMutablePointer(mutating: gradients)
    let keep: Float = isFirst ? 0 : momentum
    let throughVelocity: Float = isNesterov ? momentum : 1
    let throughGradient: Float = isNesterov ? 1 : 0
    var index = 0
    while index + 16 <= count {
      let weight = weights.vector(index)
      let gradient = gradients.vector(index) + weight * weightDecay
      var direction = gradient
      if let velocities {
        let velocity = velocities.vector(index) * keep + gradient
        velocities.put(velocity, index)
        direction = gradient * throughGradient + velocity * throughVelocity
      }
      weights.put(weight - direction * rate, index)
      index += 16
    }
    while index < count {
      let gradient = gradients[index] + weights[index] * weightDecay
      var direction = gradient
      if let velocities {
        velocities[index] = velocities[index] * keep + gradient
        direction = gradient * throughGradient + velocities[index] * throughVelocity
      }
      weights[index] -= direction * rate
      index += 1
    }
  }
}
