import EtudeCore
import EtudeNetworks
import Foundation
import Testing

/// bf16: as good as float32, itself again each time, and never taken for it.
@Suite struct PrecisionTests {
  private let options: TrainingOptions = {
    var options = TrainingOptions(epochs: 6, batch: 6, learningRate: 1e-2)
    options.precision = .bf16
    return options
  }()

  @Test(.enabled(if: Precision.bf16.isPossible)) func trainsAndPredicts() throws {
    let examples = MadeExamples(count: 32)
    let recipes: [[LayerKind]] = [
      LayerKind.convolutionBlocks(blocks: 2, filters: 4) + [.dropout(rate: 0.1), .classify],
      [.conv(filters: 6, groups: 3), .relu6, .conv(filters: 6, groups: 6), .batchnorm, .columns]
        + [.gru(.init(units: 4)), .classify], [.conv(filters: 4), .tanh, .avgpool(), .flatten, .classify],
    ]
    for kinds in recipes {
      let model = try Model(kinds)
      let first = try fitted(model, examples, options: options)
      #expect(first.precision == .bf16)
      #expect(try fitted(model, examples, options: options).digest == first.digest)
      #expect(try accuracy(first, examples, items: Array(24..<32)) >= 0.75)
      var exact = first
      exact.precision = .fp32
      #expect(exact.digest != first.digest)
      let items = Array(0..<4)
      let coarse = try predict(first, examples: examples, items: items, work: Work())
      let fine = try predict(exact, examples: examples, items: items, work: Work())
      #expect(coarse != fine)
      #expect(distance(coarse.flatMap { $0 }, fine.flatMap { $0 }) < 0.05)
    }
  }

  @Test(.enabled(if: Precision.bf16.isPossible && PretrainedWeights.mobilenetv2.isPresent))
  func frozenFeaturesAreKeptApart() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let work = Work(threads: 2, store: ResultStore(folder: folder))
    let examples = MadeExamples(count: 3, imageSize: 96)
    let model = try Model([.mobilenetv2(weights: .imagenet)]).frozen()
    func rows(_ precision: Precision) throws -> [Float] {
      try features(model, examples: examples, items: [0, 1, 2], precision: precision, work: work)
        .flatMap { $0 }
    }
    let exact = try rows(.fp32)
    let coarse = try rows(.bf16)
    let apart = distance(coarse, exact)
    #expect(apart > 1e-3 && apart < 0.1)
    #expect(try rows(.fp32) == exact)
    #expect(try rows(.bf16) == coarse)
  }

  @Test(.disabled(if: Precision.bf16.isPossible)) func aProcessorWithoutItSaysSo() throws {
    let refusal = failure {
      _ = try fitted(
        Model(LayerKind.convolutionBlocks(blocks: 1) + [.classify]), MadeExamples(count: 8), options: options)
    }
    #expect(refusal?.cause == "this processor cannot compute in bf16: it has no AVX-512")
    #expect(refusal?.fix == "give precision: \"fp32\"")
  }
}
