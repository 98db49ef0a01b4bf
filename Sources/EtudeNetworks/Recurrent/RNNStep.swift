/// One item's step of a plain recurrent layer: h' = tanh(W x + U h + b) (Elman, 1990).
enum RNNStep {
  typealias Floats = UnsafeMutablePointer<Float>

  /// `gates` holds W x + U h and takes the new state too.
  @inline(__always)
  static func forward(_ width: Int, gates: Floats, bias: Floats, next: Floats) {
    var unit = 0
    while unit < width {
      let state = VectorMath.tanh(gates.vector(unit) + bias.vector(unit))
      gates.put(state, unit)
      next.put(state, unit)
      unit += 16
    }
  }

  /// `gates` takes the gradient by W x + U h; the state's gradient is spent.
  @inline(__always)
  static func backward(
    _ width: Int, gates: Floats, outputGradient: Floats?, stateGradient: Floats, biasSums: Floats
  ) {
    var unit = 0
    while unit < width {
      var gradient = stateGradient.vector(unit)
      if let outputGradient { gradient += outputGradient.vector(unit) }
      let state = gates.vector(unit)
      let bySum = gradient * (1 - state * state)
      gates.put(bySum, unit)
      biasSums.put(biasSums.vector(unit) + bySum, unit)
      stateGradient.put(.zero, unit)
      unit += 16
    }
  }
}
