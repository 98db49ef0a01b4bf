import EtudeCore
import EtudeNetworks
import EtudeProbes
import Testing

/// Every layer forward and backward against PyTorch's numbers.
@Suite struct LayerGoldenTests {
  static let cases: [(String, LayerKind)] = [
    ("conv3", .conv(filters: 6)), ("conv1", .conv(filters: 8, kernel: 1)),
    ("conv3-stride2", .conv(filters: 5, stride: 2)),
    ("conv5-nobias", .conv(filters: 3, kernel: 5, bias: false)),
    ("conv3-depthwise", .conv(filters: 4, groups: 4)),
    ("conv3-depthwise-stride2", .conv(filters: 4, stride: 2, groups: 4, bias: false)),
    ("conv3-groups2", .conv(filters: 6, groups: 2)), ("batchnorm-training", .batchnorm),
    ("batchnorm-frozen", .batchnorm), ("maxpool2", .maxpool()), ("avgpool2", .avgpool()),
    ("avgpool3-stride1", .avgpool(kernel: 3, stride: 1)), ("relu", .relu), ("relu6", .relu6), ("tanh", .tanh),
    ("sigmoid", .sigmoid), ("dense", .dense(units: 4)), ("globalpool", .globalpool),
    ("globalpool-sequence", .globalpool), ("columns", .columns), ("flatten", .flatten),
  ]

  @Test(arguments: cases, [1, 2]) func equalsPyTorch(_ each: (String, LayerKind), _ threads: Int) throws {
    let (name, kind) = each
    let file = try GoldenFile("layers")
    let input = try file.tensor(name, "input")
    let isFrozen = name == "batchnorm-frozen"
    let base = try Model([kind])
    let model = isFrozen ? try base.frozen() : base
    let probe = try NetworkProbe(
      model, input: shape(of: input), items: input.shape[0], isTraining: true, threads: threads)
    var weights: [String: Tensor] = [:]
    for parameter in probe.parameters {
      weights[parameter.name] = try file.tensor(name, String(parameter.name.dropFirst(kind.verb.count + 1)))
    }
    let pass = try probe.run(
      input.values, weights: weights, gradient: try file.values(name, "gradient.output"))
    let (absolute, relative): (Float, Float) = (2e-6, 1e-5)
    expectClose(
      pass.output, try file.values(name, "output"), absolute: absolute, relative: relative, name + " output")
    expectClose(
      pass.inputGradient, try file.values(name, "gradient.input"), absolute: 5e-6, relative: 2e-5,
      name + " gradient.input")
    for (parameter, gradient) in pass.gradients {
      let short = String(parameter.dropFirst(kind.verb.count + 1))
      expectClose(
        gradient, try file.values(name, "gradient." + short), absolute: 1e-5, relative: 2e-5,
        name + " " + short)
    }
    for statistic in ["running_mean", "running_var"] where kind == .batchnorm {
      let after = try #require(pass.weights["batchnorm." + statistic])
      expectClose(
        after.values, try file.values(name, "after." + statistic), absolute: 1e-6, relative: 1e-5, statistic)
    }
  }

  private func shape(of input: Tensor) -> Shape {
    switch input.shape.count {
    case 4: .map(channels: input.shape[1], height: input.shape[2], width: input.shape[3])
    case 3: .sequence(steps: input.shape[1], features: input.shape[2])
    default: .vector(input.shape[1])
    }
  }
}

/// One training step of each recipe, and three epochs, against PyTorch's numbers.
@Suite struct StepGoldenTests {
  static let convolutions: [LayerKind] = [
    .conv(filters: 4, bias: false), .batchnorm, .relu, .maxpool(), .conv(filters: 6, bias: false), .batchnorm,
    .relu,
    .maxpool(), .globalpool, .classify,
  ]
  static let recipes: [(String, [LayerKind])] = [
    ("head", [.dense(units: 6), .relu, .classify]), ("cnn", convolutions),
    ("gru", [.gru(.init(units: 8)), .classify]),
    ("lstm", [.lstm(.init(units: 4, isBidirectional: true)), .classify]),
    ("rnn", [.rnn(.init(units: 8, layers: 2)), .classify]),
    (
      "map-columns-gru",
      [.conv(filters: 6, kernel: 1), .batchnorm, .relu, .columns, .gru(.init(units: 5)), .classify]
    ),
  ]

