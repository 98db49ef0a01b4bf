import EtudeCore
import EtudeData
import EtudeNetworks
import EtudeSound
import Testing

/// From a file of sound to what musicnn's own program makes of it.
@Suite("From sound to musicnn") struct MusicnnGoldenTests {
  struct Golden: Decodable {
    let windows: Int
    /// Frame, band and value.
    let cells: [[Double]]
    let pooledEvery5th, penultimate, tags: [Double]
  }

  private func examples() throws -> SpectrogramSet {
    let folder = Paths.folder(of: Paths.folder(of: #filePath)) + "/EtudeSoundTests/Golden"
    let clip = Clip(name: "airship", source: .file(path: folder + "/supertux_airship_2.0.flac"))
    return try SpectrogramSet(Dataset([clip]), settings: SpectrogramSettings())
  }

  @Test("The cells of its frames, to 1e-3") func cells() throws {
    let golden: Golden = try #require(golden("musicnn-clip.json", as: [String: Golden].self)["songs"])
    let windows = try examples().sound(0)
    #expect(windows.count == golden.windows)
    for cell in golden.cells {
      let place = Int(cell[0]) * LogMelWindows.bands + Int(cell[1])
      guard place < windows.values.count else { continue }
      #expect(abs(Double(windows.values[place]) - cell[2]) <= 1e-3 * cell[2])
    }
  }

  @Test(
    "What both checkpoints give, to 1e-3 of it", .enabled(if: PretrainedWeights.musicnnTags.isPresent),
    arguments: [LayerKind.MusicnnWeights.songs, .tags])
  func features(_ weights: LayerKind.MusicnnWeights) throws {
    let golden: Golden = try #require(
      golden("musicnn-clip.json", as: [String: Golden].self)[weights.rawValue])
    let examples = try examples()
    let stages: [(LayerKind.MusicnnStage, [Double], Int)] = [
      (.pooled, golden.pooledEvery5th, 5), (.penultimate, golden.penultimate, 1), (.tags, golden.tags, 1),
    ]
    for (stage, expected, step) in stages {
      let model = try Model([.musicnn(weights: weights, output: stage)]).frozen()
      let row = try EtudeNetworks.features(model, examples: examples, items: [0], work: Work(threads: 2))[0]
      let largest = row.map { abs(Double($0)) }.max() ?? 0
      for (place, wanted) in expected.enumerated() {
        let got = Double(row[place * step])
        #expect(abs(got - wanted) <= 1e-3 * (abs(wanted) + 0.05 * largest), "\(stage) \(place * step)")
      }
    }
  }
}
