import EtudeCore
import EtudeNetworks

/// A batch of sequences with weights, as the tests give them to a scan.
struct ScanInput {
  var layer: RecurrentLayer
  var parameters: [Float]
  var input: [Float]
  var items: Int
  var steps: Int
  var lengths: [Int]?
  var bySequence: [Float]?
  var byLast: [Float]?
  var order = SequenceOrder.itemsFirst

  /// Random numbers for everything, from a seed.
  init(_ layer: RecurrentLayer, items: Int, steps: Int, lengths: [Int]? = nil, seed: UInt64 = 0) {
    var stream = RandomStream(seed: seed, purpose: "scan test")
    func normal(_ count: Int) -> [Float] { (0..<count).map { _ in Float(stream.normal()) } }
    self.layer = layer
    parameters = layer.initialParameters(&stream)
    input = normal(items * steps * layer.inputs)
    self.items = items
    self.steps = steps
    self.lengths = lengths
    bySequence = normal(items * steps * layer.outputs)
    byLast = normal(items * layer.outputs)
  }
}

/// What a scan made of it.
struct ScanOutput: Equatable {
  var sequence: [Float]
  var last: [Float]
  var gates: [[GateValues]]
  var inputGradient: [Float]
  var parameterGradients: [Float]
}

/// Forward and backward once; call on the compute thread.
func run(_ given: ScanInput, scan existing: RecurrentScan? = nil) throws -> ScanOutput {
  let layer = given.layer
  let scan =
    try existing ?? RecurrentScan(layer, maxItems: given.items, maxSteps: given.steps, forTraining: true)
  try scan.forward(
    given.parameters, input: given.input, order: given.order, items: given.items, steps: given.steps,
    lengths: given.lengths)
  var output = ScanOutput(
    sequence: Array(repeating: .nan, count: given.items * given.steps * layer.outputs),
    last: Array(repeating: .nan, count: given.items * layer.outputs), gates: [],
    inputGradient: Array(repeating: .nan, count: given.input.count),
    parameterGradients: Array(repeating: 0, count: layer.parameterCount))
  scan.copySequence(to: &output.sequence, order: given.order)
  scan.copyLastState(to: &output.last)
  for index in 0..<layer.layers {
    for direction in 0..<layer.directions {
      output.gates.append(scan.gates(layer: index, reversed: direction == 1))
    }
  }
  try backward(scan, given, &output)
  return output
}

private func backward(_ scan: RecurrentScan, _ given: ScanInput, _ output: inout ScanOutput) throws {
  try withOptionalPointer(given.bySequence) { bySequence in
    try withOptionalPointer(given.byLast) { byLast in
      try scan.backward(
        given.parameters, sequenceGradient: bySequence, lastStateGradient: byLast, order: given.order,
        inputGradient: &output.inputGradient, parameterGradients: &output.parameterGradients)
    }
  }
}

private func withOptionalPointer(
  _ values: [Float]?, _ body: (UnsafePointer<Float>?) throws -> Void
) throws {
  guard let values else { return try body(nil) }
  try values.withUnsafeBufferPointer { try body($0.baseAddress) }
}

/// Rows of `features` floats in another order.
func reordered(_ values: [Float], rows: [Int], features: Int) -> [Float] {
  rows.flatMap { row in values[row * features..<(row + 1) * features] }
}
