import ArgumentParser
import EtudeCore
import EtudeData
import EtudeSound
import Glibc

/// A folder of songs to image features that are kept on disk, as the first training does it.
struct DatasetWork: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "dataset")

  @OptionGroup var measuring: Measuring
  @Argument var path: String

  func run() throws {
    let folder = "/tmp/etude-bench-\(getpid())"
    let store = ResultStore(folder: folder)
    defer {
      store.clear()
      for shelf in Folder.names(in: folder) { rmdir("\(folder)/\(shelf)") }
      rmdir(folder)
    }
    let work = Work(threads: measuring.threads, store: store)
    let time = try ContinuousClock().measure {
      let songs = try DatasetLoader.load(path, work: work)
      let set = try SpectrogramSet(songs, settings: SpectrogramSettings(), work: work)
      guard try set.prepare(work: work).isEmpty else { throw Failure("some songs cannot be read") }
    }
    measuring.report(time)
  }
}
