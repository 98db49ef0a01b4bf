import EtudeCore
import Testing

/// When steps are heard.
@Suite struct StepTimesTests {
  @Test func windowsLieSideBySideAndTheRestIsNotHeard() {
    let times = StepTimes(windows: 3, of: 10)
    #expect(times.edges.map { ($0 * 1000).rounded() } == [0, 2992, 5984, 8976])
    #expect(times.step(at: 8) == 2 && times.step(at: 9.9) == nil)
    // What was repeated until it fills a window ends where it ends.
    #expect(StepTimes(windows: 1, of: 2).edges == [0, 2])
  }

  @Test func averagedFramesBeginAtAFrame() {
    let times = StepTimes(averaged: 431, steps: 108, of: 431 * 512 / 22_050.0)
    #expect(abs(times.edges[107] - 428 * 512 / 22_050.0) < 1e-9)
    #expect(!times.isEven && abs(times.end - 431 * 512 / 22_050.0) < 1e-9)
  }

  /// Of any item: the steps cover what is heard without gaps, and each is found where it begins and in its middle.
  @Test func everyMomentIsOfOneStep() {
    var random = RandomStream(seed: 1, purpose: "steps")
    for _ in 0..<200 {
      let frames = 1 + Int(random.uniform() * 3000)
      let most = 1 + Int(random.uniform() * 200)
      let run = Frames.run(of: frames, steps: most)
      let steps = (frames + run - 1) / run
      // The run follows from how many steps there are, whatever was allowed.
      #expect(Frames.run(of: frames, steps: steps) == run)
      let times = StepTimes(averaged: frames, steps: steps, of: Double(frames) / 43)
      #expect(times.count == steps && abs(times.end - Double(frames) / 43) < 1e-9)
      for step in 0..<steps {
        #expect(times.step(at: times.edges[step]) == step && times.step(at: times.middle(of: step)) == step)
      }
      let parts = min(steps, 16)
      let joined = times.joined(into: parts)
      #expect(joined.count == parts && joined.end == times.end)
      for step in 0..<steps {
        #expect(joined.step(at: times.middle(of: step)) == step * parts / steps)
      }
    }
  }
}
