import EtudeCore
import EtudeData
import EtudeDemo
import EtudeSound
import Testing

@Suite struct DescriptorTableTests {
  @Test func `rows from disk, in parallel and of one thread are equal`() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 3, "jazz": 2])
    let dataset = try DatasetLoader.load(scratch.path)
    let plain = try DescriptorTable.make(dataset)
    let cache = ResultStore(folder: scratch("cache"))
    for _ in 0..<2 {
      let kept = try DescriptorTable.make(dataset, work: Work(threads: 2, store: cache))
      #expect(kept.rows.map(\.descriptors) == plain.rows.map(\.descriptors))
      #expect(kept.rows.map(\.clip.name) == dataset.names)
    }
    let first = try #require(plain.rows.first)
    let measured = try SoundDescriptors(try dataset[0].sound()).summary()
    #expect(first.descriptors == measured)
    #expect(first.descriptors.map(\.name) == DescriptorSummary.names)
  }

  @Test func `segments of a demo song are measured as what they are`() throws {
    let pieces = try Dataset.demo(genres: 1, clips: 1, length: 2, seed: 3).segments(length: 1)
    let rows = try DescriptorTable.make(pieces).rows
    #expect(rows.count == 2)
    for (row, clip) in zip(rows, pieces.clips) {
      #expect(try row.descriptors == SoundDescriptors(clip.sound()).summary())
    }
  }

  @Test func `what cannot be read is named and left out`() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2])
    try scratch.write("no sound", to: "blues/broken.wav")
    let dataset = try DatasetLoader.load(scratch.path)
    let heard = Heard()
    let table = try DescriptorTable.make(dataset, work: heard.work())
    #expect(table.rows.count == 2)
    #expect(heard.warnings.contains { $0.contains("blues/broken.wav cannot be read") })
  }

  @Test func `a request to stop ends it`() throws {
    let work = Work(threads: 2)
    work.cancellation.request()
    let made = failure {
      _ = try DescriptorTable.make(.demo(genres: 1, clips: 2, length: 1, seed: 0), work: work)
    }
    #expect(made == .interrupted)
  }
}
