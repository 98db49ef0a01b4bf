import Glibc

/// One layer in one direction: its memory, and the scan over time, forward and backward.
///
/// All memory is `[steps, items, …]` with as many items and steps as the batch at hand has, rows `stateStride` or
/// `gateStride` apart. States have one step more:
/// forward, slot `t` is the state before step `t` and `t + 1` the one after; in reverse the other way round.
final class DirectionScan {
  typealias Floats = UnsafeMutablePointer<Float>

  let kind: RecurrentKind
  let width: Int
  /// Floats from one item's state to the next's.
  let stateStride: Int
  /// Floats from one item's gates to the next's.
  let gateStride: Int
  let isReverse: Bool
  let weights: DirectionWeights
  /// `[steps, items, blocks · width]`: what enters the gates, then the gates, then the gradients.
  let gates: AlignedFloats
  /// The gradient by each step's output, `[steps, items, width]`, while training.
  let outputGradient: AlignedFloats
  private let states: AlignedFloats
  private let cells: AlignedFloats
  private let fromState: AlignedFloats
  private let stateGradient: AlignedFloats
  private let cellGradient: AlignedFloats
  private let biasSums: AlignedFloats

  init(
    _ weights: DirectionWeights, isReverse: Bool, maxItems: Int, maxSteps: Int, forTraining: Bool, slices: Int
  ) throws {
    self.weights = weights
    self.isReverse = isReverse
    kind = weights.kind
    width = weights.width
    stateStride = spreadStride(width)
    gateStride = spreadStride(kind.blocks * width)
    let state = maxItems * stateStride
    gates = try AlignedFloats(maxSteps * maxItems * gateStride)
    states = try AlignedFloats((maxSteps + 1) * state)
    cells = try AlignedFloats(kind == .lstm ? (maxSteps + 1) * state : 0)
    fromState = try AlignedFloats(kind == .gru ? 3 * maxItems * width : 0)
    outputGradient = try AlignedFloats(forTraining ? maxSteps * state : 0)
    stateGradient = try AlignedFloats(forTraining ? state : 0)
    cellGradient = try AlignedFloats(forTraining && kind == .lstm ? state : 0)
    biasSums = try AlignedFloats(forTraining ? slices * gateStride : 0)
  }

  /// Every step's state, `[steps, items, width]`.
  func output(_ batch: SequenceBatch) -> Floats { states.start + (isReverse ? 0 : batch.items * stateStride) }

  /// Every step's cell after it, `[steps, items, width]`; nil where there is none.
  func cellOutput(_ batch: SequenceBatch) -> Floats? {
    kind == .lstm ? cells.start + (isReverse ? 0 : batch.items * stateStride) : nil
  }

  /// Every step's state before it, `[steps, items, width]`.
  func previousStates(_ batch: SequenceBatch) -> Floats {
    states.start + (isReverse ? batch.items * stateStride : 0)
  }

  /// Each item's state after its whole sequence, `[items, width]`.
  func lastState(_ batch: SequenceBatch) -> Floats {
    states.start + (isReverse ? 0 : batch.rows * stateStride)
  }

  /// Places of a step's memory for one slice of the items.
  private struct Step {
    let time: Int
    let gates: Floats
    let before: Int
    let after: Int
  }

  private func step(_ index: Int, _ batch: SequenceBatch, from item: Int) -> Step {
    let time = isReverse ? batch.steps - 1 - index : index
    let slot = { (slot: Int) in (slot * batch.items + item) * self.stateStride }
    return Step(
      time: time, gates: gates.start + (time * batch.items + item) * gateStride,
      before: slot(isReverse ? time + 1 : time), after: slot(isReverse ? time : time + 1))
  }

