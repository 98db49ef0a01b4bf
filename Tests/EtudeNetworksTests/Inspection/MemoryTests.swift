import EtudeCore
import EtudeNetworks
import Testing

/// How far back an answer depends on what was read, and one step by hand.
@Suite struct MemoryTests {
  /// One sequence, in which one number may be moved.
  private struct OneSequence: Examples {
    var steps: [[Float]]
    let imageSize = 0
    var bands: Int { steps[0].count }
    let count = 1

    func digest(_ item: Int) -> Digest { key("one \(steps)") }
    func image(_ item: Int) throws -> RGBImage { throw Failure("no picture") }
    func frames(_ item: Int) throws -> Frames {
      Frames(
        bands: bands, count: steps.count, values: (0..<bands).flatMap { band in steps.map { $0[band] } })
    }
  }

  private func sequence(_ count: Int, bands: Int) -> OneSequence {
    var random = RandomStream(key("a sequence"))
    return OneSequence(steps: (0..<count).map { _ in (0..<bands).map { _ in Float(random.normal()) } })
  }

  private func fresh(_ kinds: [LayerKind], bands: Int, classes: Int = 3) throws -> Fitted {
    try Model(kinds + [.classify]).fresh(
      imageSize: 0, bands: bands, classes: (0..<classes).map(String.init), stream: key("fresh"))
  }

  static let recipes: [[LayerKind]] = [
    [.rnn(.init(units: 5))], [.gru(.init(units: 5))], [.lstm(.init(units: 5))],
    [.gru(.init(units: 4, layers: 2, isBidirectional: true))],
    [.gru(.init(units: 4, givesSequence: true)), .lstm(.init(units: 3))],
  ]

  /// The answers of a network that moved a little at each of its inputs move as far as the curve says.
  @Test(arguments: recipes) func equalsFiniteDifferences(_ kinds: [LayerKind]) throws {
    let examples = sequence(7, bands: 4)
    let network = try fresh(kinds, bands: 4)
    let found = try network.memory(examples: examples, item: 0, work: Work())
    #expect(found.dependence.count == 7)
    func answers(_ examples: OneSequence) throws -> [Float] {
      try network.activations(examples: examples, item: 0, layer: "classify", work: Work()).values
    }
    let width: Float = 0.02
    for step in 0..<7 {
      var squares: Float = 0
      for band in 0..<4 {
        var (up, down) = (examples, examples)
        up.steps[step][band] += width
        down.steps[step][band] -= width
        for (one, other) in zip(try answers(up), try answers(down)) {
          squares += ((one - other) / (2 * width)) * ((one - other) / (2 * width))
        }
      }
      let (curve, differences) = (found.dependence[step], squares.squareRoot())
      #expect(
        abs(curve - differences) < 2e-3 * max(curve, 0.01) + 2e-5, "step \(step): \(curve), \(differences)")
    }
  }

  /// With fresh weights of one size a plain network forgets soonest.
  @Test func gatesRemember() throws {
    let examples = sequence(60, bands: 8)
    func kept(_ kind: LayerKind) throws -> Float {
      let curve = try fresh([kind], bands: 8).memory(examples: examples, item: 0, work: Work()).dependence
      return curve[0] / (curve.max() ?? 1)
    }
    let plain = try kept(.rnn(.init(units: 16)))
    #expect(try plain < kept(.gru(.init(units: 16))))
  }

  @Test(arguments: [RecurrentKind.gru, .lstm, .rnn]) func aStepByHandIsTheEngines(_ kind: RecurrentKind)
    throws
  {
    let settings = LayerKind.Recurrence(units: 6, givesSequence: true)
    let layer: LayerKind = kind == .gru ? .gru(settings) : kind == .lstm ? .lstm(settings) : .rnn(settings)
    let examples = sequence(9, bands: 5)
    let network = try fresh([layer], bands: 5)
    let scan = try #require(try network.gates(examples: examples, item: 0, work: Work()).first)
    for (step, unit) in [(0, 0), (4, 3), (8, 5)] {
      let hand = try network.recurrentStep(examples: examples, item: 0, unit: unit, step: step, work: Work())
      #expect(hand.step == step && hand.steps == 9 && hand.gates.map(\.name) == kind.gateNames)
      for (gate, row) in zip(hand.gates, scan.gates) {
        #expect(abs(Float(gate.value) - row.values.values[step * 6 + unit]) < 1e-5, "\(kind) \(gate.name)")
      }
      let states = try #require(scan.states.last).values.values
      #expect(abs(Float(hand.after) - states[step * 6 + unit]) < 1e-5)
      #expect(abs(Float(hand.before) - (step > 0 ? states[(step - 1) * 6 + unit] : 0)) < 1e-6)
      if kind == .lstm {
        #expect(abs(Float(hand.cellAfter ?? 9) - scan.states[0].values.values[step * 6 + unit]) < 1e-5)
      }
    }
    #expect(
      failure {
        _ = try network.recurrentStep(examples: examples, item: 0, level: 1, unit: 0, step: 0, work: Work())
      }
        != nil)
    #expect(
      failure {
        _ = try network.recurrentStep(
          examples: examples, item: 0, isReversed: true, unit: 0, step: 0, work: Work())
      } != nil)
    let end = try network.recurrentStep(examples: examples, item: 0, unit: 0, step: -1, work: Work())
    #expect(end.step == 8)
    #expect(
      failure { _ = try network.recurrentStep(examples: examples, item: 0, unit: 6, step: 0, work: Work()) }
        != nil)
    #expect(
      failure { _ = try network.recurrentStep(examples: examples, item: 0, unit: 0, step: 9, work: Work()) }
        != nil)
  }

  @Test(arguments: [RecurrentKind.gru, .lstm, .rnn]) func aStepOfAnyLevelAndDirection(_ kind: RecurrentKind)
    throws
  {
    let settings = LayerKind.Recurrence(units: 4, layers: 2, isBidirectional: true)
    let layer: LayerKind = kind == .gru ? .gru(settings) : kind == .lstm ? .lstm(settings) : .rnn(settings)
    let examples = sequence(6, bands: 5)
    let network = try fresh([layer], bands: 5)
    for scan in try network.gates(examples: examples, item: 0, work: Work()) {
      for (step, unit) in [(0, 1), (3, 0), (5, 3)] {
        let hand = try network.recurrentStep(
          examples: examples, item: 0, level: scan.level, isReversed: scan.isReversed, unit: unit, step: step,
          work: Work())
        let place = "\(kind) level \(scan.level) reversed \(scan.isReversed) step \(step)"
        for (gate, row) in zip(hand.gates, scan.gates) {
          #expect(abs(Float(gate.value) - row.values.values[step * 4 + unit]) < 1e-5, "\(place) \(gate.name)")
        }
        let states = try #require(scan.states.last).values.values
        #expect(abs(Float(hand.after) - states[step * 4 + unit]) < 1e-5, "\(place)")
        let before = scan.isReversed ? step + 1 : step - 1
        let old = (0..<6).contains(before) ? states[before * 4 + unit] : 0
        #expect(abs(Float(hand.before) - old) < 1e-6, "\(place)")
      }
    }
  }
}
