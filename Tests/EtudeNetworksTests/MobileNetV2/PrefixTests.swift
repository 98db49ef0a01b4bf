import EtudeCore
import EtudeNetworks
import Synchronization
import Testing

/// Counts how often a picture is asked for.
private struct CountedExamples: Examples {
  final class Counter: Sendable {
    let pictures = Atomic<Int>(0)
  }

  let made: MadeExamples
  let counter = Counter()
  var count: Int { made.count }
  var imageSize: Int { made.imageSize }
  var bands: Int { made.bands }
  func digest(_ item: Int) -> Digest { made.digest(item) }
  func frames(_ item: Int) throws -> Frames { try made.frames(item) }

  func image(_ item: Int) throws -> RGBImage {
    counter.pictures.wrappingAdd(1, ordering: .relaxed)
    return try made.image(item)
  }
}

@Suite(.enabled(if: PretrainedWeights.mobilenetv2.isPresent)) struct PrefixTests {
  private func train(_ model: Model, _ examples: any Examples, _ made: MadeExamples, store: ResultStore?)
    throws
    -> Fitted
  {
    try fit(
      model, examples: examples, labels: made.labels, classes: made.names, training: Array(0..<9),
      options: TrainingOptions(epochs: 2, batch: 4), stream: key("prefix"),
      work: Work(threads: 2, store: store))
  }

  @Test func aFrozenPrefixRunsOncePerItem() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let made = MadeExamples(count: 12)
    let examples = CountedExamples(made: made)
    let cache = ResultStore(folder: folder)
    let model = try Model([.mobilenetv2(weights: .imagenet)]).frozen().appending(.classify)
    let first = try train(model, examples, made, store: cache)
    #expect(examples.counter.pictures.load(ordering: .relaxed) == 9)
    let second = try train(model, examples, made, store: cache)
    #expect(examples.counter.pictures.load(ordering: .relaxed) == 9)
    #expect(first.digest == second.digest)
    #expect(try train(model, examples, made, store: nil).digest == first.digest)
  }

  @Test func fineTuningMovesOnlyTheTopBlocks() throws {
    let made = MadeExamples(count: 12)
    let model = try Model([.mobilenetv2(weights: .imagenet), .classify]).frozen(through: "block16")
    let pretrained = try PretrainedWeights.mobilenetv2.load()
    let result = try train(model, made, made, store: nil)
    for (name, tensor) in pretrained {
      let isTop = name.hasPrefix("features.17.") || name.hasPrefix("features.18.")
      #expect((result.weights["mobilenetv2." + name] == tensor) != isTop, "\(name)")
    }
  }

  /// The trainable form of all blocks, in inference mode, equals the folded one: on whole maps, and on strips of large
  /// maps whose sides are odd.
  @Test(arguments: [64, 202]) func theFoldedNetworkEqualsThePlainOne(_ size: Int) throws {
    let made = MadeExamples(count: 12, imageSize: size)
    let frozen = try Model([.mobilenetv2(weights: .imagenet), .classify]).frozen(through: "mobilenetv2")
    let result = try train(frozen, made, made, store: nil)
    let folded = try result.activations(examples: made, item: 1, layer: "mobilenetv2", work: Work())
    let row = try features(
      Model([.mobilenetv2(weights: .imagenet)]).frozen(), examples: made, items: [1], work: Work())[0]
    let positions = folded.shape[1] * folded.shape[2]
    let pooled = (0..<1280).map { channel in
      folded.values[channel * positions..<(channel + 1) * positions].reduce(0, +) / Float(positions)
    }
    expectClose(pooled, row, absolute: 1e-4, relative: 1e-3, "pooled")
    let saliency = try result.saliency(examples: made, item: 1, work: Work())
    #expect(saliency.map.shape == [(size + 31) / 32, (size + 31) / 32])
  }
}
