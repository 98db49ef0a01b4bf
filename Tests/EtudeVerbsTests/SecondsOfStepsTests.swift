import EtudeCore
import EtudeNetworks
import Testing

/// What looks inside a network says seconds of what each step hears.
@Suite struct SecondsOfStepsTests {
  @Test func stepsOfAveragedFramesBeginAtAFrame() throws {
    let outcome = try Bench().run(
      """
      songs = demo genres: 2 clips: 2 length: 10s
      heard = fit (gru 4 | classify) (songs | spectrogram size: 32) epochs: 1 validation: 0%
      steps heard songs[0] unit: 2
      """)
    #expect(outcome.error == nil)
    #expect(outcome.output.first?.contains("step 107 of 0 to 107, at 9.94 s") == true)
  }

  @Test(.enabled(if: PretrainedWeights.musicnnSongs.isPresent)) func windowsOfSoundLieWhereTheyAreHeard()
    throws
  {
    let bench = try Bench()
    let outcome = bench.run(
      """
      songs = demo genres: 2 clips: 2 length: 10s
      t = fit (musicnn output: "tags" | freeze | gru 4 | classify) songs epochs: 1 validation: 0%
      steps t songs[0] unit: 1 at: 8s
      print (receptive t)["musicnn"].to (receptive t)["musicnn"].seconds
      memory t songs[0]
      plot (gates t songs[0]) to: "gates.png"
      plot (saliency t songs[0]) to: "saliency.png"
      steps t songs[0] at: 9.9s
      """)
    #expect(outcome.output.first?.contains("step 2 of 0 to 2, at 5.98 s") == true)
    #expect(outcome.output.contains { $0.hasPrefix("8000 2.99") })
    #expect(outcome.output.contains { $0.contains("1 network × 3 steps · gru depends") })
    #expect(outcome.error.map { "\($0)" }?.contains("up to 8.98 s") == true)
  }
}
