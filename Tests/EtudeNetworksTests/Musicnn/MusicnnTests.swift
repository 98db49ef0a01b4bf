import EtudeCore
import EtudeNetworks
import EtudeProbes
import Foundation
import Testing

/// musicnn with its own weights, against the published graph and against itself.
@Suite(.enabled(if: PretrainedWeights.musicnnSongs.isPresent && PretrainedWeights.musicnnTags.isPresent))
struct MusicnnTests {
  private func frozen(_ weights: LayerKind.MusicnnWeights, _ output: LayerKind.MusicnnStage) throws -> Model {
    try Model([.musicnn(weights: weights, output: output)]).frozen()
  }

  @Test(arguments: ["songs", "tags"], LayerKind.MusicnnStage.allCases)
  func equalsThePublishedGraph(_ weights: String, _ stage: LayerKind.MusicnnStage) throws {
    let golden = try JSONDecoder().decode(
      [String: [String: [Float]]].self, from: Data(try WholeFile.read(golden("musicnn-golden.json"))))
    let expected = try #require(golden[weights]?[stage.rawValue])
    let row = try features(
      frozen(try #require(.init(rawValue: weights)), stage), examples: SoundExamples(windows: [1]),
      items: [0],
      work: Work())[0]
    #expect(row.count == [.pooled: 1506, .penultimate: 200, .tags: 50][stage])
    let largest = row.map(abs).max() ?? 0
    for (got, wanted) in zip(row, expected) {
      #expect(abs(got - wanted) <= 1e-4 * (abs(wanted) + 0.05 * largest))
    }
  }

  @Test func aSongIsTheMeanOfItsWindowsHoweverManyThreadsShareThem() throws {
    let model = try frozen(.songs, .penultimate)
    let examples = SoundExamples(windows: [3, 1, 2])
    let rows = try features(model, examples: examples, items: [0, 1, 2], work: Work(threads: 1))
    #expect(try features(model, examples: examples, items: [0], work: Work(threads: 2)) == [rows[0]])
    #expect(
      try features(model, examples: examples, items: [2, 1], work: Work(threads: 4)) == [rows[2], rows[1]])
  }

  @Test func whatIsStoredAndWhatIsAskedTwiceIsTheSame() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let model = try frozen(.songs, .penultimate)
    let examples = SoundExamples(windows: [3, 1, 2])
    let alone = try features(model, examples: examples, items: [0, 1, 2], work: Work())
    for _ in 0..<2 {
      let work = Work(store: ResultStore(folder: folder))
      let rows = try features(model, examples: examples, items: [2, 0, 2, 1, 0], work: work)
      #expect(rows == [2, 0, 2, 1, 0].map { alone[$0] })
      // Each song's windows, and their mean.
      #expect(work.store?.usage().entries == 6)
    }
  }

  /// Cached for one recipe, read for another.
  @Test func recipesShareWhatItGives() throws {
    let folder = try temporaryFolder()
    defer { removeFolder(folder) }
    let work = Work(store: ResultStore(folder: folder))
    let examples = SoundExamples(windows: [2, 1, 1, 2])
    let recipes: [([LayerKind], entries: Int)] = [
      ([.gru(.init(units: 4)), .classify], 4), ([.classify], 8), ([.globalpool, .classify], 8),
    ]
    for (rest, entries) in recipes {
      let model = try frozen(.songs, .penultimate).appending(rest)
      let prepared = try prepare(model, examples: examples, items: [0, 1, 2, 3], work: work)
      #expect(!prepared.canBeMasked)
      #expect(ResultStore(folder: folder).usage().entries == entries)
    }
  }

  /// Frozen parts keep their bits, the others learn; the network is the same alone and in a batch, and after a file.
  @Test func partsAreTrained() throws {
    let model = try frozen(.tags, .pooled).unfrozen(from: "middle2").appending(.classify)
    let examples = SoundExamples(windows: [2, 1, 1, 1])
    let fitted = try fit(
      model, examples: examples, labels: examples.labels, classes: ["a", "b"], training: [0, 1, 2, 3],
      options: TrainingOptions(epochs: 2, batch: 4), stream: key("parts"), work: Work())
    let before = try PretrainedWeights.musicnnTags.load()
    for (name, tensor) in before {
      guard let after = fitted.weights["musicnn." + name] else { continue }
      let isFrozen = !name.hasPrefix("middle2") && !name.hasPrefix("middle3")
      #expect((after == tensor) == isFrozen, "\(name)")
    }
    let together = try predict(fitted, examples: examples, items: [0, 1, 2, 3], work: Work())
    for item in 0..<4 {
      #expect(try predict(fitted, examples: examples, items: [item], work: Work()) == [together[item]])
    }
  }

  /// What the tags of two songs add to an answer differs by as much as the answers do.
  @Test func tagsDriveADecision() throws {
    let model = try frozen(.songs, .tags).appending(.classify)
    let examples = SoundExamples(windows: [2, 1, 1, 3])
    let fitted = try fit(
      model, examples: examples, labels: examples.labels, classes: ["a", "b"], training: [0, 1, 2, 3],
      options: TrainingOptions(epochs: 5, batch: 4), stream: key("tags"), work: Work())
    for genre in 0..<2 {
      let parts = try [0, 3].map { item in
        let found = try fitted.saliency(examples: examples, item: item, genre: genre, work: Work())
        #expect(found.tags == LayerKind.MusicnnWeights.songs.tags)
        #expect(found.evidence.shape == [50, item == 0 ? 2 : 3])
        return found.evidence.values.reduce(0, +)
      }
      let answers = try [0, 3].map {
        try fitted.activations(examples: examples, item: $0, layer: "classify", work: Work()).values[genre]
      }
      #expect(parts[0] != parts[1])
      #expect(abs((parts[0] - parts[1]) - (answers[0] - answers[1])) < 1e-4 * max(1, abs(answers[0])))
    }
    let covered = try fitted.saliency(examples: examples, item: 0, method: .occlusion, work: Work())
    #expect(covered.evidence.shape == [50, 1] && covered.evidence.values.contains { $0 > 0 })
  }

  @Test func aWholeNetworkReadsWindowsAsASequence() throws {
    let model = try frozen(.songs, .pooled).appending([.gru(.init(units: 4)), .classify])
    let examples = SoundExamples(windows: [3, 1, 2, 1])
    let fitted = try fit(
      model, examples: examples, labels: examples.labels, classes: ["a", "b"], training: [0, 1, 2, 3],
      options: TrainingOptions(epochs: 1, batch: 4), stream: key("sequence"), work: Work())
    let together = try predict(fitted, examples: examples, items: [0, 1, 2, 3], work: Work())
    let alone = try predict(fitted, examples: examples, items: [1], work: Work())[0]
    for (one, other) in zip(alone, together[1]) { #expect(abs(one - other) < 1e-5) }
  }
}

