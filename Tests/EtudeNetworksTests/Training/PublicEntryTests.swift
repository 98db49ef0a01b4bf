import EtudeCore
import EtudeNetworks
import Testing

/// What a program may hand to the library by mistake is an error that names it, and no trap.
@Suite struct PublicEntryTests {
  private let examples = MadeExamples(count: 8)

  private func model() throws -> Model { try Model([.gru(.init(units: 3, steps: 5)), .classify]) }

  private func fit(
    labels: [Int]? = nil, classes: [String]? = nil, training: [Int] = [0, 1, 2], validation: [Int] = [],
    examples: (any Examples)? = nil, _ change: (inout TrainingOptions) -> Void = { _ in }
  ) throws -> Fitted {
    var options = TrainingOptions(epochs: 1, batch: 2)
    change(&options)
    return try EtudeNetworks.fit(
      model(), examples: examples ?? self.examples, labels: labels ?? self.examples.labels,
      classes: classes ?? self.examples.names, training: training, validation: validation, options: options,
      stream: key("entry"), work: Work())
  }

  private func cause(_ body: () throws -> Void) -> String { failure(body)?.cause ?? "no failure" }

  @Test func labelsAndItemsThatThereAreNot() throws {
    #expect(cause { _ = try fit(labels: [0, 1, 3, 0, 0, 0, 0, 0]) }.contains("item 2 has the label 3"))
    #expect(cause { _ = try fit(labels: [0, -1, 2, 0, 0, 0, 0, 0]) }.contains("item 1 has the label -1"))
    #expect(cause { _ = try fit(labels: [0, 1]) }.contains("item 2 has no label"))
    #expect(cause { _ = try fit(labels: [0, 1, 2, 9], validation: [3]) }.contains("item 3 has the label 9"))
    #expect(cause { _ = try fit(classes: []) }.contains("no genres"))
    #expect(cause { _ = try fit(training: []) }.contains("nothing to train on"))
    #expect(cause { _ = try fit(training: [0, 8]) }.contains("there is no item 8 among 8"))
    #expect(cause { _ = try fit(training: [-1]) }.contains("there is no item -1"))
    #expect(cause { _ = try fit(validation: [99]) }.contains("there is no item 99"))
    // A label that nobody asks for may be anything: items without a genre have -1.
    _ = try fit(labels: [0, 1, 2, -1, -1, 7, 8, 9])
  }

  @Test func askingForItemsThatThereAreNot() throws {
    let fitted = try fit()
    #expect(try predict(fitted, examples: examples, items: [], work: Work()).isEmpty)
    #expect(try features(fitted, examples: examples, items: [], work: Work()).isEmpty)
    for item in [-1, 8, Int.max, Int.min] {
      let what = "there is no item \(item)"
      #expect(
        cause { _ = try predict(fitted, examples: examples, items: [0, item], work: Work()) }.contains(what))
      #expect(
        cause { _ = try features(fitted, examples: examples, items: [item], work: Work()) }.contains(what))
      #expect(
        cause { _ = try prepare(model(), examples: examples, items: [item], work: Work()) }.contains(what))
      #expect(cause { _ = try fitted.gates(examples: examples, item: item, work: Work()) }.contains(what))
      #expect(cause { _ = try fitted.saliency(examples: examples, item: item, work: Work()) }.contains(what))
      #expect(
        cause { _ = try fitted.activations(examples: examples, item: item, layer: "gru", work: Work()) }
          .contains(what))
    }
    #expect(
      cause { _ = try fitted.saliency(examples: examples, item: 0, genre: 3, work: Work()) }.contains(
        "no genre 3"))
    let some = try prepare(model(), examples: examples, items: [0, 1], work: Work())
    #expect(
      cause {
        _ = try predict(fitted, examples: examples, items: [5], prepared: some, work: Work())
      } != "no failure")
  }

  @Test func optionsThatMakeNoSense() throws {
    let changes: [(String, (inout TrainingOptions) -> Void)] = [
      ("batch", { $0.batch = 0 }), ("epochs", { $0.epochs = -1 }), ("mixup", { $0.mixup = .nan }),
      ("mixup", { $0.mixup = 0 }), ("learning rate", { $0.learningRate.base = .infinity }),
      ("learning rate", { $0.learningRate.base = -1 }), ("patience", { $0.patience = 0 }),
      ("limit", { $0.gradientLimit = .nan }), ("learning rate", { $0.pretrainedRate = -1 }),
      ("warm-up", { $0.learningRate.warmUp = -1 }),
    ]
    for (word, change) in changes { #expect(cause { _ = try fit(change) }.contains(word)) }
  }

  /// Items of which one is not what it is said to be.
  private struct OddExamples: Examples {
    let base = MadeExamples(count: 8)
    var odd: Float?
    var oddBands: Int?
    var count: Int { 8 }
    var imageSize: Int { base.imageSize }
    var bands: Int { base.bands }
    func digest(_ item: Int) -> Digest { base.digest(item) }
    func image(_ item: Int) throws -> RGBImage { try base.image(item) }
    func frames(_ item: Int) throws -> Frames {
      let frames = try base.frames(item)
      guard item == 2 else { return frames }
      if let oddBands {
        return Frames(bands: oddBands, count: 2, values: [Float](repeating: 0, count: 2 * oddBands))
      }
      var values = frames.values
      values[17] = odd ?? 0
      return Frames(bands: frames.bands, count: frames.count, values: values)
    }
  }

  @Test func examplesThatAreNoNumbers() throws {
    let fitted = try fit()
    for odd in [Float.nan, .infinity, -.infinity] {
      let examples = OddExamples(odd: odd)
      #expect(cause { _ = try fit(examples: examples) }.contains("item 2 holds values that are no numbers"))
      #expect(
        cause { _ = try predict(fitted, examples: examples, items: [2], work: Work()) }.contains(
          "item 2 holds"))
      _ = try predict(fitted, examples: examples, items: [1, 3], work: Work())
    }
    for bands in [1, 11, 13, 400] {
      let examples = OddExamples(oddBands: bands)
      #expect(cause { _ = try fit(examples: examples) }.contains("item 2 has \(bands) bands"))
    }
  }

  /// A training whose weights overflow says so, whichever step makes them.
  @Test func weightsThatOverflowAreNoNetwork() {
    let what = cause {
      _ = try fit {
        $0.learningRate.base = 3e38
        $0.optimiser = .sgd()
        $0.epochs = 3
      }
    }
    #expect(what.contains("no number"), "\(what)")
  }
}
