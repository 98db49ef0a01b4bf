import EtudeCore
import EtudeNetworks
import EtudeProbes
import Testing

/// Gradients against finite differences, for layers as they stand in networks.
@Suite struct GradientTests {
  private static let map = Shape.map(channels: 3, height: 6, width: 8)
  static let cases: [(String, [LayerKind], Shape)] = [
    ("conv", [.conv(filters: 5)], map),
    ("strided", [.conv(filters: 4, kernel: 5, stride: 2, bias: false)], map),
    ("batchnorm", [.conv(filters: 4), .batchnorm], map), ("tanh", [.conv(filters: 4), .tanh], map),
    ("avgpool", [.avgpool(), .conv(filters: 4, kernel: 1)], map),
    ("columns", [.columns, .gru(.init(units: 5, isBidirectional: true)), .dense(units: 3)], map),
    (
      "sequence", [.lstm(.init(units: 4, givesSequence: true)), .rnn(.init(units: 3))],
      .sequence(steps: 5, features: 4)
    ),
    (
      "stacked dropout",
      [.gru(.init(units: 6, layers: 3, isBidirectional: true, dropout: 0.5)), .dense(units: 2)],
      .sequence(steps: 5, features: 4)
    ),
    ("dense", [.dense(units: 7), .sigmoid, .dense(units: 2)], .vector(9)),
    ("vector norm", [.dense(units: 6), .batchnorm, .tanh], .vector(5)),
    ("flatten", [.conv(filters: 2), .flatten, .dense(units: 3)], map),
  ]

  private func numbers(_ count: Int, _ purpose: String) -> [Float] {
    var random = RandomStream(key(purpose))
    return (0..<count).map { _ in Float(random.uniform(-1...1)) }
  }

  private func dot(_ a: [Float], _ b: [Float]) -> Double {
    zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  @Test(arguments: cases) func equalFiniteDifferences(_ each: (String, [LayerKind], Shape)) throws {
    try check(Model(each.1), each.2, name: each.0)
  }

  @Test func branchesBehindALayer() throws {
    let left = try Model([.conv(filters: 3), .tanh])
    let right = try Model([.columns, .gru(.init(units: 4))])
    try check(
      Model([.conv(filters: 4, kernel: 1), .combine([left, right]), .dense(units: 3)]), Self.map,
      name: "combine")
  }

  /// The derivative along a random direction through all parameters and the input at once.
  private func check(_ model: Model, _ input: Shape, name: String) throws {
    let items = 3
    let probe = try NetworkProbe(model, input: input, items: items)
    let count: Int
    switch input {
    case .map(let channels, let height, let width): count = channels * height * width
    case .sequence(let steps, let features), .ownLength(let steps?, let features): count = steps * features
    case .vector(let features): count = features
    default: count = 0
    }
    let values = numbers(items * count, "values")
    let first = try probe.run(values)
    let pull = numbers(first.output.count, "gradient")
    let pass = try probe.run(values, weights: first.weights, gradient: pull)
    let start = try probe.run(values).weights
    let trained = probe.parameters.filter(\.isTrainable).map(\.name)
    var slope = 0.0
    var directions: [String: [Float]] = [:]
    for parameter in trained {
      let gradient = try #require(pass.gradients[parameter])
      directions[parameter] = numbers(gradient.count, parameter)
      slope += dot(gradient, directions[parameter] ?? [])
    }
    let inputDirection = numbers(values.count, "input")
    slope += dot(pass.inputGradient, inputDirection)
    func moved(_ step: Float) throws -> Double {
      var weights = start
      for (parameter, direction) in directions {
        let tensor = try #require(weights[parameter])
        weights[parameter] = Tensor(
          shape: tensor.shape, values: zip(tensor.values, direction).map { $0 + step * $1 })
      }
      return dot(
        try probe.run(zip(values, inputDirection).map { $0 + step * $1 }, weights: weights).output, pull)
    }
    let step: Float = 4e-3
    let difference = (try moved(step) - moved(-step)) / Double(2 * step)
    // Single precision: the sum's rounding over the step, and the third derivative times the step squared.
    let size = first.output.reduce(0.0) { $0 + abs(Double($1)) }
    #expect(
      abs(difference - slope) <= 1e-2 * max(1, abs(slope)) + 1e-4 * size,
      "\(name): \(slope) and \(difference)")
  }
}
