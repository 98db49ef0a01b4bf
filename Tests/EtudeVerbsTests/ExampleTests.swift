import EtudeCore
import EtudeNetworks
import Testing

/// The scripts that a student starts from.
@Suite("Examples") struct ExampleTests {
  private static let folder =
    Paths.folder(of: Paths.folder(of: Paths.folder(of: #filePath))) + "/Examples"

  private func example(_ name: String) throws -> String {
    String(decoding: try WholeFile.read("\(Self.folder)/\(name).etude"), as: UTF8.self)
  }

  @Test("Every example has a test here") func allAreRun() {
    #expect(
      Folder.names(in: Self.folder) == [
        "55-to-71.etude", "best.etude", "first-light.etude", "gru", "soundtracks.etude",
      ])
  }

  @Test(
    "First light, twice: pictures, a fair report, equal bytes",
    .enabled(if: PretrainedWeights.mobilenetv2.isPresent))
  func firstLight() throws {
    let script = try example("first-light")
    let bench = try Bench()
    let first = bench.run(script)
    #expect(first.error == nil)
    #expect(first.text.contains("baseline (stats | classify)"))
    let names = ["spectrogram.png", "curves.png", "confusion.png", "result.json"]
    let before = try names.map(bench.file)
    let again = bench.run(script)
    #expect(again.output == first.output)
    #expect(try names.map(bench.file) == before)
    let accuracy = bench.run(script + "\nprint cv.accuracy >= 0.7 cv.accuracy <= 0.97").output.last
    #expect(accuracy == "yes yes")
  }

  @Test(
    "Soundtracks, on a folder and a manifest of demo songs",
    .enabled(if: PretrainedWeights.mobilenetv2.isPresent))
  func soundtracks() throws {
    let bench = try Bench()
    let written = bench.run(
      """
      for song in demo genres: 2 clips: 20 length: 2s {
        save song to: "music/{song.label}/{song.track}.wav"
      }
      """)
    #expect(written.error == nil)
    let rows = ["blues", "classical"].flatMap { genre in
      (0..<20).map { song in
        let name = "\(genre).000" + (song < 10 ? "0" : "") + "\(song)"
        return "\(genre)/\(name).wav,\(genre),\(genre) track \(song / 2)"
      }
    }
    try WholeFile.write(
      "file,label,track\n" + rows.joined(separator: "\n") + "\n", to: bench.folder + "/music/list.csv")
    for data in ["music/", "music/list.csv"] {
      let outcome = bench.run(try example("soundtracks"), overrides: [("data", data)])
      #expect(outcome.error == nil)
      #expect(outcome.text.contains("accuracy"))
    }
  }

  @Test(
    "The best recipe, on a folder of demo songs",
    .enabled(if: PretrainedWeights.all.allSatisfy(\.isPresent)))
  func best() throws {
    let bench = try Bench()
    let written = bench.run(
      """
      for song in demo genres: 2 clips: 10 length: 6s {
        save song to: "music/{song.label}/{song.track}.wav"
      }
      """)
    #expect(written.error == nil)
    let outcome = bench.run(try example("best"), overrides: [("data", "music/")])
    #expect(outcome.error == nil)
    #expect(outcome.text.contains("mean of five plans: ") && outcome.text.contains("plan 5: "))
  }

  @Test("55 to 71: what flatters, cause by cause", .enabled(if: PretrainedWeights.mobilenetv2.isPresent))
  func fiftyFiveToSeventyOne() throws {
    let bench = try Bench()
    // Half the genres tell the same story in half the time.
    let script = try example("55-to-71").replacing(
      "songs = demo\n", with: "songs = demo genres: 5\n")
    let outcome = bench.run(
      script + """
        print "climbs" carried.folds[3].accuracy > carried.folds[0].accuracy + 0.1
        print "first fold fair" carried.folds[0].accuracy == fair.folds[0].accuracy
        print "peeking helps" peeked.accuracy >= fair.accuracy
        print "pieces flatter" by_piece.accuracy > by_song.accuracy
        print "artists flatter" by_song.accuracy > fair.accuracy
        """)
    #expect(outcome.error == nil)
    #expect(
      outcome.output.suffix(5) == [
        "climbs yes", "first fold fair yes", "peeking helps yes", "pieces flatter yes", "artists flatter yes",
      ])
    #expect(outcome.warnings.contains { $0.hasPrefix("INVALID") })
    for picture in ["1-noise", "2-relatives", "2-plan", "3-carried", "4-epoch", "waterfall"] {
      #expect(try bench.file(picture + ".png").count > 5000)
    }
    let table = String(decoding: try bench.file("waterfall.csv"), as: UTF8.self)
    #expect(table.contains("claimed (INVALID)") && table.contains("whole groups,"))
  }
}