  @Test(arguments: recipes) func aStepEqualsPyTorch(_ recipe: (String, [LayerKind])) throws {
    let file = try GoldenFile("steps")
    let (name, kinds) = recipe
    let input = try file.tensor(name, "input")
    let outcome = try TrainingProbe.train(
      recipeModel(kinds, input), input: shape(of: input), classes: 3, weights: state(file, name, "before"),
      batches: [.init(values: input.values, labels: try file.numbers(name, "labels"))], rule: .adam(),
      rate: 1e-2)
    expectClose(
      outcome.logits[0], try file.values(name, "logits"), absolute: 1e-6, relative: 1e-5, "\(name) logits")
    let loss = try #require(try file.values(name, "loss").first)
    #expect(abs(outcome.losses[0] - Double(loss)) < 1e-5)
    try expectState(outcome.weights, file, name, absolute: 2e-5)
  }

  /// Adam's first steps divide each gradient by its own size, so that a rounding error of a gradient near zero shows.
  @Test(arguments: ["cnn", "gru"]) func threeEpochsEqualPyTorch(_ name: String) throws {
    let file = try GoldenFile("epochs")
    let input = try file.tensor(name, "input")
    let labels = try file.numbers(name, "labels")
    let orders = try file.numbers(name, "orders")
    let width = input.values.count / input.shape[0]
    var batches: [TrainingProbe.Batch] = []
    for epoch in 0..<3 {
      let order = Array(orders[epoch * 10..<epoch * 10 + 10])
      for range in [0..<4, 4..<8, 8..<10] {
        let items = Array(order[range])
        batches.append(
          .init(
            values: items.flatMap { Array(input.values[$0 * width..<($0 + 1) * width]) },
            labels: items.map { labels[$0] }))
      }
    }
    let filters = try file.tensor(name, name == "cnn" ? "before.conv1.weight" : "before.gru.weight_hh_l0")
    let classify = try file.tensor(name, "before.classify.weight")
    var kinds: [LayerKind]
    if name == "cnn" {
      let second = try file.tensor(name, "before.conv2.weight")
      kinds = Self.convolutions
      kinds[0] = .conv(filters: filters.shape[0], bias: false)
      kinds[4] = .conv(filters: second.shape[0], bias: false)
    } else {
      kinds = [.gru(.init(units: filters.shape[1])), .classify]
    }
    let outcome = try TrainingProbe.train(
      recipeModel(kinds, input), input: shape(of: input), classes: classify.shape[0],
      weights: state(file, name, "before"), batches: batches, rule: .adam(), rate: 1e-2)
    expectClose(
      outcome.losses.map { Float($0) }, try file.values(name, "losses"), absolute: 1e-4, relative: 1e-3,
      "losses")
    try expectState(outcome.weights, file, name, absolute: 1e-3)
  }

  private func recipeModel(_ kinds: [LayerKind], _ input: Tensor) throws -> Model { try Model(kinds) }

  private func shape(of input: Tensor) -> Shape {
    switch input.shape.count {
    case 4: .map(channels: input.shape[1], height: input.shape[2], width: input.shape[3])
    case 3: .sequence(steps: input.shape[1], features: input.shape[2])
    default: .vector(input.shape[1])
    }
  }

  private func state(_ file: GoldenFile, _ name: String, _ moment: String) -> [String: Tensor] {
    let prefix = "\(name)/\(moment)."
    var state: [String: Tensor] = [:]
    for (key, tensor) in file.tensors where key.hasPrefix(prefix) {
      state[String(key.dropFirst(prefix.count))] = tensor
    }
    return state
  }

  private func expectState(_ weights: [String: Tensor], _ file: GoldenFile, _ name: String, absolute: Float)
    throws
  {
    let after = state(file, name, "after")
    #expect(!after.isEmpty)
    for (key, tensor) in after {
      // A bias right before batch norm has no gradient but rounding errors, which Adam makes as large as its rate.
      let bound = key == "conv.bias" ? 2.1e-2 : absolute
      expectClose(
        try #require(weights[key], "\(key)").values, tensor.values, absolute: bound, relative: 1e-4,
        "\(name) \(key)")
    }
  }
}
