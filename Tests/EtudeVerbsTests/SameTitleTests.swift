import EtudeCore
import EtudeData
import EtudeSound
import Testing

/// A track is a title of an artist: two artists' pieces called Intro are two tracks, wherever tracks are asked for.
@Suite struct SameTitleTests {
  private func bench() throws -> Bench {
    let bench = try Bench()
    var lines = ["file,label,track,artist"]
    for (number, line) in [
      "blues,Intro,X", "blues,Intro,Y", "blues,Two,X", "blues,Three,Y", "jazz,Intro,Z", "jazz,Four,Z",
      "jazz,Intro,W", "jazz,Five,W",
    ].enumerated() {
      var random = RandomStream(seed: UInt64(number), purpose: "same title")
      let samples = (0..<22050).map { _ in 0.2 * Float(random.normal()) }
      try AudioFile.write(Sound(samples: samples, rate: 22050), to: "\(bench.folder)/\(number).wav")
      lines.append("\(number).wav,\(line)")
    }
    try WholeFile.write(lines.joined(separator: "\n"), to: bench.folder + "/m.csv")
    return bench
  }

  @Test func crossValidationAndRecommending() throws {
    let bench = try bench()
    let outcome = bench.run(
      """
      songs = load "m.csv"
      mels = songs | spectrogram size: 32
      items = crossval (stats | classify) mels folds: 4 by: "item" epochs: 1
      tracks = crossval (stats | classify) mels folds: 4 by: "track" epochs: 1
      print items.leakage.track tracks.leakage.track
      m = fit (stats | classify) mels epochs: 1 validation: 0%
      found = recommend songs[0] from: songs with: m count: 8
      print found.count
      print (recommend songs[0] from: songs with: m count: 8 by: "artist").count
      print (playlist songs[0] from: songs with: m count: 7).count
      print (join songs (load "m.csv")).count
      describe (segments songs length: 500ms)
      """)
    #expect(outcome.error == nil, "\(outcome.error ?? "")")
    // All songs but the one that is liked; one of each other artist.
    #expect(outcome.output.prefix(5) == ["0 0", "7", "3", "7", "8"], "\(outcome.output)")
    let row = outcome.text.split(separator: "\n").first { $0.hasPrefix("blues ") }
    #expect(row?.split(separator: " ").prefix(4) == ["blues", "8", "4", "2"], "\(outcome.output)")
    let tracks = try DatasetLoader.load(bench.folder + "/m.csv").segments(length: 0.5).groups(by: .track)
    #expect(Set(tracks).count == 8)
  }
}
