import EtudeCore
import EtudeNetworks
import Testing

/// What must hold for every recurrent layer, whatever its numbers.
@Suite struct ScanLawTests {
  static let layers = RecurrentKind.allCases.flatMap { kind in
    [
      RecurrentLayer(kind, inputs: 3, units: 16),
      RecurrentLayer(kind, inputs: 2, units: 5, layers: 2, isBidirectional: true),
    ]
  }
  private let lengths = [4, 6, 1]

  private func given(_ layer: RecurrentLayer) -> ScanInput {
    ScanInput(layer, items: 3, steps: 6, lengths: lengths)
  }

  /// The loss whose gradients `run` takes: outputs and last states weighted by the gradients given.
  private func loss(_ given: ScanInput, _ scan: RecurrentScan) throws -> Double {
    let output = try run(given, scan: scan)
    func weighted(_ values: [Float], _ weights: [Float]?) -> Double {
      zip(values, weights ?? []).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    return weighted(output.sequence, given.bySequence) + weighted(output.last, given.byLast)
  }

  /// Central differences with ε = 1/64: the truncation is of order ε² ≈ 2e-4 and float noise of order 1e-6 / ε ≈ 1e-4.
  @Test(arguments: layers) func gradientsAreFiniteDifferences(layer: RecurrentLayer) throws {
    try onComputeThread {
      let given = given(layer)
      let scan = try RecurrentScan(layer, maxItems: 3, maxSteps: 6, forTraining: true)
      let output = try run(given, scan: scan)
      let step: Float = 0x1p-6
      func difference(_ path: WritableKeyPath<ScanInput, [Float]>, _ index: Int) throws -> Float {
        var (above, below) = (given, given)
        above[keyPath: path][index] += step
        below[keyPath: path][index] -= step
        return Float(try loss(above, scan) - loss(below, scan)) / (2 * step)
      }
      for index in stride(from: 0, to: given.parameters.count, by: 7) {
        expectClose(
          [output.parameterGradients[index]], [try difference(\.parameters, index)], absolute: 2e-3,
          relative: 2e-3, "parameter \(index)")
      }
      for index in given.input.indices {
        expectClose(
          [output.inputGradient[index]], [try difference(\.input, index)], absolute: 2e-3, relative: 2e-3,
          "input \(index)")
      }
    }
  }

  @Test(arguments: layers) func whatLiesBeyondALengthNeverMatters(layer: RecurrentLayer) throws {
    var given = given(layer)
    var other = given
    for (item, length) in lengths.enumerated() {
      for place in (item * 6 + length) * layer.inputs..<(item + 1) * 6 * layer.inputs {
        other.input[place] = .nan
      }
      for place in (item * 6 + length) * layer.outputs..<(item + 1) * 6 * layer.outputs {
        other.bySequence?[place] = .infinity
        given.bySequence?[place] = 0
      }
    }
    let (plain, poisoned) = try onComputeThread { (try run(given), try run(other)) }
    #expect(plain == poisoned)
    for (item, length) in lengths.enumerated() {
      #expect(
        plain.sequence[(item * 6 + length) * layer.outputs..<(item + 1) * 6 * layer.outputs].allSatisfy {
          $0 == 0
        })
      #expect(
        plain.inputGradient[(item * 6 + length) * layer.inputs..<(item + 1) * 6 * layer.inputs].allSatisfy {
          $0 == 0
        })
    }
  }

  @Test(arguments: layers) func anItemIsTheSameAloneAndInABatch(layer: RecurrentLayer) throws {
    let given = given(layer)
    try onComputeThread {
      let together = try run(given)
      for (item, length) in lengths.enumerated() {
        var alone = ScanInput(layer, items: 1, steps: length)
        alone.parameters = given.parameters
        alone.input = Array(given.input[item * 6 * layer.inputs..<(item * 6 + length) * layer.inputs])
        let last = Array(together.last[item * layer.outputs..<(item + 1) * layer.outputs])
        expectClose(try run(alone).last, last, absolute: 1e-6, relative: 1e-5, "item \(item)")
      }
    }
  }

  @Test(arguments: layers) func gatesAreShares(layer: RecurrentLayer) throws {
    let output = try onComputeThread { try run(given(layer)) }
    #expect(output.gates.count == layer.layers * layer.directions)
    for gates in output.gates {
      #expect(gates.map(\.name) == layer.kind.gateNames)
      for gate in gates {
        #expect(gate.values.shape == [3, 6, layer.units])
        let isShare = !["candidate", "cell", "state"].contains(gate.name)
        for (item, length) in lengths.enumerated() {
          let item = gate.values.values[item * 6 * layer.units..<(item + 1) * 6 * layer.units]
          #expect(item.prefix(length * layer.units).allSatisfy { $0 < 1 && $0 > (isShare ? 0 : -1) })
          #expect(item.dropFirst(length * layer.units).allSatisfy { $0 == 0 })
        }
      }
    }
  }

  /// With equal weights the backward direction over a sequence is the forward one over the sequence turned round.
  @Test(arguments: RecurrentKind.allCases) func directionsMirrorEachOther(kind: RecurrentKind) throws {
    let layer = RecurrentLayer(kind, inputs: 3, units: 5, isBidirectional: true)
    var given = ScanInput(layer, items: 2, steps: 4)
    given.parameters =
      Array(given.parameters.prefix(layer.parameterCount / 2))
      + given.parameters.prefix(layer.parameterCount / 2)
    func turned(_ values: [Float], _ features: Int) -> [Float] {
      reordered(values, rows: (0..<8).map { $0 / 4 * 4 + 3 - $0 % 4 }, features: features)
    }
    func half(_ values: [Float], _ which: Int) -> [Float] {
      let rows: [Int] = (0..<values.count / 10).map { 2 * $0 + which }
      return reordered(values, rows: rows, features: 5)
    }
    var mirrored = given
    mirrored.input = turned(given.input, 3)
    let (plain, mirror) = try onComputeThread { (try run(given), try run(mirrored)) }
    expectClose(
      half(plain.sequence, 0), turned(half(mirror.sequence, 1), 5), absolute: 1e-6, relative: 1e-6, "sequence"
    )
    expectClose(half(plain.last, 1), half(mirror.last, 0), absolute: 1e-6, relative: 1e-6, "last")
  }
}
