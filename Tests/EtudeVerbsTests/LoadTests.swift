import EtudeCore
import EtudeSound
import Testing

@Suite struct LoadTests {
  @Test func aClipCutOffIsSaid() throws {
    let bench = try Bench()
    let path = bench.folder + "/cut.wav"
    try AudioFile.write(Sound(samples: [Float](repeating: 0.1, count: 16000), rate: 8000), to: path)
    let bytes = try WholeFile.read(path)
    try WholeFile.write(Array(bytes[..<(44 + 16000)]), to: path)
    let outcome = bench.run("clip = load \"cut.wav\"; print clip.length")
    #expect(outcome.output == ["1s"])
    #expect(outcome.warnings == ["\(path) ends before its header says: the 1 s that are there are used"])
  }
}
