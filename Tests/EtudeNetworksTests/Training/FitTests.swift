import EtudeCore
import EtudeNetworks
import Testing

@Suite struct FitTests {
  static let recipes: [(String, [LayerKind])] = [
    ("head", [.globalpool, .dense(units: 16), .relu, .classify]),
    ("cnn", LayerKind.convolutionBlocks(blocks: 2, filters: 8) + [.dropout(rate: 0.2), .classify]),
    ("gru", [.gru(.init(units: 16, steps: 10)), .classify]),
    ("stats", [.stats, .classify]),
    (
      "columns",
      [.conv(filters: 8), .batchnorm, .relu, .maxpool(), .columns, .gru(.init(units: 8)), .classify]
    ),
  ]

  @Test(arguments: recipes) func learnsWhatSetsTheGenresApart(_ recipe: (String, [LayerKind])) throws {
    let examples = MadeExamples(count: 48)
    let model = try Model(recipe.1)
    var options = TrainingOptions(epochs: 15, batch: 8, learningRate: 1e-2)
    options.epochs = 15
    let result = try fitted(model, examples, options: options)
    #expect(result.epochs == 15)
    #expect(try accuracy(result, examples, items: Array(36..<48)) >= 0.9)
    let losses = result.history.loss
    #expect(losses[14] < losses[0])
  }

  @Test(arguments: recipes) func equalStreamsGiveEqualBits(_ recipe: (String, [LayerKind])) throws {
    let examples = MadeExamples(count: 20)
    let model = try Model(recipe.1)
    let options = TrainingOptions(epochs: 2, batch: 4)
    let first = try fitted(model, examples, options: options)
    #expect(try fitted(model, examples, options: options).digest == first.digest)
    #expect(try fitted(model, examples, options: options, stream: "other").digest != first.digest)
  }

  @Test func foldsSideBySideGiveTheSameBits() throws {
    let examples = MadeExamples(count: 24)
    let model = try Model(Self.recipes[1].1)
    let options = TrainingOptions(epochs: 2, batch: 5)
    let apart = try (0..<3).map { try fitted(model, examples, options: options, stream: "\($0)").digest }
    let together = try parallelMap(3, threads: 2) {
      try fitted(model, examples, options: options, stream: "\($0)").digest
    }
    #expect(apart == together)
  }

  @Test func frozenWeightsDoNotMove() throws {
    let examples = MadeExamples(count: 16)
    let options = TrainingOptions(epochs: 2, batch: 4, learningRate: 1e-2)
    let base = try Model(LayerKind.convolutionBlocks(blocks: 2, filters: 4) + [.classify])
    let first = try fitted(base, examples, options: options)
    let frozen = try base.frozen(through: "relu1")
    let second = try fitted(frozen, examples, options: options, continuing: first)
    for (name, tensor) in first.weights {
      let isFrozen = name.hasPrefix("conv1.") || name.hasPrefix("batchnorm1.")
      #expect((second.weights[name] == tensor) == isFrozen, "\(name)")
    }
  }

  @Test func patienceGivesTheBestEpochBack() throws {
    // Genres that cannot be told apart: validation gets worse while training goes on.
    let examples = MadeExamples(count: 40, contrast: 0)
    var options = TrainingOptions(epochs: 60, batch: 8, learningRate: 1e-2)
    options.patience = 3
    var best = 0
    let model = try Model(Self.recipes[0].1)
    let result = try fitted(model, examples, options: options, validates: true) { event in
      if case .stoppedEarly(let epoch) = event { best = epoch }
    }
    let losses = result.history.validationLoss
    #expect(losses.count < 60 && losses.count == best + 3)
    #expect(losses[best - 1] == losses.min())
    options.patience = nil
    options.epochs = best
    let direct = try fitted(model, examples, options: options, validates: true)
    #expect(direct.weights == result.weights)
  }

  @Test func theBestEpochIsKept() throws {
    let examples = MadeExamples(count: 40, contrast: 0)
    var options = TrainingOptions(epochs: 12, batch: 8, learningRate: 1e-2)
    let model = try Model(Self.recipes[0].1)
    let last = try fitted(model, examples, options: options, validates: true)
    options.keepsBest = true
    let kept = try fitted(model, examples, options: options, validates: true)
    #expect(kept.history == last.history && kept.weights != last.weights)
    let losses = kept.history.validationLoss
    options.epochs = (losses.firstIndex(of: losses.min() ?? 0) ?? 0) + 1
    options.keepsBest = nil
    #expect(try fitted(model, examples, options: options, validates: true).weights == kept.weights)
    options.keepsBest = true
    #expect(failure { _ = try fitted(model, examples, options: options) }?.fix == "give validation: 10%")
  }

