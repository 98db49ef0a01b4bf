import EtudeCore
import Testing

/// What the leakage line of a result advises works when it is done.
@Suite struct LeakageAdviceTests {
  @Test(arguments: [2, 3, 5, 10]) func itsAdviceCanBeFollowed(folds: Int) throws {
    let bench = try Bench()
    let songs = """
      songs = demo genres: 3 clips: 10 length: 1s
      mels = songs | spectrogram size: 32
      net = stats | classify

      """
    let outcome = bench.run(songs + "crossval net mels folds: \(folds) epochs: 1")
    let line = try #require(outcome.output.last)
    let advice = try #require(line.firstRange(of: #/by: "artist"/#)).lowerBound
    let most = line[advice...].firstMatch(of: #/with folds: (\d+) at most/#).flatMap { Int($0.1) }
    #expect((most != nil) == (folds > 4))
    let followed = bench.run(songs + "crossval net mels folds: \(most ?? folds) by: \"artist\" epochs: 1")
    #expect(followed.error == nil)
    #expect(followed.output.last?.contains("no test item shares a track or a known artist") == true)
  }
}
