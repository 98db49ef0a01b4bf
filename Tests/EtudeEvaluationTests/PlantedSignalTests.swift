import EtudeCore
import EtudeEvaluation
import EtudeNetworks
import EtudeSound
import Testing

/// Items of four bands and six frames, drawn at random around their genre's level; some are planted: made immense.
private struct PlantedExamples: Examples {
  let count = 24
  let imageSize = 8
  let bands = 4
  let planted: Set<Int>

  static let labels = (0..<24).map { $0 % 2 }

  func digest(_ item: Int) -> Digest {
    Digest.build {
      $0.append(item)
      $0.append(planted.contains(item))
    }
  }

  func image(_ item: Int) throws -> RGBImage {
    RGBImage(width: 8, height: 8, pixels: [UInt8](repeating: UInt8(item), count: 192))
  }

  func frames(_ item: Int) throws -> Frames {
    var random = RandomStream(seed: UInt64(item), purpose: "planted")
    let level = Double(Self.labels[item]) - 40
    let scale = planted.contains(item) ? 1e4 : 1
    return Frames(
      bands: 4, count: 6, values: (0..<24).map { _ in Float(scale * (level + random.normal())) })
  }
}

/// What a training could peep at: were it to see a test item, planting one would change what is said of the others.
@Suite struct PlantedSignalTests {
  private let rounds = (0..<3).map { fold in
    let rest = (0..<24).filter { $0 % 3 != fold }
    return Round(
      repeat: 0, fold: fold, training: rest.filter { $0 % 4 != 3 }, validation: rest.filter { $0 % 4 == 3 },
      test: (0..<24).filter { $0 % 3 == fold })
  }

  private func outcomes(_ kinds: [LayerKind], planted: Set<Int>, flipped: Set<Int> = []) throws
    -> [RoundOutcome]
  {
    let model = try Model(kinds)
    let examples = PlantedExamples(planted: planted)
    let labels = PlantedExamples.labels.enumerated().map { flipped.contains($0) ? 1 - $1 : $1 }
    let learner = NetworkLearner(
      model: model, examples: examples, labels: labels, genres: ["x", "y"],
      options: TrainingOptions(epochs: 8, batch: 4, learningRate: 0.05, patience: 1),
      prepared: try prepare(model, examples: examples, items: Array(0..<24), work: Work()),
      streams: Dictionary(
        uniqueKeysWithValues: rounds.map { round in (round, Digest.build { $0.append(round.fold) }) }))
    return try rounds.map { try learner.outcome(of: $0, work: Work()) { _ in } }
  }

  private func others(_ outcome: RoundOutcome, _ round: Int, without item: Int) -> [[Double]] {
    zip(rounds[round].test, outcome.probabilities).filter { $0.0 != item }.map(\.1)
  }

  private static let recipes: [[LayerKind]] = [
    [.stats, .classify], [.gru(.init(units: 4)), .classify],
    [.stats, .dense(units: 6), .batchnorm, .relu, .classify],
  ]

  @Test(arguments: recipes) func standardisationAndEarlyStoppingDoNotSeeTestItems(_ kinds: [LayerKind]) throws
  {
    let clean = try outcomes(kinds, planted: [])
    for item in [0, 7, 10] {
      // Its sound is made immense and its label wrong. Items 0 and 10 are trained on elsewhere, item 7 is validated on.
      let planted = try outcomes(kinds, planted: [item], flipped: [item])
      let own = item % 3
      #expect(others(planted[own], own, without: item) == others(clean[own], own, without: item))
      #expect(planted[own].epochs == clean[own].epochs)
      // The planted item does reach what it may reach: its own answer, and folds that train on it.
      #expect(planted[own].probabilities != clean[own].probabilities)
      for fold in 0..<3 where rounds[fold].training.contains(item) {
        #expect(planted[fold].probabilities != clean[fold].probabilities)
      }
    }
  }

  @Test func patienceLooksAtTheValidationItems() throws {
    let epochs = try outcomes([.stats, .classify], planted: []).map(\.epochs)
    let spoilt = try outcomes(
      [.stats, .classify], planted: [], flipped: Set((0..<24).filter { $0 % 4 == 3 }))
    #expect(spoilt.map(\.epochs) != epochs)
  }
}
