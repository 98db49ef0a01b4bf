/// One item's step of a gru, in blocks as `GateBlocks` says.
///
/// r = σ(W_r x + U_r h + b), z = σ(W_z x + U_z h + b), n = tanh(W_n x + b_in + r ⊙ (U_n h + b_hn)),
/// h' = (1 − z) ⊙ n + z ⊙ h (Cho et al., 2014, in PyTorch's form).
enum GRUStep {
  typealias Floats = UnsafeMutablePointer<Float>

  /// `gates` holds W x in its last three blocks and takes the gates; `fromState` holds U h in three blocks.
  @inline(__always)
  static func forward(
    _ width: Int, gates: Floats, fromState: Floats, bias: Floats, previous: Floats, next: Floats
  ) {
    var unit = 0
    while unit < width {
      let (r, z, n) = (unit + width, unit + 2 * width, unit + 3 * width)
      let reset = VectorMath.sigmoid(gates.vector(r) + fromState.vector(r) + bias.vector(r))
      let update = VectorMath.sigmoid(gates.vector(z) + fromState.vector(z) + bias.vector(z))
      let share = fromState.vector(unit) + bias.vector(unit)
      let candidate = VectorMath.tanh((gates.vector(n) + bias.vector(n)) + reset * share)
      gates.put(share, unit)
      gates.put(reset, r)
      gates.put(update, z)
      gates.put(candidate, n)
      next.put(candidate + update * (previous.vector(unit) - candidate), unit)
      unit += 16
    }
  }

  /// `gates` takes the gradients by what enters each block; `stateGradient` loses the part that went through them.
  @inline(__always)
  static func backward(
    _ width: Int, gates: Floats, previous: Floats, outputGradient: Floats?, stateGradient: Floats,
    biasSums: Floats
  ) {
    var unit = 0
    while unit < width {
      let (r, z, n) = (unit + width, unit + 2 * width, unit + 3 * width)
      var gradient = stateGradient.vector(unit)
      if let outputGradient { gradient += outputGradient.vector(unit) }
      let reset = gates.vector(r)
      let update = gates.vector(z)
      let candidate = gates.vector(n)
      let byCandidate = gradient * (1 - update) * (1 - candidate * candidate)
      let byUpdate = gradient * (previous.vector(unit) - candidate) * (update * (1 - update))
      let byReset = byCandidate * gates.vector(unit) * (reset * (1 - reset))
      let byShare = byCandidate * reset
      gates.put(byShare, unit)
      gates.put(byReset, r)
      gates.put(byUpdate, z)
      gates.put(byCandidate, n)
      biasSums.put(biasSums.vector(unit) + byShare, unit)
      biasSums.put(biasSums.vector(r) + byReset, r)
      biasSums.put(biasSums.vector(z) + byUpdate, z)
      biasSums.put(biasSums.vector(n) + byCandidate, n)
      stateGradient.put(gradient * update, unit)
      unit += 16
    }
  }
}
