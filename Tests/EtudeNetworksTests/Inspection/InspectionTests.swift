import EtudeCore
import EtudeNetworks
import Testing

@Suite struct InspectionTests {
  @Test func activationsAndSaliencyOfAMap() throws {
    let examples = MadeExamples(count: 24)
    let model = try Model(LayerKind.convolutionBlocks(blocks: 2, filters: 4) + [.classify])
    let result = try fitted(
      model, examples, options: TrainingOptions(epochs: 6, batch: 6, learningRate: 1e-2))
    let work = Work()
    let map = try result.activations(examples: examples, item: 1, layer: "conv2", work: work)
    #expect(map.shape == [8, 16, 16])
    let relu = try result.activations(examples: examples, item: 1, layer: "relu2", work: work)
    let norm = try result.activations(examples: examples, item: 1, layer: "batchnorm2", work: work)
    #expect(relu.values == norm.values.map { max(0, $0) })
    let pooled = try result.activations(examples: examples, item: 1, layer: "classify", work: work)
    let row = try #require(try predict(result, examples: examples, items: [1], work: work).first)
    #expect(pooled.values.firstIndex(of: pooled.values.max() ?? 0) == row.firstIndex(of: row.max() ?? 0))
    let saliency = try result.saliency(examples: examples, item: 1, work: work)
    #expect(saliency.map.shape == [8, 8] && saliency.view == .image)
    #expect(saliency.map.values.allSatisfy { (0...1).contains($0) })
    #expect(abs(saliency.probability - (row.max() ?? 0)) < 1e-5)
    #expect(try result.kernels(layer: "conv1").shape == [4, 3, 3, 3])
    #expect(failure { _ = try result.gates(examples: examples, item: 0, work: work) } != nil)
    #expect(failure { _ = try result.kernels(layer: "relu1") } != nil)
  }

  @Test func gatesAndSaliencyOfFrames() throws {
    let examples = MadeExamples(count: 12)
    let result = try fitted(
      Model([.gru(.init(units: 5, steps: 8)), .classify]), examples,
      options: TrainingOptions(epochs: 3, batch: 4))
    let gates = try result.gates(examples: examples, item: 2, work: Work())
    let layer = try #require(gates.first)
    #expect(layer.layer == "gru" && layer.gates.map(\.name) == ["reset", "update", "candidate"])
    let update = layer.gates[1].values
    #expect(update.shape == [1, 8, 5])
    #expect(update.values.allSatisfy { $0 > 0 && $0 < 1 })
    let saliency = try result.saliency(examples: examples, item: 2, genre: 0, work: Work())
    #expect(saliency.view == .frames && saliency.map.shape == [12, 8] && saliency.genre == 0)
    #expect(saliency.map.values.contains { $0 > 0 })
  }

  /// The answers' slopes, measured by moving every value of every step a little down and up.
  @Test(arguments: [
    LayerKind.gru(.init(units: 5, steps: 64)), .lstm(.init(units: 4, steps: 64)),
    .rnn(.init(units: 5, steps: 64)),
  ])
  func memoryEqualsFiniteDifferences(_ recurrent: LayerKind) throws {
    let examples = MadeExamples(count: 12)
    let result = try fitted(
      Model([recurrent, .classify]), examples, options: TrainingOptions(epochs: 2, batch: 4))
    let curve = try result.memory(examples: examples, item: 2, work: Work())
    let deviation = try #require(result.weights["\(curve.layer).input_deviation"]).values
    let frames = try examples.frames(2)
    try #require(curve.dependence.count == frames.count)
    let move: Float = 0.02
    func answers(_ band: Int, _ step: Int, _ share: Float) throws -> [Float] {
      var values = frames.values
      values[band * frames.count + step] += share * deviation[band]
      let moved = OneSong(view: Frames(bands: frames.bands, count: frames.count, values: values))
      return try result.activations(examples: moved, item: 0, layer: "classify", work: Work()).values
    }
    for step in 0..<frames.count {
      var squares: Float = 0
      for band in 0..<frames.bands {
        for (up, down) in try zip(answers(band, step, move), answers(band, step, -move)) {
          squares += (up - down) * (up - down) / (4 * move * move)
        }
      }
      let slope = squares.squareRoot()
      // A float's last bits over the step that the values are moved by, and the cubic part of what they do.
      #expect(abs(slope - curve.dependence[step]) <= 2e-3 * slope + 1e-4, "step \(step)")
    }
  }

  private struct OneSong: Examples {
    let view: Frames
    let imageSize = 32
    var bands: Int { view.bands }
    let count = 1
    func digest(_ item: Int) -> Digest { Digest.build { $0.append("one song") } }
    func image(_ item: Int) throws -> RGBImage { throw Failure("no picture") }
    func frames(_ item: Int) throws -> Frames { view }
  }
}
