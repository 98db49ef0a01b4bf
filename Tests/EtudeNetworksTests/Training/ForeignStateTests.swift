import EtudeCore
import EtudeNetworks
import Testing

/// States that PyTorch wrote, loaded for the same recipe, say what they said there.
@Suite struct ForeignStateTests {
  /// The golden file's pictures and frames.
  struct GoldenExamples: Examples {
    let file: GoldenFile
    let imageSize = 16
    let bands = 6
    var count: Int { 4 }

    func digest(_ item: Int) -> Digest { key("golden \(item)") }

    func image(_ item: Int) throws -> RGBImage {
      let bytes = imageSize * imageSize * 3
      let pixels = try #require(file.tensors["pixels"]).values[item * bytes..<(item + 1) * bytes]
      return RGBImage(width: imageSize, height: imageSize, pixels: pixels.map { UInt8($0) })
    }

    func frames(_ item: Int) throws -> Frames {
      let frames = try #require(file.tensors["frames\(item)"])
      return Frames(bands: bands, count: frames.shape[1], values: frames.values)
    }
  }

  static let recipes: [(String, [LayerKind])] = [
    (
      "cnn",
      [
        .conv(filters: 4, bias: false), .batchnorm, .relu, .maxpool(), .conv(filters: 6, bias: false),
        .batchnorm,
        .relu, .maxpool(), .globalpool, .classify,
      ]
    ),
    ("gru", [.gru(.init(units: 4, layers: 2, isBidirectional: true, steps: 5)), .classify]),
    ("stats", [.stats, .classify]),
    ("columns", [.conv(filters: 5, stride: 2), .columns, .lstm(.init(units: 4)), .classify]),
  ]

  private static func combined() throws -> Model {
    let picture = try Model([.conv(filters: 4, kernel: 1), .relu])
    let frames = try Model([.gru(.init(units: 5, steps: 5))])
    return try Model([.combine([picture, frames]), .classify])
  }

  private func loaded(_ name: String, _ model: Model, _ examples: GoldenExamples) throws -> Fitted {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let path = folder + "/state.safetensors"
    try SafetensorsFile(tensors: state(examples.file, name)).write(to: path)
    return try Fitted(
      weightsFrom: path, model: model, classes: ["a", "b", "c"], imageSize: examples.imageSize,
      bands: examples.bands)
  }

  private func state(_ file: GoldenFile, _ name: String) throws -> [String: Tensor] {
    var state: [String: Tensor] = [:]
    for (key, tensor) in file.tensors where key.hasPrefix(name + "/") {
      let key = String(key.dropFirst(name.count + 1))
      if key != "probabilities" && !key.hasPrefix("after.") { state[key] = tensor }
    }
    return state
  }

  private func check(_ name: String, _ model: Model) throws {
    let examples = GoldenExamples(file: try GoldenFile("states"))
    let loaded = try loaded(name, model, examples)
    let rows = try predict(loaded, examples: examples, items: Array(0..<4), work: Work())
    expectClose(
      rows.flatMap { $0 }.map { Float($0) }, try examples.file.values(name, "probabilities"), absolute: 1e-6,
      relative: 1e-5, name)
  }

  @Test(arguments: recipes) func aStateOfPyTorchSaysTheSameHere(_ recipe: (String, [LayerKind])) throws {
    try check(recipe.0, try Model(recipe.1))
  }

  @Test func soDoesOneOfBranches() throws { try check("combine", Self.combined()) }

  /// From pictures and frames to changed weights, through all that stands between: the step of a whole recipe.
  private func checkStep(_ name: String, _ model: Model) throws {
    let examples = GoldenExamples(file: try GoldenFile("states"))
    let before = try loaded(name, model, examples)
    let after = try fit(
      model, continuing: before, examples: examples, labels: [0, 1, 2, 1], classes: before.classes,
      training: Array(0..<4), validation: [],
      options: TrainingOptions(epochs: 1, learningRate: 0.1, optimiser: .sgd()), stream: key("step"),
      work: Work())
    var moved = 0
    for (parameter, weights) in after.weights {
      guard let expected = examples.file.tensors["\(name)/after.\(parameter)"] else { continue }
      expectClose(weights.values, expected.values, absolute: 2e-6, relative: 1e-5, "\(name) \(parameter)")
      moved += weights == before.weights[parameter] ? 0 : 1
    }
    #expect(moved == examples.file.tensors.keys.count { $0.hasPrefix(name + "/after.") })
  }

  @Test(arguments: recipes) func aStepFromItIsPyTorchs(_ recipe: (String, [LayerKind])) throws {
    try checkStep(recipe.0, try Model(recipe.1))
  }

  @Test func soIsOneOfBranches() throws { try checkStep("combine", Self.combined()) }

  /// Who trained a head on frozen features elsewhere need not bring the 9 MB that everyone has.
  @Test(.enabled(if: PretrainedWeights.mobilenetv2.isPresent)) func aFrozenPretrainedLayerMayBeLeftOut()
    throws
  {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let examples = MadeExamples(count: 8)
    let model = try Model([.mobilenetv2(weights: .imagenet)]).frozen().appending(.globalpool).appending(
      .classify)
    let whole = try fitted(model, examples, options: TrainingOptions(epochs: 1))
    let path = folder + "/head.safetensors"
    func load(_ model: Model, _ weights: [String: Tensor]) throws -> Fitted {
      try SafetensorsFile(tensors: weights).write(to: path)
      return try Fitted(weightsFrom: path, model: model, classes: examples.names, imageSize: 32, bands: 12)
    }
    let head = whole.weights.filter { $0.key.hasPrefix("classify.") }
    #expect(head.count == 2)
    #expect(try load(model, head).weights == whole.weights)
    #expect(
      failure { _ = try load(try model.unfrozen(), head) }?.cause.contains("has no tensor 'mobilenetv2")
        == true)
    var part = whole.weights
    part["mobilenetv2.features.0.0.weight"] = nil
    #expect(failure { _ = try load(model, part) }?.cause.contains("has no tensor 'mobilenetv2") == true)
  }
}
