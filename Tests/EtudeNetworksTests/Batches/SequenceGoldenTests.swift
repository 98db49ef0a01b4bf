import EtudeCore
import EtudeNetworks
import Testing

/// Batches of unequal lengths, the longest shorter than the recipe allows, against PyTorch's packed sequences: what is
/// said of each item, and the weights after one step, element by element.
@Suite struct SequenceGoldenTests {
  private struct GoldenFrames: Examples {
    let file: GoldenFile
    let imageSize = 1
    let bands = 4
    var count: Int { 5 }

    func digest(_ item: Int) -> Digest { key("sequence \(item)") }
    func image(_ item: Int) throws -> RGBImage { RGBImage(width: 1, height: 1, pixels: [0, 0, 0]) }
    func frames(_ item: Int) throws -> Frames {
      let frames = try #require(file.tensors["frames\(item)"])
      return Frames(bands: bands, count: frames.shape[1], values: frames.values)
    }
  }

  static let recipes: [(String, [LayerKind])] = [
    ("one", [.gru(.init(units: 5, givesSequence: true)), .classify]),
    (
      "stacked",
      [.gru(.init(units: 5, givesSequence: true)), .lstm(.init(units: 4, isBidirectional: true)), .classify]
    ),
    (
      "deep",
      [
        .lstm(.init(units: 3, layers: 2, isBidirectional: true, givesSequence: true)), .sigmoid,
        .rnn(.init(units: 5, givesSequence: true)), .tanh, .dense(units: 6), .relu, .classify,
      ]
    ),
  ]

  private func loaded(_ name: String, _ model: Model, _ examples: GoldenFrames) throws -> Fitted {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    var state: [String: Tensor] = [:]
    for (key, tensor) in examples.file.tensors where key.hasPrefix(name + "/") {
      let key = String(key.dropFirst(name.count + 1))
      if key != "probabilities" && !key.hasPrefix("after.") { state[key] = tensor }
    }
    let path = folder + "/state.safetensors"
    try SafetensorsFile(tensors: state).write(to: path)
    return try Fitted(
      weightsFrom: path, model: model, classes: ["a", "b", "c"], imageSize: examples.imageSize,
      bands: examples.bands)
  }

  private func check(_ name: String, _ model: Model) throws {
    let examples = GoldenFrames(file: try GoldenFile("sequences"))
    let before = try loaded(name, model, examples)
    let expected = try examples.file.values(name, "probabilities")
    let rows = try predict(before, examples: examples, items: Array(0..<5), work: Work())
    expectClose(rows.flatMap { $0 }, expected, absolute: 1e-6, relative: 1e-5, name)
    for item in 0..<5 {
      let alone = try predict(before, examples: examples, items: [item], work: Work())[0]
      expectClose(
        alone, Array(expected[item * 3..<item * 3 + 3]), absolute: 1e-6, relative: 1e-5, "\(name) \(item)")
    }
    let after = try fit(
      model, continuing: before, examples: examples, labels: [0, 1, 2, 1, 0], classes: before.classes,
      training: Array(0..<5), options: TrainingOptions(epochs: 1, learningRate: 0.1, optimiser: .sgd()),
      stream: key("step"), work: Work())
    var compared = 0
    for (parameter, weights) in after.weights {
      guard let expected = examples.file.tensors["\(name)/after.\(parameter)"] else { continue }
      expectClose(weights.values, expected.values, absolute: 2e-6, relative: 1e-5, "\(name) \(parameter)")
      #expect(weights != before.weights[parameter], "\(name) \(parameter)")
      compared += 1
    }
    #expect(compared == examples.file.tensors.keys.count { $0.hasPrefix(name + "/after.") })
  }

  @Test(arguments: recipes) func equalsPyTorchsPackedSequences(_ recipe: (String, [LayerKind])) throws {
    try check(recipe.0, try Model(recipe.1))
  }

  @Test func soDoBranchesOfDifferentSteps() throws {
    let gru = try Model([.gru(.init(units: 5, givesSequence: true))])
    let rnn = try Model([.rnn(.init(units: 3, isBidirectional: true, givesSequence: true, steps: 10))])
    try check("branches", try Model([.combine([gru, rnn]), .batchnorm, .classify]))
  }

  /// Half a minute of sound has 1292 frames, and so 118 steps of the 128 that there may be.
  @Test func aLayerShowsAsManyStepsAsTheItemHas() throws {
    let examples = GoldenFrames(file: try GoldenFile("sequences"))
    let model = try Model(Self.recipes[1].1)
    let fitted = try loaded("stacked", model, examples)
    for (item, steps) in [118, 100, 31, 5, 1].enumerated() {
      let seen = try fitted.activations(examples: examples, item: item, layer: "gru", work: Work())
      #expect(seen.shape == [steps, 5])
      let gates = try fitted.gates(examples: examples, item: item, work: Work())
      #expect(gates.count == 3 && gates.allSatisfy { $0.gates.allSatisfy { $0.values.shape[1] == steps } })
      let saliency = try fitted.saliency(examples: examples, item: item, work: Work())
      #expect(saliency.map.shape == [4, steps])
    }
    let rows = try model.layerTable(imageSize: 1, bands: 4, classes: 3)
    #expect(rows.map(\.output) == ["up to 128 × 5", "8", "3"])
  }
}
