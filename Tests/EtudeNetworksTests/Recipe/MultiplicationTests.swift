import EtudeCore
import EtudeNetworks
import Testing

/// Multiplications of a layer, counted by hand.
@Suite struct MultiplicationTests {
  /// Each weight of a kernel or a matrix once at every place; biases are added, and multiply nothing.
  @Test(arguments: 0..<30) func biasesMultiplyNothing(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "multiplications")
    let (filters, units, classes) = (1 + random.below(9), 1 + random.below(40), 2 + random.below(9))
    let side = 8 + random.below(20)
    let table = try Model([.conv(filters: filters, kernel: 3), .globalpool, .dense(units: units), .classify])
      .layerTable(imageSize: side, bands: 16, classes: classes)
    let counts = Dictionary(uniqueKeysWithValues: table.map { ($0.name, $0.multiplications) })
    #expect(counts["conv"] == filters * 3 * 9 * side * side)
    #expect(counts["dense"] == units * filters && counts["classify"] == classes * units)
  }

  /// A recurrent layer multiplies what it reads and its state at every step, for every gate.
  @Test(arguments: 0..<30) func everyStepAndGateCounts(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "multiplications of steps")
    let (units, bands, steps) = (1 + random.below(30), 1 + random.below(64), 1 + random.below(100))
    let table = try Model([.gru(.init(units: units, steps: steps)), .classify])
      .layerTable(imageSize: 8, bands: bands, classes: 2)
    let count = try #require(table.first { $0.name == "gru" }?.multiplications)
    #expect(count == 3 * units * (bands + units) * steps)
  }
}
