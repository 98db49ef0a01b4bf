import ArgumentParser

/// Étude's side of `Scripts/bench`: each subcommand measures one piece of work in a process of its own.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "etude-bench", abstract: "Measures Étude's own speed for Scripts/bench.",
    subcommands: [
      CNN.self, GRU.self, Head.self, MobileNet.self, MusicnnWork.self, SoundWork.self, DatasetWork.self,
      IndexMaking.self, ONNXCases.self,
    ])
}

/// What all measurements are told.
struct Measuring: ParsableArguments {
  @Option(help: "Processor threads.") var threads = 2
  @Option(help: "Seconds to repeat the work for.") var seconds = 3.0

  /// Runs `body` until the time is over and prints its median time in milliseconds and the process's peak of memory.
  func measure(_ body: () throws -> Void) throws {
    let clock = ContinuousClock()
    for _ in 0..<3 { try body() }
    var times: [Duration] = []
    let start = clock.now
    while clock.now - start < .seconds(seconds) || times.count < 5 { times.append(try clock.measure(body)) }
    report(times.sorted()[times.count / 2])
  }

  func report(_ time: Duration) {
    print("ms \(time / .milliseconds(1)) mb \(peakMegabytes())")
  }
}
