import EtudeCore
import EtudeSession
import Glibc
import Testing

/// Ctrl-C at any moment of any work: the prompt is back soon, and all that was there is still there.
@Suite("Ctrl-C", .serialized)
struct InterruptTests {
  /// 200 ms are promised; the rest is leave for a machine that tests other rooms at the same time. Such a machine may be
  /// late once; work that is deaf is late each time.
  private static let promise = 0.6
  private static let tries = 4

  /// What the work stands on, and work that takes some seconds at least.
  private static let works: [(setting: [String], line: String)] = [
    (
      ["m = demo genres: 2 clips: 4 length: 2s | spectrogram"],
      "net = fit (stats | dense 512 | relu | classify) m epochs: 10000"
    ),
    (
      ["m = demo genres: 2 clips: 4 length: 2s | spectrogram"],
      "cv = crossval (gru 32 | classify) m folds: 4 epochs: 2000"
    ),
    (["s = demo genres: 4 clips: 40 length: 30s"], "audit s"),
    (["s = demo genres: 4 clips: 40 length: 30s"], "describe (descriptors s)"),
    (["s = demo genres: 4 clips: 40 length: 30s"], "for x in s { export (spectrogram x) to: \"a.npy\" }"),
    (
      ["s = demo genres: 1 clips: 1 length: 2s"],
      "for i in [1, 2, 3, 4, 5] { for j in [1, 2, 3, 4, 5] { for k in [1, 2, 3, 4, 5] { for l in [1, 2, 3, 4] { plot s[0] to: \"p.png\" } } } }"
    ),
  ]

  @Test("In each kind of work, at moments of all sizes", arguments: works.indices)
  func everywhere(_ index: Int) throws {
    let folder = try TemporaryFolder()
    let terminal = try PseudoTerminal(
      ["--out", folder.path], state: folder.path,
      environment: ["ETUDE_CACHE=\(folder.path)/cache", "ETUDE_RUNS=\(folder.path)/runs.sqlite"])
    try terminal.expect("[1] ›")
    let work = Self.works[index]
    terminal.type(work.setting[0] + "\n")
    try terminal.expect("[2] ›")
    var cell = 2
    for moment in [60_000, 300_000, 900_000] {
      var soonest = Double.infinity
      for _ in 0..<Self.tries where soonest >= Self.promise {
        terminal.type(work.line + "\n")
        try terminal.expect("\n")
        usleep(useconds_t(moment))
        let pressed = SteadyClock.seconds()
        terminal.type("\u{3}")
        try terminal.expect("interrupted")
        try terminal.expect("[\(cell + 1)] ›")
        soonest = min(soonest, SteadyClock.seconds() - pressed)
        terminal.type("\(work.setting[0].prefix(1)).count + 1\n")
        try terminal.expect("\n\(index < 2 ? 9 : index == 5 ? 2 : 161)\n")
        cell += 2
        try terminal.expect("[\(cell)] ›")
      }
      #expect(soonest < Self.promise, "\(work.line) after \(moment) µs")
    }
  }

  @Test("In a script: 130, what is lost, and nothing half written", arguments: [SIGINT, SIGTERM, SIGHUP])
  func scripts(_ signal: Int32) throws {
    var soonest = Double.infinity
    for _ in 0..<Self.tries where soonest >= Self.promise {
      soonest = min(soonest, try secondsUntilTrainingEnds(after: signal))
    }
    #expect(soonest < Self.promise)
  }

  private func secondsUntilTrainingEnds(after signal: Int32) throws -> Double {
    let folder = try TemporaryFolder()
    let output = folder.path + "/out"
    let script = """
      m = demo genres: 2 clips: 4 length: 1s | spectrogram
      plot m[0] to: "ready.png"
      net = fit (stats | dense 512 | relu | classify) m epochs: 10000
      save net to: "net.safetensors"
      """
    try WholeFile.write(script, to: folder.path + "/lab.etude")
    let process = try Program.start(
      ["run", folder.path + "/lab.etude", "--out", output], state: folder.path,
      environment: ["ETUDE_CACHE=\(folder.path)/cache", "ETUDE_RUNS=\(folder.path)/runs.sqlite"],
      files: ("/dev/null", folder.path + "/stdout", folder.path + "/stderr"))
    let deadline = SteadyClock.seconds() + 20
    while access(output + "/ready.png", F_OK) != 0, SteadyClock.seconds() < deadline { usleep(5000) }
    usleep(400_000)
    let sent = SteadyClock.seconds()
    kill(process, signal)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    let took = SteadyClock.seconds() - sent
    #expect(Program.code(of: status) == 128 + signal)
    let errors = String(decoding: try WholeFile.read(folder.path + "/stderr"), as: UTF8.self)
    // Where it points depends on whether an epoch was done.
    #expect(
      errors.contains("lab.etude:3:") && errors.contains("error: interrupted; 'net' is lost"), "\(errors)")
    #expect(Folder.names(in: output) == ["ready.png"])
    return took
  }

  @Test("A reader that has had enough ends a script quietly")
  func closedPipe() throws {
    let folder = try TemporaryFolder()
    let fifo = folder.path + "/pipe"
    #expect(mkfifo(fifo, 0o600) == 0)
    let list = (0..<300).map(String.init).joined(separator: ", ")
    let reader = open(fifo, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    let process = try Program.start(
      ["-e", "for i in [\(list)] { for j in [\(list)] { print i j } }"], state: folder.path,
      environment: [], files: ("/dev/null", fifo, folder.path + "/stderr"))
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(reader, &bytes, bytes.count) <= 0 { usleep(1000) }
    close(reader)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    #expect(Program.code(of: status) == 70)
    #expect(try WholeFile.read(folder.path + "/stderr").isEmpty)
  }
}
