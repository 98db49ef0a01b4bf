import ArgumentParser
import EtudeCore
import EtudeNetworks
import EtudeSound

/// The frozen musicnn over a song of thirty seconds, with all threads in the one song.
struct MusicnnWork: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "musicnn")

  @OptionGroup var measuring: Measuring
  @Flag(help: "From samples at 44.1 kHz; else from the log-mel windows, as peers read them.") var sound =
    false

  func run() throws {
    let network = FrozenNetwork(try Model([.musicnn(weights: .songs)]).frozen())
    let song = try MadeSong()
    let windows = try song.sound(0)
    let examples: any Examples = sound ? song : MadeWindows(windows: windows)
    let work = Work(threads: measuring.threads)
    try measuring.measure { _ = try features(network, examples: examples, items: [0], work: work) }
  }
}

/// A song of tones and noise, whose windows are made each time.
private struct MadeSong: Examples {
  let count = 1
  let imageSize = 0
  let bands = 1
  private let song: Sound
  private let frontEnd: LogMelFrontEnd

  init() throws {
    let rate = 44_100
    var random = RandomStream(Digest.build { $0.append("song") })
    var samples = [Float](repeating: 0, count: 30 * rate)
    for index in samples.indices {
      let wave = Float(index % 100) / 100 + Float(index % 37) / 37 - 1
      samples[index] = 0.2 * wave + 0.1 * Float(random.uniform(-1...1))
    }
    song = Sound(samples: samples, rate: rate)
    frontEnd = try LogMelFrontEnd()
  }

  func digest(_ item: Int) -> Digest { Digest.build { $0.append("made song") } }
  func image(_ item: Int) throws -> RGBImage { throw Failure("no picture") }
  func frames(_ item: Int) throws -> Frames { throw Failure("no frames") }
  func sound(_ item: Int) throws -> LogMelWindows { try frontEnd.windows(of: .held(song)) }
}

/// The windows of a song that are there already.
private struct MadeWindows: Examples {
  let count = 1
  let imageSize = 0
  let bands = 1
  let windows: LogMelWindows

  func digest(_ item: Int) -> Digest { Digest.build { $0.append("made windows") } }
  func image(_ item: Int) throws -> RGBImage { throw Failure("no picture") }
  func frames(_ item: Int) throws -> Frames { throw Failure("no frames") }
  func sound(_ item: Int) throws -> LogMelWindows { windows }
}
