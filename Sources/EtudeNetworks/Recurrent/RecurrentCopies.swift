import Glibc

/// What one gate did: a value in (0, 1), or in (−1, 1) for candidates and states, per item, step and unit.
public struct GateValues: Hashable, Sendable {
  /// `reset`, `update`, `candidate`; `input`, `forget`, `candidate`, `output`; `cell`, `state`.
  public let name: String
  /// `[items, steps, units]`, zero beyond an item's length.
  public let values: Tensor
}

extension RecurrentScan {
  /// Writes every step's output, `items` × `steps` × `layer.outputs` floats; zero beyond an item's length.
  package func copySequence(to output: UnsafeMutablePointer<Float>, order: SequenceOrder) {
    let units = layer.units
    for (direction, scan) in scans[layer.layers - 1].enumerated() {
      let states = scan.output(batch)
      forEachPlace(order) { place, row, isWithin in
        let target = output + place * layer.outputs + direction * units
        if isWithin {
          memcpy(target, states + row * scan.stateStride, units * 4)
        } else {
          memset(target, 0, units * 4)
        }
      }
    }
  }

  /// Writes each item's last state, `[items, layer.outputs]`: forward at its last step, backward at its first.
  package func copyLastState(to output: UnsafeMutablePointer<Float>) {
    for (direction, scan) in scans[layer.layers - 1].enumerated() {
      let states = scan.lastState(batch)
      for item in 0..<batch.items {
        memcpy(
          output + item * layer.outputs + direction * layer.units, states + item * scan.stateStride,
          layer.units * 4
        )
      }
    }
  }

  /// What the gates of one layer and direction did in the last `forward` (not after its `backward`).
  package func gates(layer index: Int = 0, reversed: Bool = false) -> [GateValues] {
    let scan = scans[index][reversed ? 1 : 0]
    return layer.kind.gateNames.enumerated().map { gate, name in
      let block = (layer.kind.firstInputBlock + gate) * scan.width
      return values(name) { scan.gates.start + $0 * scan.gateStride + block }
    }
  }

  /// What one layer and direction holds after every step of the last `forward`: an lstm its cell, all their state.
  package func states(layer index: Int = 0, reversed: Bool = false) -> [GateValues] {
    let scan = scans[index][reversed ? 1 : 0]
    let places = [("cell", scan.cellOutput(batch)), ("state", scan.output(batch))]
    return places.compactMap { name, start in
      start.map { start in values(name) { start + $0 * scan.stateStride } }
    }
  }

  /// The units of every step of every item, whose rows `place` finds.
  private func values(_ name: String, _ place: (_ row: Int) -> UnsafeMutablePointer<Float>) -> GateValues {
    var values = [Float](repeating: 0, count: batch.rows * layer.units)
    values.withUnsafeMutableBufferPointer { buffer in
      forEachPlace(.itemsFirst) { target, row, isWithin in
        guard isWithin else { return }
        let source = place(row)
        for unit in 0..<layer.units { buffer[target * layer.units + unit] = source[unit] }
      }
    }
    return GateValues(
      name: name, values: Tensor(shape: [batch.items, batch.steps, layer.units], values: values))
  }

  /// Copies a batch into the scan's own order, with zeros beyond each item's length.
  func takeInput(_ source: UnsafePointer<Float>, order: SequenceOrder) {
    let features = layer.inputs
    forEachPlace(order) { place, row, isWithin in
      if isWithin {
        memcpy(input.start + row * inputStride, source + place * features, features * 4)
      } else {
        memset(input.start + row * inputStride, 0, features * 4)
      }
    }
  }

  /// Takes the gradient by every step's output into the top layer's memory.
  func takeSequenceGradient(_ gradient: UnsafePointer<Float>, order: SequenceOrder) {
    for (direction, scan) in scans[layer.layers - 1].enumerated() {
      forEachPlace(order) { place, row, isWithin in
        guard isWithin else { return }
        memcpy(
          scan.outputGradient.start + row * scan.stateStride,
          gradient + place * layer.outputs + direction * layer.units, layer.units * 4)
      }
    }
  }

  /// Copies the input's gradient out, items first.
  func giveInputGradient(to target: UnsafeMutablePointer<Float>) {
    forEachPlace(.itemsFirst) { place, row, _ in
      memcpy(target + place * layer.inputs, input.start + row * inputStride, layer.inputs * 4)
    }
  }

  /// Calls `body` with each sequence element's place in the caller's order, its row in the scan's, and whether it lies
  /// within its item's length.
  @inline(__always)
  private func forEachPlace(_ order: SequenceOrder, _ body: (Int, Int, Bool) -> Void) {
    for step in 0..<batch.steps {
      for item in 0..<batch.items {
        let row = step * batch.items + item
        let place = order == .stepsFirst ? row : item * batch.steps + step
        body(place, row, step < batch.lengths[item])
      }
    }
  }
}
