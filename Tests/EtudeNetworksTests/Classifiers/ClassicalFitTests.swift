import EtudeCore
import EtudeNetworks
import Testing

/// Recipes that end in a classical classifier, and ensembles.
@Suite struct ClassicalFitTests {
  private let examples = MadeExamples(count: 48)
  static let classifiers: [LayerKind] = [
    .svm(), .svm(c: 2, kernel: .linear), .knn(neighbours: 3), .forest(trees: 40),
  ]

  @Test(arguments: classifiers) func itLearnsAtOnceAndIsSavedAndLoaded(_ classifier: LayerKind) throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let model = try Model([.stats, classifier])
    #expect(model.isClassifier && model.isClassical)
    let fitted = try fitted(model, examples, options: TrainingOptions())
    #expect(fitted.epochs == 0)
    #expect(try accuracy(fitted, examples, items: Array(36..<48)) > 0.8)
    let rows = try predict(fitted, examples: examples, items: Array(0..<48), work: Work(threads: 2))
    #expect(rows.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-5 && $0.allSatisfy { $0 >= 0 } })
    try fitted.save(to: folder + "/a.safetensors")
    let loaded = try Fitted(loading: folder + "/a.safetensors")
    #expect(loaded.digest == fitted.digest)
    #expect(try predict(loaded, examples: examples, items: Array(0..<48), work: Work()) == rows)
  }

  @Test func theSameTrainingGivesTheSameForestOnAnyNumberOfThreads() throws {
    let model = try Model([.stats, .forest(trees: 20)])
    let first = try fitted(model, examples, options: TrainingOptions())
    #expect(try fitted(model, examples, options: TrainingOptions(), threads: 2).digest == first.digest)
    #expect(try fitted(model, examples, options: TrainingOptions(), stream: "other").digest != first.digest)
  }

  @Test func allBeforeItIsFrozenOrWithoutWeights() throws {
    #expect(
      failure { _ = try Model([.gru(.init(units: 4)), .svm()]) }?.cause.contains("gru is not frozen") == true)
    let frozen = try Model([.conv(filters: 3), .relu]).frozen().appending(.knn(neighbours: 3))
    let network = try fitted(frozen, examples, options: TrainingOptions())
    #expect(network.weights["conv.weight"] != nil)
    #expect(failure { _ = try Model([.stats, .svm()]).appending(.relu) }?.fix == "put svm last")
    let freed = try frozen.unfrozen()
    #expect(failure { _ = try fitted(freed, examples, options: TrainingOptions()) }?.fix == "freeze conv")
  }

  @Test func tensorsThatDoNotHoldTogetherAreRefused() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let path = folder + "/a.safetensors"
    for (classifier, name) in [
      (LayerKind.knn(neighbours: 3), "knn.labels"), (.forest(trees: 3), "forest.lefts"),
    ] {
      try fitted(try Model([.stats, classifier]), examples, options: TrainingOptions()).save(to: path)
      let file = try SafetensorsFile(reading: path)
      var tensors = file.tensors
      tensors[name] = Tensor(shape: [2], values: [1e6, 0.5])
      try SafetensorsFile(metadata: file.metadata, tensors: tensors).write(to: path)
      #expect(failure { _ = try Fitted(loading: path) }?.cause.contains("does not hold together") == true)
    }
  }

  @Test func anEnsembleIsTheMeanOfItsNetworks() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let members = [
      try Model([.stats, .classify]), try Model([.stats, .dense(units: 4), .relu, .classify]),
      try Model([.stats, .knn(neighbours: 3)]),
    ]
    let model = try Model([.ensemble(members)])
    var options = TrainingOptions(epochs: 3)
    options.usesUsualEpochs = true
    let ensemble = try fitted(model, examples, options: options)
    // A linear head alone takes 50 epochs, other networks 20, a classical classifier none.
    #expect(ensemble.epochs == 50)
    let networks = try ensemble.members
    #expect(networks.map(\.model) == members)
    let items = Array(0..<48)
    let rows = try predict(ensemble, examples: examples, items: items, work: Work())
    let parts = try networks.map { try predict($0, examples: examples, items: items, work: Work()) }
    for item in items {
      let expected = (0..<3).map { genre in parts.map { $0[item][genre] }.reduce(0, +) / 3 }
      expectClose(rows[item], expected, absolute: 1e-6, relative: 0, "item \(item)")
    }
    let again = try Fitted(ensembleOf: networks)
    #expect(again.digest == ensemble.digest)
    try ensemble.save(to: folder + "/e.safetensors")
    let loaded = try Fitted(loading: folder + "/e.safetensors")
    #expect(try predict(loaded, examples: examples, items: items, work: Work()) == rows)
    // What each network gives before its classifier: 4 units once, the statistics twice.
    #expect(try features(ensemble, examples: examples, items: [0], work: Work())[0].count == 24 + 4 + 24)
  }

  @Test func anEnsembleWantsWholeRecipesAndEqualGenres() throws {
    let whole = try Model([.stats, .classify])
    #expect(failure { _ = try Model([.ensemble([whole])]) }?.cause.contains("two recipes") == true)
    #expect(
      failure { _ = try Model([.ensemble([whole, try Model([.stats])])]) }?.cause.contains("stats") == true)
    let few = MadeExamples(count: 24, classes: 2)
    let first = try fitted(whole, examples, options: TrainingOptions(epochs: 1))
    let second = try fitted(whole, few, options: TrainingOptions(epochs: 1))
    #expect(
      failure { _ = try Fitted(ensembleOf: [first, second]) }?.cause.contains("different genres") == true)
  }

  @Test func whatIsTrainedDecidesEpochsAndRate() throws {
    func usual(_ model: Model) -> [Double] {
      [Double(model.usualTraining.epochs), model.usualTraining.learningRate]
    }
    let extractor = try Model([.mobilenetv2(weights: .imagenet)])
    #expect(usual(try extractor.frozen().appending(.classify)) == [50, 1e-2])
    #expect(usual(try extractor.appending(.classify)) == [20, 1e-3])
    #expect(usual(try Model([.gru(.init()), .classify])) == [20, 3e-3])
    #expect(usual(try extractor.frozen().appending([.columns, .gru(.init()), .classify])) == [20, 1e-3])
    let both = try Model([.combine([try extractor.frozen(), try Model([.gru(.init())])]), .classify])
    #expect(usual(both) == [20, 3e-3])
  }
}
