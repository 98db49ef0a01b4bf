import EtudeCore
import EtudeData
import EtudeSound
import Testing

@Suite struct DroppingTests {
  private func dataset() throws -> (Scratch, Dataset) {
    let scratch = try Scratch()
    try scratch.library(["blues": 3, "jazz": 3])
    try WholeFile.write(WholeFile.read(scratch("blues/blues.00000.wav")), to: scratch("blues/copy.wav"))
    try WholeFile.write(WholeFile.read(scratch("blues/blues.00001.wav")), to: scratch("jazz/other.wav"))
    try AudioFile.write(
      Sound(samples: [Float](repeating: 0, count: 22050), rate: 22050), to: scratch("jazz/nothing.wav"))
    try scratch.song("jazz/short.wav", number: 50, seconds: 0.25)
    try scratch.write("text", to: "jazz/text.wav")
    return (scratch, try DatasetLoader.load(scratch.path))
  }

  @Test func nothingButWhatIsAskedFor() throws {
    let (scratch, dataset) = try dataset()
    defer { withExtendedLifetime(scratch) {} }
    let standard = try dataset.dropping(.init())
    #expect(standard.dropped.map(\.reason) == ["unreadable"])
    #expect(dataset.count - standard.dataset.count == 1)
    let nothing = try dataset.dropping(.init(unreadable: false))
    #expect(nothing.dataset.names == dataset.names && nothing.dropped.isEmpty)
  }

  @Test func duplicatesSilenceAndScraps() throws {
    let (scratch, dataset) = try dataset()
    defer { withExtendedLifetime(scratch) {} }
    let heard = Heard()
    let result = try dataset.dropping(
      .init(duplicates: true, silent: true, shorter: 0.5), work: heard.work())
    #expect(
      heard.warnings == [
        "jazz/other.wav is dropped: it has the same bytes as blues/blues.00001.wav, which stays as 'blues', not 'jazz'"
      ])
    #expect(
      result.dataset.names == [
        "blues/blues.00000.wav", "blues/blues.00001.wav", "blues/blues.00002.wav", "jazz/jazz.00000.wav",
        "jazz/jazz.00001.wav",
        "jazz/jazz.00002.wav",
      ])
    let counts = Dictionary(uniqueKeysWithValues: result.dropped.map { ($0.reason, $0.count) })
    #expect(counts == ["unreadable": 1, "duplicates": 2, "silent": 1, "shorter than 0.5s": 1])
    #expect(failure { _ = try dataset.dropping(.init(shorter: 10)) }?.cause == "nothing is left of 11 clips")
  }

  /// Parts of the same bytes are equal whether their end is written down or is the file's.
  @Test func endsWrittenDownAndNot() throws {
    let scratch = try Scratch()
    try scratch.song("a.wav", number: 1)
    try WholeFile.write(WholeFile.read(scratch("a.wav")), to: scratch("b.wav"))
    try WholeFile.write(WholeFile.read(scratch("a.wav")), to: scratch("c.wav"))
    try scratch.write("file,label,length\na.wav,x,\nb.wav,x,1\nc.wav,x,0.5\n", to: "m.csv")
    let left = try DatasetLoader.load(scratch("m.csv")).dropping(.init(duplicates: true))
    #expect(left.dataset.names == ["a.wav", "c.wav"])
  }
}
