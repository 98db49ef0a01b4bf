import EtudeCore
import EtudeNetworks
import Testing

/// Optimisers, clipping and rates against PyTorch's, step by step and element by element.
@Suite struct OptimiserTests {
  private let count = 37

  private func run(_ optimiser: Optimiser, _ rows: Range<Int> = 0..<6, from start: [Float]? = nil) throws
    -> [Float]
  {
    let file = try GoldenFile("optimisers")
    var weights = try start ?? #require(file.tensors["start"]).values
    let gradients = try #require(file.tensors["gradients"]).values
    var result: [Float] = []
    for row in rows {
      optimiser.step(&weights, gradients: Array(gradients[row * count..<(row + 1) * count]), rate: 1e-2)
      result += weights
    }
    return result
  }

  @Test(arguments: [
    ("adam", OptimiserRule.adam()),
    ("adam-decay", .adam(beta1: 0.8, beta2: 0.95, epsilon: 1e-6, weightDecay: 0.1)),
    ("adamw", .adamW()), ("adamw-decay", .adamW(weightDecay: 0.2)), ("sgd", .sgd()),
    ("sgd-momentum", .sgd(momentum: 0.9)),
    ("sgd-nesterov", .sgd(momentum: 0.9, nesterov: true, weightDecay: 0.01)),
    ("sgd-decay", .sgd(weightDecay: 0.1)),
  ])
  func equalsPyTorch(name: String, rule: OptimiserRule) throws {
    let expected = try GoldenFile("optimisers").values(name, "weights")
    let weights = try run(Optimiser(rule, count: count))
    expectClose(weights, expected, absolute: 2e-7, relative: 1e-6, name)
  }

  @Test func groupsLearnAtTheirOwnRates() throws {
    let groups = [ParameterGroup(range: 0..<20, rateFactor: 0.1), ParameterGroup(range: 20..<37)]
    let expected = try GoldenFile("optimisers").values("adam-groups", "weights")
    let weights = try run(Optimiser(.adam(), count: count, groups: groups))
    expectClose(weights, expected, absolute: 2e-7, relative: 1e-6, "adam-groups")
  }

  @Test(arguments: [OptimiserRule.adam(), .adamW(), .sgd(momentum: 0.9), .sgd(momentum: 0.9, nesterov: true)])
  func whatIsOutsideTheGroupsStays(rule: OptimiserRule) throws {
    let start = try #require(GoldenFile("optimisers").tensors["start"]).values
    let weights = try run(Optimiser(rule, count: count, groups: [ParameterGroup(range: 3..<22)]), 0..<1)
    #expect(weights.prefix(3) == start.prefix(3) && weights.dropFirst(22) == start.dropFirst(22))
    #expect(zip(weights[3..<22], start[3..<22]).allSatisfy { $0 != $1 })
  }

  @Test(arguments: [OptimiserRule.adam(), .adamW(), .sgd(), .sgd(momentum: 0.9, nesterov: true)])
  func restoringGoesOnWithTheSameBits(rule: OptimiserRule) throws {
    let whole = try run(Optimiser(rule, count: count))
    let first = try Optimiser(rule, count: count)
    let half = try run(first, 0..<3)
    let second = try Optimiser(rule, count: count)
    try second.restore(first.state)
    let rest = try run(second, 3..<6, from: Array(half.suffix(count)))
    #expect(half + rest == whole)
  }

  @Test func aStateOfAnotherRuleIsRefused() throws {
    let sgd = try Optimiser(.sgd(momentum: 0.9), count: 4).state
    #expect(failure { try Optimiser(.adam(), count: 4).restore(sgd) }?.cause.contains("does not fit") == true)
    #expect(failure { try Optimiser(.sgd(momentum: 0.9), count: 5).restore(sgd) } != nil)
  }

  @Test func clippingEqualsPyTorch() throws {
    let file = try GoldenFile("optimisers")
    let gradients = try #require(file.tensors["gradients"]).values
    let expected = try file.values("clip5", "gradients-and-norm")
    for row in 0..<6 {
      var clipped = Array(gradients[row * count..<(row + 1) * count])
      let norm = clipGradients(&clipped, count: count, maximum: 5)
      expectClose(
        clipped + [Float(norm)], Array(expected[row * (count + 1)..<(row + 1) * (count + 1)]), absolute: 1e-7,
        relative: 2e-6, "row \(row)")
    }
    // Some rows lie below the limit and some above, so both branches are compared.
    let norms = (0..<6).map { expected[$0 * (count + 1) + count] }
    #expect(norms.contains { $0 < 5 } && norms.contains { $0 > 5 })
  }

  @Test(arguments: [
    ("rate-step-3-half", LearningRate(0.1, course: .step(every: 3, factor: 0.5)), 10),
    ("rate-cosine-10", LearningRate(0.1, course: .cosine(minimum: 0.01)), 10),
    ("rate-warmup-4", LearningRate(0.1, warmUp: 4), 10),
    ("rate-warmup-4-cosine-6", LearningRate(0.1, course: .cosine(minimum: 0.01), warmUp: 4), 10),
  ])
  func ratesEqualPyTorch(name: String, rate: LearningRate, total: Int) throws {
    let expected = try #require(GoldenFile("optimisers").tensors[name]).values
    expectClose(
      (0..<10).map { Float(rate.rate(at: $0, of: total)) }, expected, absolute: 1e-8, relative: 1e-6, name)
  }

  @Test func aConstantRateStaysAsItIs() {
    #expect((0..<5).allSatisfy { LearningRate(0.3).rate(at: $0, of: 5) == 0.3 })
  }
}
