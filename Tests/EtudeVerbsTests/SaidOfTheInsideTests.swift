import EtudeCore
import EtudeNetworks
import Testing

/// What is said of kernels, points and memories.
@Suite(.enabled(if: PretrainedWeights.mobilenetv2.isPresent)) struct SaidOfTheInsideTests {
  @Test func kernelsSayWhereTheyHoldAndPointsWhoHeard() throws {
    let outcome = try Bench().run(
      """
      songs = demo genres: 2 clips: 3 length: 2s
      mels = songs | spectrogram size: 64
      m = fit (mobilenetv2 | freeze | classify) mels epochs: 1 validation: 0%
      filters mobilenetv2
      filters mobilenetv2 layer: "block18"
      embedding (mobilenetv2 | freeze) songs
      embedding m songs
      """)
    #expect(outcome.error == nil)
    try #require(outcome.output.count == 4)
    #expect(outcome.output[0].contains("around 1000 Hz 981 to 1020 Hz"))
    #expect(outcome.output[1].contains("all of the picture") && !outcome.output[1].contains("491"))
    #expect(outcome.output[2].hasSuffix("heard by mobilenetv2, as it is before fitting"))
    #expect(outcome.output[3].hasSuffix("fitted; of what it hears with, fitting changed nothing"))
  }

  @Test func oneStepHasNothingBeforeIt() throws {
    let outcome = try Bench().run(
      """
      songs = demo genres: 2 clips: 2 length: 1s
      heard = fit (gru 2 steps: 1 | classify) (songs | spectrogram size: 32) epochs: 1 validation: 0%
      memory heard songs[0]
      """)
    #expect(outcome.error == nil)
    #expect(
      outcome.output.first
        == "array · 1 network × 1 step · gru heard one step, and nothing before it that could be remembered")
  }
}
