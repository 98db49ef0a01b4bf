import EtudeCore
import EtudeNetworks
import Testing

/// A linear head behind a frozen musicnn, which learns what it gives standardised.
@Suite struct StandardisedHeadTests {
  private let examples = SoundExamples(windows: [1, 2, 1, 1, 1, 2, 1, 1])
  private let training = [0, 1, 2, 3, 4, 5]

  private func recipe(_ head: [LayerKind] = [.classify]) throws -> Model {
    try Model([.musicnn(weights: .none, output: .penultimate)]).frozen().appending(head)
  }

  private func fitted(_ model: Model, continuing: Fitted? = nil, stop: Int? = nil) throws -> Fitted {
    try fit(
      model, continuing: continuing, examples: examples, labels: examples.labels, classes: ["a", "b"],
      training: training, options: TrainingOptions(epochs: 4), stream: key("head"), stop: stop, work: Work())
  }

  private func answers(_ fitted: Fitted) throws -> [[Float]] {
    try predict(fitted, examples: examples, items: Array(0..<8), work: Work())
  }

  @Test func aPlanStandardisesOnlyBeforeALinearHeadOnFrozenMusicnn() throws {
    func rows(_ model: Model) throws -> [String] {
      try model.layerTable(imageSize: 64, bands: 8, classes: 2).map(\.name)
    }
    #expect(try rows(recipe()) == ["musicnn", "(globalpool)", "(standardise)", "classify"])
    #expect(
      try rows(recipe([.globalpool, .dropout(rate: 0.2), .classify])) == [
        "musicnn", "globalpool", "(standardise)", "dropout", "classify",
      ])
    #expect(try !rows(recipe().unfrozen()).contains("(standardise)"))
    #expect(try !rows(recipe([.dense(units: 4), .classify])).contains("(standardise)"))
    let pictures = try Model([.mobilenetv2(weights: .none), .globalpool]).frozen().appending(.classify)
    #expect(try !rows(pictures).contains("(standardise)"))
  }

  @Test func statisticsAreThoseOfTheTrainingItemsAndAreSaved() throws {
    let network = try fitted(recipe())
    let features = try EtudeNetworks.features(network, examples: examples, items: training, work: Work())
    let mean = try #require(network.weights["classify.input_mean"]?.values)
    let deviation = try #require(network.weights["classify.input_deviation"]?.values)
    for place in mean.indices {
      let values = features.map { Double($0[place]) }
      let middle = values.reduce(0, +) / 6
      #expect(abs(Double(mean[place]) - middle) < 1e-5)
      let spread = (values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / 6).squareRoot()
      #expect(abs(Double(deviation[place]) - (spread > 1e-6 ? spread : 1)) < 1e-5)
    }
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    try network.save(to: folder + "/a.safetensors")
    let loaded = try Fitted(loading: folder + "/a.safetensors")
    #expect(loaded.digest == network.digest)
    #expect(try answers(loaded) == answers(network))
  }

  @Test func anInterruptedTrainingGoesOnWithItsStatistics() throws {
    let whole = try fitted(recipe())
    let half = try fitted(recipe(), stop: 2)
    #expect(half.isInterrupted)
    let resumed = try fitted(recipe(), continuing: half)
    #expect(resumed.weights["classify.input_mean"] == half.weights["classify.input_mean"])
    // Untrained frozen layers run in the batch at first and by themselves when their weights are known: alike, not equal.
    for (one, other) in zip(try answers(resumed).joined(), try answers(whole).joined()) {
      #expect(abs(one - other) < 1e-2)
    }
  }

  @Test func whatIsFreedSaysTheSameAsBefore() throws {
    let network = try fitted(recipe())
    let freed = try network.freezing { try $0.unfrozen(from: "classify").unfrozen() }
    #expect(freed.weights["classify.input_mean"] == nil)
    for (one, other) in zip(try answers(network).joined(), try answers(freed).joined()) {
      #expect(abs(one - other) < 1e-4)
    }
    let again = try freed.freezing { try $0.frozen(through: "musicnn") }
    #expect(again.weights["classify.input_mean"] != nil)
    for (one, other) in zip(try answers(again).joined(), try answers(freed).joined()) {
      #expect(abs(one - other) < 1e-4)
    }
    #expect(try fitted(again.model, continuing: again).epochs == 8)
  }

  @Test func anEnsembleKeepsItsHeadsStatistics() throws {
    let model = try Model([
      .ensemble([recipe(), Model([.musicnn(weights: .none)]).frozen().appending(.knn(neighbours: 1))])
    ])
    let network = try fitted(model)
    #expect(network.weights["classify.input_mean"] != nil)
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    try network.save(to: folder + "/a.safetensors")
    #expect(try answers(Fitted(loading: folder + "/a.safetensors")) == answers(network))
  }

  @Test func masksAreSilenceOfTheSoundThatATrainableNetworkReads() throws {
    let model = try Model([.musicnn(weights: .none, output: .penultimate), .classify])
    func loss(_ augment: Bool) throws -> Double? {
      try fit(
        model, examples: examples, labels: examples.labels, classes: ["a", "b"], training: training,
        options: TrainingOptions(epochs: 1, augment: augment), stream: key("masks"), work: Work()
      ).history.loss.last
    }
    #expect(try prepare(model, examples: examples, items: training, work: Work()).canBeMasked)
    #expect(try loss(true) != loss(false))
  }
}