  /// Through a file, with everything that a training remembers: moments, dropout, the best epoch, a rate that moves.
  @Test func anInterruptedTrainingGoesOnFromItsFile() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let examples = MadeExamples(count: 24, contrast: 0)
    var options = TrainingOptions(epochs: 7, batch: 5, learningRate: 2e-2)
    options.learningRate.course = .cosine()
    options.keepsBest = true
    let model = try Model([.gru(.init(units: 5, layers: 2, dropout: 0.3)), .dropout(rate: 0.2), .classify])
    let whole = try fitted(model, examples, options: options, validates: true)
    for stop in [1, 4, 6] {
      let work = Work()
      let part = try fitted(model, examples, options: options, validates: true, work: work) { event in
        if case .batch(stop + 1, 1, _, _) = event { work.cancellation.request() }
      }
      #expect(part.isInterrupted && part.epochs == stop)
      // Told where to stop it gives the same, and knows where it stopped.
      #expect(part.stoppedAfter == stop && whole.stoppedAfter == nil)
      #expect(try fitted(model, examples, options: options, validates: true, stop: stop) == part)
      let path = folder + "/part.safetensors"
      try part.save(to: path)
      let loaded = try Fitted(loading: path)
      #expect(loaded == part)
      let rest = try fitted(model, examples, options: options, validates: true, continuing: loaded)
      #expect(rest == whole, "stopped after \(stop)")
      let later = try fitted(
        model, examples, options: options, validates: true, continuing: loaded, stop: 6)
      #expect(later.stoppedAfter == 6)
      let other = try fitted(
        model, examples, options: options, stream: "other", validates: true, continuing: loaded)
      #expect(other.epochs == stop + 7 && other.origin == part.digest)
    }
  }

  @Test func validationItemsAreNeverLearntFrom() throws {
    let examples = MadeExamples(count: 24)
    let options = TrainingOptions(epochs: 3, batch: 5)
    for recipe in Self.recipes {
      let model = try Model(recipe.1)
      let without = try fitted(model, examples, options: options)
      let with = try fitted(model, examples, options: options, validates: true)
      #expect(without.weights == with.weights, "\(recipe.0)")
    }
  }

  @Test func anInterruptedTrainingGoesOnWithTheSameNumbers() throws {
    let examples = MadeExamples(count: 24)
    let options = TrainingOptions(epochs: 5, batch: 5, learningRate: 1e-2)
    let model = try Model(Self.recipes[1].1)
    let whole = try fitted(model, examples, options: options)
    let work = Work()
    let part = try fitted(model, examples, options: options, work: work) { event in
      if case .batch(3, 2, _, _) = event { work.cancellation.request() }
    }
    #expect(part.isInterrupted && part.epochs == 2)
    let rest = try fitted(model, examples, options: options, continuing: part)
    #expect(rest.weights == whole.weights)
    #expect(rest.history == whole.history)
    #expect(!rest.isInterrupted)
  }

  @Test(arguments: recipes) func masksAndMixturesChangeTheTrainingAlone(_ recipe: (String, [LayerKind]))
    throws
  {
    let examples = MadeExamples(count: 20)
    let model = try Model(recipe.1)
    var options = TrainingOptions(epochs: 2, batch: 6)
    let plain = try fitted(model, examples, options: options)
    options.mixup = 0.4
    options.augment = true
    let first = try fitted(model, examples, options: options)
    #expect(first.weights != plain.weights)
    #expect(try fitted(model, examples, options: options).weights == first.weights)
    for (name, tensor) in first.weights where name.contains(".input_") {
      #expect(tensor == plain.weights[name])
    }
  }

  /// Where maps are large songs run side by side, a thread each: for any number of threads, and of songs, the same.
  @Test func whatALargeNetworkSaysDependsOnNoThreads() throws {
    let examples = MadeExamples(count: 5, imageSize: 256)
    let model = try Model([.conv(filters: 16), .batchnorm, .relu, .maxpool(), .globalpool, .classify])
    let network = try fitted(model, examples, options: TrainingOptions(epochs: 1))
    let alone = try (0..<5).map {
      try predict(network, examples: examples, items: [$0], work: Work(threads: 2))[0]
    }
    for threads in 1...3 {
      let rows = try predict(network, examples: examples, items: Array(0..<5), work: Work(threads: threads))
      #expect(rows == alone)
    }
    #expect(Set(alone).count == 5)
  }

  @Test func interruptedBeforeAnEpochIsNothing() throws {
    let work = Work()
    work.cancellation.request()
    #expect(throws: Failure.interrupted) {
      try fitted(
        Model(Self.recipes[0].1), MadeExamples(count: 12), options: TrainingOptions(epochs: 2), work: work)
    }
  }
}
