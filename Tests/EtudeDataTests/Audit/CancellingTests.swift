import EtudeData
import EtudeSound
import Testing

/// Stereo of which mixing leaves nothing is told from silence.
@Suite struct CancellingTests {
  @Test func channelsThatCancelOutAreTold() throws {
    let scratch = try Scratch()
    let song = Scratch.song(1, seconds: 1).samples
    try scratch.library(["a": 1])
    try AudioFile.write(
      song.flatMap { [$0, -$0] }, rate: 22050, channels: 2, format: 0x010002, to: scratch("a/opposite.wav"))
    try AudioFile.write(
      [Float](repeating: 0, count: 20_000), rate: 22050, channels: 2, format: 0x010002,
      to: scratch("a/still.wav"))
    let dataset = try DatasetLoader.load(scratch.path)
    let silent = try Audit.make(dataset).findings.filter { $0.kind == .silent }
    #expect(silent.map(\.names) == [["a/opposite.wav"], ["a/still.wav"]])
    #expect(silent.first?.detail == "its channels cancel out when they are mixed to mono")
    #expect(silent.last?.detail == "nothing above -80 dB")
    let heard = Heard()
    _ = try dataset[1].soundSource(work: heard.work())
    #expect(heard.warnings == ["a/opposite.wav is silent once it is mixed to mono: its channels cancel out"])
  }
}
