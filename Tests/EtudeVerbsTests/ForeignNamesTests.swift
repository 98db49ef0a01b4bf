import EtudeCore
import EtudeSound
import Testing

/// Names with line breaks, tabs and control characters, as files and tables of others have them.
@Suite("Names of others on one line") struct ForeignNamesTests {
  private static let label = "drum and\nbass\u{1B}[2J"

  private func bench() throws -> Bench {
    let bench = try Bench()
    let tone = Sound(samples: (0..<22_050).map { Float($0 % 50) / 60 }, rate: 22_050)
    for name in ["a\tb", "c", "d", "e"] { try AudioFile.write(tone, to: "\(bench.folder)/\(name).wav") }
    let rows =
      [["file", "label", "track", "artist"]]
      + [["a\tb.wav", Self.label, "one\ntwo", "x\r"], ["c.wav", Self.label, "t", "y"]]
      + [["d.wav", "jazz", "u", "z"], ["e.wav", "jazz", "v", "w"], ["no\nfile.wav", "jazz", "q", "w"]]
    try WholeFile.write(CSV.text(rows), to: bench.folder + "/m.csv")
    return bench
  }

  @Test(
    "Tables, cells, warnings and errors have a line for a line",
    arguments: [
      "describe songs", "audit songs", "songs[0]", "recommended", "report cv", "confusion cv",
      "descriptors songs[0]",
      "predict fitted songs[0]", "describe songs[0]", "folds songs count: 2", "mels",
    ])
  func shown(statement: String) throws {
    let outcome = try bench().run(
      """
      songs = load "m.csv"
      mels = songs | spectrogram
      fitted = fit (stats | classify) mels epochs: 1 validation: 0%
      cv = crossval (stats | classify) mels epochs: 1 folds: 2
      recommended = recommend songs[0] from: songs with: fitted count: 2 by: "item"
      \(statement)
      """)
    #expect(outcome.error == nil)
    for text in outcome.output + outcome.warnings {
      #expect(!text.unicodeScalars.contains { $0 == "\t" || $0 == "\r" || $0 == "\u{1B}" }, "\(text)")
      #expect(
        !text.contains("drum and\n") && !text.contains("no\nfile") && !text.contains("one\ntwo"), "\(text)")
    }
    for text in outcome.warnings { #expect(!text.contains("\n"), "\(text)") }
  }

  @Test("An error names such a file on one line")
  func errors() throws {
    let outcome = try bench().run(#"clip = load "no\nsuch.wav""#)
    #expect(outcome.cause?.contains(#"no\nsuch.wav"#) == true && outcome.cause?.contains("\n") == false)
  }
}
