import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeNetworks
import EtudeSound
import Foundation

/// Tones of half a second: low ones, high ones and noise; two clips a track, two tracks an artist.
func tones(_ perGenre: Int = 8, seed: UInt64 = 1, spoilt: Set<String> = []) -> Dataset {
  Dataset(
    ["high", "low", "noise"].flatMap { genre in
      (0..<perGenre).map { index in
        var random = RandomStream(seed: seed, purpose: genre) { $0.append(index) }
        let frequency = genre == "low" ? random.uniform(200...400) : random.uniform(2000...3000)
        let name = "\(genre)/\(genre).\(index).wav"
        let samples = (0..<4000).map { sample -> Float in
          let tone = genre == "noise" ? 0 : sin(2 * .pi * frequency * Double(sample) / 8000)
          return Float(0.5 * tone + 0.05 * random.normal())
        }
        return Clip(
          name: name, label: genre, track: "\(genre) \(index / 2)", artist: "\(genre) \(index / 4)",
          source: .sound(Sound(samples: samples, rate: 8000)), rate: 8000,
          problem: spoilt.contains(name) ? "it is torn" : nil)
      }
    })
}

func experiment(
  _ data: Dataset, _ kinds: [LayerKind] = Experiment.baselineLayers, validation: Double = 0,
  by: Grouping = .item,
  seed: UInt64 = 7, epochs: Int = 12
) throws -> Experiment {
  let settings = SpectrogramSettings(rate: 8000, mels: 16, fft: 512, hop: 256, size: 32)
  return Experiment(
    model: try Model(kinds), examples: try SpectrogramSet(data, settings: settings),
    options: TrainingOptions(epochs: epochs, batch: 8, learningRate: 0.05), validation: validation, by: by,
    seed: seed,
    statement: "crossval net mels")
}