/// musicnn without weights of its own.
@Suite struct MusicnnRecipeTests {
  @Test func itReadsTheSoundAndGivesASequence() throws {
    let model = try Model([.musicnn(weights: .none), .classify])
    #expect(model.views == [.sound])
    #expect(
      try model.unfrozen().allNames == ["musicnn", "front", "middle1", "middle2", "middle3", "classify"])
    let table = try model.layerTable(classes: 10)
    #expect(table.map(\.output) == ["windows × 1506", "1506", "10"])
    #expect(
      failure { _ = try Model([.relu, .musicnn(weights: .none)]) }?.cause.contains("reads the sound") == true)
    #expect(failure { _ = try model.frozen(through: "block3") }?.fix?.contains("front … middle3") == true)
    let combined = try Model([
      .combine([try Model([.musicnn(weights: .none)]), try Model([.stats]), try Model([.conv(filters: 2)])]),
      .classify,
    ])
    #expect(combined.views == [.sound, .frames, .image])
  }

  private struct Golden: Decodable {
    struct Gradient: Decodable { let norm, along: Double }
    let output: [Float]
    let gradients: [String: Gradient]
  }

  private func wave(_ count: Int, _ index: Int, _ shift: Double) -> [Double] {
    (0..<count).map { sin(1.7 * Double(index) + 0.731 * Double($0) + shift) }
  }

  /// Two items of two windows and of one: what every parameter's gradient is, and what is given.
  @Test func trainingEqualsPyTorch() throws {
    let golden = try JSONDecoder().decode(
      Golden.self, from: Data(try WholeFile.read(golden("musicnn-training.json"))))
    let probe = try NetworkProbe(
      Model([.musicnn(weights: .none, output: .penultimate)]), input: .sound, items: 2, windows: 2)
    var weights: [String: Tensor] = [:]
    let trained = probe.parameters.filter(\.hasGradient)
    for (index, parameter) in trained.enumerated() {
      let wave = wave(parameter.count, index, 0)
      let fanIn = Double(parameter.shape.dropFirst().reduce(1, *))
      let values = wave.enumerated().map { place, value -> Float in
        switch parameter.role {
        case .weight where parameter.shape.count > 1: Float(1.5 * value / fanIn.squareRoot())
        case .scale: Float((1 + 0.3 * value) * (place % 3 == 0 ? -1 : 1))
        default: Float(0.1 * value)
        }
      }
      weights[parameter.name] = Tensor(shape: parameter.shape, values: values)
    }
    var sound: [Float] = []
    for window in 0..<3 {
      for time in 0..<LogMelWindows.frames {
        for band in 0..<LogMelWindows.bands {
          let (t, b, w) = (Double(time), Double(band), Double(window))
          let slow = 2 * sin(0.05 * t + w) * cos(0.3 * b)
          sound.append(Float(2 + slow + 0.5 * sin(0.7 * t + 0.11 * b * (w + 1))))
        }
      }
    }
    sound += [Float](repeating: 0, count: LogMelWindows.size)
    var pull = wave(800, 0, 0.4).map { Float($0) }
    for index in 600..<800 { pull[index] = 0 }
    let pass = try probe.run(sound, weights: weights, gradient: pull, lengths: [2, 1])
    let given = stride(from: 0, to: 600, by: 7).map { pass.output[$0] }
    for (got, wanted) in zip(given, golden.output) { #expect(abs(got - wanted) < 2e-3) }
    #expect(pass.gradients.count == golden.gradients.count)
    for (index, parameter) in trained.enumerated() {
      let gradient = try #require(pass.gradients[parameter.name]).map(Double.init)
      let expected = try #require(golden.gradients[String(parameter.name.dropFirst("musicnn.".count))])
      let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let along = zip(gradient, wave(gradient.count, index, 0.9)).reduce(0) { $0 + $1.0 * $1.1 }
      // Biases before a batch norm have gradients of rounding alone.
      #expect(
        abs(norm - expected.norm) <= 2e-3 * expected.norm + 1e-3, "\(parameter.name) \(norm) \(expected.norm)"
      )
      #expect(
        abs(along - expected.along) <= 4e-3 * expected.norm + 1e-3,
        "\(parameter.name) \(along) \(expected.along)")
    }
  }
}
