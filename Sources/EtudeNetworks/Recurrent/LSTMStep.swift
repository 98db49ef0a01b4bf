/// One item's step of an lstm, in blocks i, f, g, o.
///
/// c' = σ(f) ⊙ c + σ(i) ⊙ tanh(g), h' = σ(o) ⊙ tanh(c') (Hochreiter and Schmidhuber, 1997; Gers et al., 2000).
enum LSTMStep {
  typealias Floats = UnsafeMutablePointer<Float>

  /// `gates` holds W x + U h and takes the gates.
  @inline(__always)
  static func forward(
    _ width: Int, gates: Floats, bias: Floats, previousCell: Floats, nextCell: Floats, next: Floats
  ) {
    var unit = 0
    while unit < width {
      let (f, g, o) = (unit + width, unit + 2 * width, unit + 3 * width)
      let input = VectorMath.sigmoid(gates.vector(unit) + bias.vector(unit))
      let forget = VectorMath.sigmoid(gates.vector(f) + bias.vector(f))
      let candidate = VectorMath.tanh(gates.vector(g) + bias.vector(g))
      let output = VectorMath.sigmoid(gates.vector(o) + bias.vector(o))
      let cell = forget * previousCell.vector(unit) + input * candidate
      gates.put(input, unit)
      gates.put(forget, f)
      gates.put(candidate, g)
      gates.put(output, o)
      nextCell.put(cell, unit)
      next.put(output * VectorMath.tanh(cell), unit)
      unit += 16
    }
  }

  /// `gates` takes the gradients by what enters each block; the state's gradient is spent, the cell's goes on.
  @inline(__always)
  static func backward(
    _ width: Int, gates: Floats, previousCell: Floats, nextCell: Floats, outputGradient: Floats?,
    stateGradient: Floats, cellGradient: Floats, biasSums: Floats
  ) {
    var unit = 0
    while unit < width {
      let (f, g, o) = (unit + width, unit + 2 * width, unit + 3 * width)
      var gradient = stateGradient.vector(unit)
      if let outputGradient { gradient += outputGradient.vector(unit) }
      let input = gates.vector(unit)
      let forget = gates.vector(f)
      let candidate = gates.vector(g)
      let output = gates.vector(o)
      let squashed = VectorMath.tanh(nextCell.vector(unit))
      let byCell = cellGradient.vector(unit) + gradient * output * (1 - squashed * squashed)
      let byInput = byCell * candidate * (input * (1 - input))
      let byForget = byCell * previousCell.vector(unit) * (forget * (1 - forget))
      let byCandidate = byCell * input * (1 - candidate * candidate)
      let byOutput = gradient * squashed * (output * (1 - output))
      gates.put(byInput, unit)
      gates.put(byForget, f)
      gates.put(byCandidate, g)
      gates.put(byOutput, o)
      biasSums.put(biasSums.vector(unit) + byInput, unit)
      biasSums.put(biasSums.vector(f) + byForget, f)
      biasSums.put(biasSums.vector(g) + byCandidate, g)
      biasSums.put(biasSums.vector(o) + byOutput, o)
      cellGradient.put(byCell * forget, unit)
      stateGradient.put(.zero, unit)
      unit += 16
    }
  }
}
