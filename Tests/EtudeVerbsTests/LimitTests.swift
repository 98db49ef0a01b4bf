import Foundation
import Testing

/// The program under limits of memory and of processes: it does what it is asked, or it says what it lacks and ends with
/// 70. It neither waits for ever nor dies of a signal.
///
/// Not under AddressSanitizer, whose shadow memory no limit of memory leaves room for.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["ASAN_OPTIONS"] == nil), .serialized)
struct LimitTests {
  private static let statements = """
    songs = demo genres: 2 clips: 2 length: 2s
    net = combine [gru 16 layers: 2 sequence: yes, cnn blocks: 2 filters: 8] | dense 256 | classify
    fitted = fit net (songs | spectrogram) epochs: 1
    print (predict fitted songs).genres.count
    """

  private struct Outcome {
    let code: Int32
    let isSignal: Bool
    let output: String
    let errors: String
  }

  /// Runs the program through `shell`, a command line that ends in its own arguments.
  private func run(_ shell: String, threads: Int) throws -> Outcome {
    let here = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let program = here.appendingPathComponent("etude").path
    try #require(FileManager.default.isExecutableFile(atPath: program))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "\(shell) timeout 60 \"$0\" \"$@\"", program, "-e", Self.statements, "--threads", "\(threads)",
    ]
    let folder = NSTemporaryDirectory() + "/etude-limits-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    process.environment = [
      "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": folder, "XDG_CACHE_HOME": folder,
      "XDG_DATA_HOME": folder,
    ]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complained = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, isSignal: process.terminationReason == .uncaughtSignal, output: said,
      errors: complained)
  }

  private func check(_ outcome: Outcome, _ what: String) {
    #expect(!outcome.isSignal, "\(what): \(outcome.code) \(outcome.errors)")
    if outcome.code == 0 {
      #expect(outcome.output == "4\n", "\(what)")
    } else {
      #expect(outcome.code == 70, "\(what): \(outcome.errors)")
      #expect(outcome.errors.contains("error: "), "\(what)")
    }
  }

  @Test func tooLittleMemoryIsAnError() throws {
    var codes: Set<Int32> = []
    // Kilobytes: from what is too little for two threads to what is enough for all.
    for limit in [250_000, 300_000, 400_000, 500_000, 8_000_000] {
      let outcome = try run("ulimit -v \(limit);", threads: 2)
      check(outcome, "ulimit -v \(limit)")
      codes.insert(outcome.code)
    }
    #expect(codes == [0, 70])
  }

  /// Only as another user, since root may start as many processes as it likes, and for any other user its own processes
  /// count.
  @Test(.enabled(if: getuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")))
  func tooFewProcessesAreAnError() throws {
    var codes: Set<Int32> = []
    for limit in [2, 3, 4, 100] {
      // A user of no one's, so that nothing else counts.
      let outcome = try run(
        "setpriv --reuid=61234 --regid=61234 --clear-groups prlimit --nproc=\(limit)",
        threads: 3)
      check(outcome, "ulimit -u \(limit)")
      codes.insert(outcome.code)
    }
    #expect(codes == [0, 70])
  }
}
