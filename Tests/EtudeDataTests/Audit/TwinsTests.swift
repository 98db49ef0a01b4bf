import EtudeCore
import EtudeData
import EtudeSound
import Foundation
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

  @Test("However many copies of a song there are, its twin is found, and is the twin of each")
  func copies() throws {
    let (scratch, _) = try library()
    let names = (0..<20).map { "blues/copy \($0).wav" }
    for name in names {
      try FileManager.default.copyItem(atPath: scratch("blues/blues.00001.wav"), toPath: scratch(name))
    }
    let copied = try DatasetLoader.load(scratch.path)
    let found = try copied.nearEqualItems()
    #expect(found["jazz/softer.flac"] == Set(names + ["blues/blues.00001.wav"]))
    #expect(found[names[7]] == ["jazz/softer.flac"] && found.count == 22)
    #expect(try copied.twins(among: copied.recordings())["jazz/softer.flac"]?.count == 21)
    let findings = try Audit.make(copied).findings
    #expect(findings.filter { $0.kind == .nearEqual }.map(\.names.count) == [2])
    #expect(findings.filter { $0.kind == .equal }.map(\.names.count) == [21])
  }

  @Test("Twins are the same on any number of threads and in any order", arguments: 1...3)
  func threadsAndOrder(seed: Int) throws {
    let scratch = try Scratch()
    var random = RandomStream(seed: UInt64(seed), purpose: "copies of songs")
    let songs = (0..<4).map { Scratch.song(10 * seed + $0, seconds: 8) }
    var clips: [Clip] = []
    func add(_ name: String, _ sound: Sound) throws {
      let path = scratch(name + ".wav")
      try AudioFile.write(sound, to: path)
      clips.append(Clip(name: name, label: "a", source: .file(path: path)))
    }
    for (number, song) in songs.enumerated() { try add("song \(number)", song) }
    for copy in 0..<5 {
      let song = songs[random.below(songs.count)]
      let (gain, later) = (Float(2 + random.below(8)) / 10, random.below(song.rate / 2))
      let samples = song.samples.dropFirst(later).map { $0 * gain }
      try add("copy \(copy)", Sound(samples: samples, rate: song.rate))
    }
    let alone = try Dataset(clips).nearEqualItems(work: Work(threads: 1))
    #expect((0..<5).allSatisfy { alone["copy \($0)"]?.isEmpty == false })
    for threads in 1...4 {
      random.shuffle(&clips)
      #expect(try Dataset(clips).nearEqualItems(work: Work(threads: threads)) == alone, "\(threads) threads")
    }
  }

  @Test("What was heard once is read from disk, and says the same")
  func kept() throws {
    let (scratch, dataset) = try library()
    let work = Work(store: ResultStore(folder: scratch("cache")))
    let first = try Audit.make(dataset, work: work)
    let entries = try #require(work.store).usage().entries
    let again = try Audit.make(dataset, work: work)
    #expect(again.findings == first.findings && !first.findings.isEmpty)
    #expect(work.store?.usage().entries == entries)
    #expect(try dataset.nearEqualItems(work: work) == expected)
  }

  @Test(
    "A recording is known again in other data, softer and later; the same file and strangers are not its twins"
  )
  func knownAgain() throws {
    let (scratch, dataset) = try library()
    let known = try dataset.subset(dataset.clips.indices.filter { dataset[$0].label == "blues" }).recordings()
    #expect(known.map(\.item) == (0..<3).map { "blues/blues.0000\($0).wav" })
    let twins = ["jazz/softer.flac": Set(["blues/blues.00001.wav"])]
    #expect(try dataset.twins(among: known) == twins)
    #expect(try dataset.segments(length: 2).twins(among: known) == twins)
    #expect(try dataset.twins(among: []) == [:])
    _ = scratch
  }

  @Test(
    "A recording that went into a file and out again is the same; one whose words were cut off is of no use")
  func keptInAFile() throws {
    let (scratch, dataset) = try library()
    let known = try dataset.recordings()
    let text = try JSONEncoder().encode(known)
    #expect(try JSONDecoder().decode([Recording].self, from: text) == known)
    // 8 s are 688 words, of which every fourth is kept, 4 bytes in 16/3 letters of base64.
    #expect(text.count < known.count * 1100)
    let cut = String(decoding: text, as: UTF8.self).replacing(/"words":"[^"]*"/) { _ in "\"words\":\"\"" }
    let empty = try JSONDecoder().decode([Recording].self, from: Data(cut.utf8))
    #expect(try dataset.twins(among: empty) == [:])
    _ = scratch
  }
}
