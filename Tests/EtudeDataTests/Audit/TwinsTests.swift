import EtudeCore
import EtudeData
import EtudeSound
import Testing

/// The same recording in several files, as a leakage line asks for it.
@Suite("Twins") struct TwinsTests {
  private func library() throws -> (scratch: Scratch, dataset: Dataset) {
    let scratch = try Scratch()
    try scratch.library(["blues": 3, "jazz": 2], seconds: 8)
    let song = try AudioFile.decode(scratch("blues/blues.00001.wav"), rate: 22050).sound
    let softer = Sound(samples: song.samples.dropFirst(4410).map { $0 * 0.4 }, rate: song.rate)
    try AudioFile.write(softer, to: scratch("jazz/softer.flac"))
    return (scratch, try DatasetLoader.load(scratch.path))
  }

  private let expected: [String: Set<String>] = [
    "blues/blues.00001.wav": ["jazz/softer.flac"], "jazz/softer.flac": ["blues/blues.00001.wav"],
  ]

  @Test("A softer copy that begins later is its song's twin; whole files and their pieces say the same")
  func wholeFilesAndPieces() throws {
    let (scratch, dataset) = try library()
    #expect(try dataset.nearEqualItems() == expected)
    #expect(try dataset.segments(length: 2).nearEqualItems() == expected)
    _ = scratch
  }

  @Test("What was heard once is read from disk, and says the same")
  func kept() throws {
    let (scratch, dataset) = try library()
    let work = Work(cache: DiskCache(folder: scratch("cache")))
    let first = try Audit.make(dataset, work: work)
    let entries = try #require(work.cache).usage().entries
    let again = try Audit.make(dataset, work: work)
    #expect(again.findings == first.findings && !first.findings.isEmpty)
    #expect(work.cache?.usage().entries == entries)
    #expect(try dataset.nearEqualItems(work: work) == expected)
  }
}
