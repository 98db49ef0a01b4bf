import EtudeCore
import EtudeNetworks
import Testing

/// The scan's memory and threads: reuse, layouts, accumulation, and equal bits where they are promised.
@Suite struct ScanMemoryTests {
  private let layer = RecurrentLayer(.gru, inputs: 3, units: 7, layers: 2, isBidirectional: true)

  @Test(arguments: [1, 2, 3]) func twiceGivesEqualBits(threads: Int) throws {
    let given = ScanInput(layer, items: 5, steps: 6, lengths: [6, 2, 4, 1, 5])
    let (first, second) = try onComputeThread(threads: threads) { (try run(given), try run(given)) }
    #expect(first == second)
  }

  @Test(arguments: RecurrentKind.allCases) func threadsShareTheSameWork(kind: RecurrentKind) throws {
    for isBidirectional in [false, true] {
      let layer = RecurrentLayer(kind, inputs: 3, units: 7, layers: 2, isBidirectional: isBidirectional)
      let given = ScanInput(layer, items: 5, steps: 6, lengths: [6, 2, 4, 1, 5])
      let one = try onComputeThread { try run(given) }
      let three = try onComputeThread(threads: 3) { try run(given) }
      expectClose(three.sequence, one.sequence, absolute: 1e-6, relative: 1e-6, "sequence")
      expectClose(three.inputGradient, one.inputGradient, absolute: 1e-6, relative: 1e-5, "input gradient")
      expectClose(
        three.parameterGradients, one.parameterGradients, absolute: 1e-5, relative: 1e-5, "gradients")
    }
  }

  @Test func memoryUsedBeforeLeavesNoTrace() throws {
    let small = ScanInput(layer, items: 2, steps: 3, lengths: [1, 3])
    let large = ScanInput(layer, items: 4, steps: 6, seed: 1)
    try onComputeThread {
      let scan = try RecurrentScan(layer, maxItems: 4, maxSteps: 6, forTraining: true)
      let before = try run(small, scan: scan)
      _ = try run(large, scan: scan)
      #expect(try run(small, scan: scan) == before)
      #expect(try run(small) == before)
    }
  }

  @Test func bothOrdersGiveEqualBits() throws {
    let given = ScanInput(layer, items: 3, steps: 4, lengths: [2, 4, 3])
    func turned(_ values: [Float], _ rows: Int, _ columns: Int) -> [Float] {
      let order: [Int] = (0..<12).map { $0 % rows * columns + $0 / rows }
      return reordered(values, rows: order, features: values.count / 12)
    }
    var other = given
    other.order = .stepsFirst
    other.input = turned(given.input, 3, 4)
    other.bySequence = given.bySequence.map { turned($0, 3, 4) }
    let (itemsFirst, stepsFirst) = try onComputeThread { (try run(given), try run(other)) }
    #expect(turned(stepsFirst.sequence, 4, 3) == itemsFirst.sequence)
    #expect(turned(stepsFirst.inputGradient, 4, 3) == itemsFirst.inputGradient)
    #expect(stepsFirst.parameterGradients == itemsFirst.parameterGradients)
  }

  @Test func gradientsAreAddedToWhatIsThere() throws {
    let given = ScanInput(layer, items: 2, steps: 3)
    try onComputeThread {
      let once = try run(given).parameterGradients
      let scan = try RecurrentScan(layer, maxItems: 2, maxSteps: 3, forTraining: true)
      var twice = [Float](repeating: 0, count: layer.parameterCount)
      for _ in 0..<2 {
        try scan.forward(given.parameters, input: given.input, order: .itemsFirst, items: 2, steps: 3)
        try scan.backward(
          given.parameters, sequenceGradient: given.bySequence ?? [], lastStateGradient: given.byLast ?? [],
          order: .itemsFirst, inputGradient: nil, parameterGradients: &twice)
      }
      expectClose(
        twice, once.map { (value: Float) -> Float in value + value }, absolute: 1e-5, relative: 1e-5,
        "gradients")
    }
  }

  @Test func parametersFollowPyTorch() {
    let layer = RecurrentLayer(.lstm, inputs: 3, units: 4, layers: 2, isBidirectional: true)
    #expect(
      layer.parameters.map(\.name) == [
        "weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "weight_ih_l0_reverse",
        "weight_hh_l0_reverse", "bias_ih_l0_reverse", "bias_hh_l0_reverse", "weight_ih_l1", "weight_hh_l1",
        "bias_ih_l1", "bias_hh_l1", "weight_ih_l1_reverse", "weight_hh_l1_reverse", "bias_ih_l1_reverse",
        "bias_hh_l1_reverse",
      ])
    #expect(layer.parameters[8].shape == [16, 8])
    // PyTorch: sum(p.numel() for p in nn.LSTM(3, 4, 2, bidirectional=True).parameters()).
    #expect(layer.parameterCount == 736)
    var stream = RandomStream(seed: 1, purpose: "weights")
    let values = layer.initialParameters(&stream)
    #expect(values.allSatisfy { abs($0) <= 0.5 })
    #expect((values.max() ?? 0) > 0.45 && (values.min() ?? 0) < -0.45)
    var again = RandomStream(seed: 1, purpose: "weights")
    #expect(layer.initialParameters(&again) == values)
  }
}
