import EtudeCore
import EtudeLanguage
import EtudeVerbs
import Foundation
import Synchronization

/// Runs scripts as `etude -e` does, in a folder of its own, and keeps what they print.
final class Bench {
  let folder: String
  let cache: ResultStore

  init() throws {
    folder = NSTemporaryDirectory() + "etude-verbs-" + UUID().uuidString
    try WholeFile.makeFolder(folder)
    cache = ResultStore(folder: folder + "/cache")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// What a script printed, what it was warned of, and how it ended.
  struct Outcome {
    var output: [String] = []
    var warnings: [String] = []
    /// The static errors or the error while running, as text; nil if it ran to its end.
    var error: String?
    /// What `error` says is wrong while running, without its place.
    var cause: String?
    var bindings: [String: Value] = [:]

    var text: String { output.joined(separator: "\n") }
  }

  func run(
    _ script: String, threads: Int = 2, seed: UInt64 = 0, overrides: [(name: String, text: String)] = []
  )
    -> Outcome
  {
    let shown = Lines()
    let warned = Lines()
    let work = Work(threads: threads, store: cache) { event in
      if case .warning(let text) = event { warned.add(text) }
    }
    let environment = Environment(
      seed: seed, work: work, readingFolder: folder, writingFolder: folder, show: { shown.add($0) })
    let interpreter = Interpreter(vocabulary: .standard)
    interpreter.seed = seed
    var outcome = Outcome()
    do {
      let program = try interpreter.check(SourceText(name: "test.etude", text: script), overrides: overrides)
      program.warnings.forEach { warned.add($0.cause) }
      try interpreter.run(program, in: environment)
    } catch let list as DiagnosticList {
      outcome.error = list.rendered(in: .plain)
    } catch let failure as LocatedFailure {
      outcome.error = failure.diagnostic.rendered
      outcome.cause = failure.failure.cause
    } catch {
      outcome.error = "\(error)"
    }
    outcome.output = shown.all
    outcome.warnings = warned.all
    outcome.bindings = interpreter.bindings.mapValues(\.value)
    return outcome
  }

  /// The bytes of a file that a script wrote.
  func file(_ name: String) throws -> [UInt8] { try WholeFile.read(folder + "/" + name) }
}

/// Lines that several threads may add to.
final class Lines: Sendable {
  private let lines = Mutex<[String]>([])
  func add(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }
}
