import EtudeCore
import EtudeLanguage
import Glibc

/// A recorded run's script, run up to the recorded call. Nothing is shown, and what the script writes goes to a folder
/// that is removed at the end.
public struct RunReplay {
  /// Does what is wanted at the call; its own work is the closure that it is given.
  typealias Arrival = (RecordedCall, Session, () throws -> Value) throws -> Void

  private let run: RecordedRun
  private let vocabulary: Vocabulary
  private let environment: Environment

  public init(_ run: RecordedRun, vocabulary: Vocabulary, environment: Environment) {
    self.run = run
    self.vocabulary = vocabulary
    self.environment = environment
  }

  /// Does something with the call in place of its own work, while its operands and the files that the script wrote are
  /// there.
  ///
  /// - Throws: `Failure` of what kept the script from running; what `body` throws.
  public func atCall<Value>(_ body: @escaping (Call) throws -> Value) throws -> Value {
    var outcome: Result<Value, any Error>?
    _ = try play { call, _, _ in outcome = Result { try body(call.call) } }
    guard let outcome else { throw Self.notReached(run) }
    return try outcome.get()
  }

  /// - Returns: the first value on the way that is not what it was, in words; nil if none is.
  func play(_ arrive: @escaping Arrival) throws -> String? {
    let scratch = try ScratchFolder()
    var inner = environment
    inner.readingFolder = run.folder
    inner.writingFolder = scratch.path
    inner.written = WrittenFiles()
    inner.seed = 0
    inner.work.threads = run.threads
    inner.show = { _ in }
    inner.tell = { _ in }
    inner.showPicture = { _ in }
    inner.presenter = nil
    let session = Session(vocabulary: vocabulary, environment: inner)
    let source = SourceText(name: "run \(run.number)", text: run.script)
    let program: Program
    do {
      program = try session.interpreter.check(source)
    } catch {
      throw Failure(
        "run \(run.number) is not understood by this version: "
          + "\(error.diagnostics.first { $0.severity == .error }?.cause ?? "")",
        fix: "it was made by Étude \(run.version)")
    }
    let target = Target(run, statement: program.count - 1) { try arrive($0, session, $1) }
    session.interpreter.recorder = target
    var difference: String?
    do {
      try session.interpreter.run(program, in: inner) { executed in
        difference = difference ?? DigestComment.difference(in: executed).map { Self.reason($0, executed) }
      }
    } catch  where target.isReached {
      // The call was reached, and what stands after it is not wanted.
    } catch let error as LocatedFailure {
      throw Failure(
        "run \(run.number) cannot be run again: \(error.failure.cause)", fix: error.failure.fix,
        kind: error.failure.kind)
    }
    return difference
  }

  static func notReached(_ run: RecordedRun) -> Failure {
    Failure("run \(run.number) cannot be run again: its script no longer comes to it")
  }

  private static func reason(_ name: String, _ executed: ExecutedStatement) -> String {
    executed.read.isEmpty
      ? "'\(name)' is not what it was: \(executed.text)"
      : "the files of '\(name)' have changed: \(executed.text)"
  }
}

/// Lets a script run up to one recorded call, and ends there.
private final class Target: CallRecorder {
  private struct Reached: Error {}

  private(set) var isReached = false
  private let run: RecordedRun
  private let statement: Int
  private let arrive: (RecordedCall, () throws -> Value) throws -> Void

  init(
    _ run: RecordedRun, statement: Int, arrive: @escaping (RecordedCall, () throws -> Value) throws -> Void
  ) {
    self.run = run
    self.statement = statement
    self.arrive = arrive
  }

  func run(_ call: RecordedCall, _ body: () throws -> Value) throws -> Value {
    guard call.executed.index == statement, call.place == run.place else { return try body() }
    // The others of its list stand beside it, and nothing of them is asked.
    guard call.turn == run.turn else { return .nothing }
    try arrive(call, body)
    isReached = true
    throw Reached()
  }
}

/// A folder for files that nobody will look at, removed with all in it.
private final class ScratchFolder {
  let path: String

  init() throws {
    var template = Array((UserEnvironment.temporaryFolder + "/etude-rerun-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw systemFailure("cannot make a folder for the run's files") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for name in Folder.names(in: path) { remove(path + "/" + name) }
    rmdir(path)
  }
}
