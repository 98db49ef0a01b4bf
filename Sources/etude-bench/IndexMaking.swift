import ArgumentParser
import EtudeCore
import EtudeData
import EtudeDemo
import EtudeEvaluation
import EtudeRecommendation

/// An index made of many songs whose embeddings come as they are asked for, of 1280 numbers each, and written to a file.
struct IndexMaking: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "index")

  @OptionGroup var measuring: Measuring
  @Option var songs = 1_000_000
  @Argument var path: String

  func run() throws {
    let width = 1280
    let clips = (0..<songs).map { song in
      Clip(
        name: "\(song).wav", label: "blues",
        source: .demo(DemoSong(genre: "blues", index: song, seed: 0, length: 5)))
    }
    // Stretches of noise stand for what a network gives: to make them costs next to nothing.
    var random = RandomStream(seed: 0, purpose: "noise")
    let noise = (0..<1 << 20).map { _ in Float(random.normal()) }
    let work = Work(threads: measuring.threads)
    let time = try ContinuousClock().measure {
      let index = try LibraryIndex(Dataset(clips), work: work) { places in
        places.map { place in
          let start = place &* 7919 % (noise.count - width)
          return Array(noise[start..<start + width])
        }
      }
      try index.write(to: path)
    }
    measuring.report(time)
  }
}
