import EtudeCore
import EtudeSound
import Testing

/// How much of a song musicnn's windows hear.
@Suite struct HeardWindowsTests {
  @Test(arguments: 0..<40) func wholeWindowsAreHeard(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "lengths")
    let count = 1000 + random.below(400_000)
    let sound = Sound(samples: (0..<count).map { _ in Float(random.normal() / 10) }, rate: LogMelWindows.rate)
    let windows = try LogMelFrontEnd().windows(of: .held(sound)).count
    let heard = LogMelWindows.heard(of: sound.duration)
    #expect(abs(heard - min(sound.duration, Double(windows) * LogMelWindows.seconds)) < 1e-9)
  }
}