  /// Runs all steps for some of the items; `gates` holds what the input feeds them.
  func forward(_ items: Range<Int>, _ batch: SequenceBatch) throws {
    let first = step(0, batch, from: items.lowerBound)
    memset(states.start + first.before, 0, items.count * stateStride * 4)
    if kind == .lstm { memset(cells.start + first.before, 0, items.count * stateStride * 4) }
    let share = fromState.start + items.lowerBound * (kind == .gru ? 3 * width : 0)
    for index in 0..<batch.steps {
      let step = step(index, batch, from: items.lowerBound)
      let isShared = kind == .gru
      try multiply(
        items.count, weights.rows, width, MatrixPlace(states.start + step.before, stride: stateStride),
        weights.state,
        into: isShared
          ? MatrixPlace(share, stride: weights.rows) : MatrixPlace(step.gates, stride: gateStride),
        isAdded: !isShared)
      for item in 0..<items.count {
        let gates = step.gates + item * gateStride
        let before = step.before + item * stateStride
        let after = step.after + item * stateStride
        guard step.time < batch.lengths[items.lowerBound + item] else {
          memset(gates, 0, gateStride * 4)
          memcpy(states.start + after, states.start + before, width * 4)
          if kind == .lstm { memcpy(cells.start + after, cells.start + before, width * 4) }
          continue
        }
        switch kind {
        case .gru:
          GRUStep.forward(
            width, gates: gates, fromState: share + item * 3 * width, bias: weights.bias,
            previous: states.start + before, next: states.start + after)
        case .lstm:
          LSTMStep.forward(
            width, gates: gates, bias: weights.bias, previousCell: cells.start + before,
            nextCell: cells.start + after, next: states.start + after)
        case .rnn: RNNStep.forward(width, gates: gates, bias: weights.bias, next: states.start + after)
        }
      }
    }
  }

  /// Takes the gradient by the last states, `units` floats an item, `stride` floats apart; nil for zero.
  func beginBackward(_ lastStateGradient: UnsafePointer<Float>?, stride: Int, _ batch: SequenceBatch) {
    memset(stateGradient.start, 0, batch.items * stateStride * 4)
    cellGradient.clear()
    biasSums.clear()
    guard let lastStateGradient else { return }
    for item in 0..<batch.items {
      memcpy(stateGradient.start + item * stateStride, lastStateGradient + item * stride, weights.units * 4)
    }
  }

  /// Goes back over all steps for some of the items; `gates` becomes the gradients by what entered them.
  func backward(_ items: Range<Int>, slice: Int, hasOutputGradient: Bool, _ batch: SequenceBatch) throws {
    let sums = biasSums.start + slice * gateStride
    let stateGradient = stateGradient.start + items.lowerBound * stateStride
    for index in (0..<batch.steps).reversed() {
      let step = step(index, batch, from: items.lowerBound)
      let byOutput =
        hasOutputGradient
        ? outputGradient.start + (step.time * batch.items + items.lowerBound) * stateStride : nil
      for item in 0..<items.count {
        let gates = step.gates + item * gateStride
        let before = step.before + item * stateStride
        let byOutput = byOutput.map { $0 + item * stateStride }
        let byState = stateGradient + item * stateStride
        // Beyond an item's length `forward` left zeros, and the state's gradient passes unchanged.
        guard step.time < batch.lengths[items.lowerBound + item] else { continue }
        switch kind {
        case .gru:
          GRUStep.backward(
            width, gates: gates, previous: states.start + before, outputGradient: byOutput,
            stateGradient: byState, biasSums: sums)
        case .lstm:
          LSTMStep.backward(
            width, gates: gates, previousCell: cells.start + before,
            nextCell: cells.start + step.after + item * stateStride, outputGradient: byOutput,
            stateGradient: byState,
            cellGradient: cellGradient.start + (items.lowerBound + item) * stateStride, biasSums: sums)
        case .rnn:
          RNNStep.backward(
            width, gates: gates, outputGradient: byOutput, stateGradient: byState, biasSums: sums)
        }
      }
      guard index > 0 else { return }
      try multiply(
        items.count, width, weights.rows, MatrixPlace(step.gates, stride: gateStride),
        weights.stateTransposed,
        into: MatrixPlace(stateGradient, stride: stateStride), isAdded: true)
    }
  }

  /// Adds up the slices' bias gradients in order.
  func addBiases(slices: Int, to gradients: Floats) {
    for slice in 0..<slices { weights.addBias(biasSums.start + slice * gateStride, to: gradients) }
  }
}
