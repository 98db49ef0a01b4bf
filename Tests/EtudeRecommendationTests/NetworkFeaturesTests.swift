import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeNetworks
import EtudeRecommendation
import EtudeSound
import Foundation
import Testing

/// Songs told apart by the features of a network that was trained on them.
@Suite("Recommending by a network's features") struct NetworkFeaturesTests {
  @Test("What is named is of the liked song's genre, with a score and a reason")
  func clips() throws {
    let data = tones()
    let settings = SpectrogramSettings(rate: 8000, mels: 16, fft: 512, hop: 256, size: 32)
    let examples = try SpectrogramSet(data, settings: settings)
    let experiment = Experiment(
      model: try Model(Experiment.baselineLayers), examples: examples,
      options: TrainingOptions(epochs: 12, batch: 8, learningRate: 0.05), validation: 0, by: .item, seed: 7,
      statement: "fit net mels")
    let training = try experiment.train(work: Work())
    let rows = try features(
      training.fitted, examples: examples, items: Array(data.clips.indices), work: Work())
    let index = try LibraryIndex(data, embeddings: rows)
    let found = try index.recommend(
      liked: index.asked([data[0]]) { _ in [rows[0]] }, by: .item, count: 3)
    #expect(found.dataset.names == found.places.map { data[$0].name } && !found.places.contains(0))
    #expect(found.dataset.clips.allSatisfy { $0.score != nil && $0.reason != nil })
    #expect(found.dataset.labels == ["high", "high", "high"])
  }

  /// Four low tones, four high ones and four of noise, half a second each.
  private func tones() -> Dataset {
    Dataset(
      ["high", "low", "noise"].flatMap { genre in
        (0..<4).map { index in
          var random = RandomStream(seed: 1, purpose: genre) { $0.append(index) }
          let frequency = genre == "low" ? random.uniform(200...400) : random.uniform(2000...3000)
          let samples = (0..<4000).map { sample -> Float in
            let tone = genre == "noise" ? 0 : sin(2 * .pi * frequency * Double(sample) / 8000)
            return Float(0.5 * tone + 0.05 * random.normal())
          }
          return Clip(
            name: "\(genre)/\(genre).\(index).wav", label: genre, track: "\(genre) \(index)",
            source: .sound(Sound(samples: samples, rate: 8000)), rate: 8000)
        }
      })
  }
}
