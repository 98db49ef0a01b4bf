import EtudeCore
import EtudeLanguage
import Glibc

/// A recorded run, run again from its script with as many threads as it had.
public struct Rerun: Sendable {
  public let before: RecordedRun
  public let after: RecordedRun
  /// What is known to differ; empty if the digests are equal.
  public let reasons: [String]

  /// Whether the value is the same to the last bit; nil if the first run left no whole one to compare with.
  public var isEqual: Bool? { Self.areEqual(before, after) }

  private static func areEqual(_ before: RecordedRun, _ after: RecordedRun) -> Bool? {
    before.state == .done ? before.digest.map { $0 == after.digest } : nil
  }

  /// Runs it again. Nothing is shown, and what the script writes goes to a folder that is removed at the end.
  ///
  /// - Throws: `Failure` of what kept the script from running.
  public static func run(
    _ run: RecordedRun, of file: RunFile, vocabulary: Vocabulary, environment: Environment
  ) throws -> Rerun {
    let scratch = try ScratchFolder()
    var inner = environment
    inner.readingFolder = run.folder
    inner.writingFolder = scratch.path
    inner.written = WrittenFiles()
    inner.seed = 0
    inner.work.threads = run.threads
    inner.show = { _ in }
    inner.showPicture = { _ in }
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
    let target = RerunRecorder(run, statement: program.count - 1, RunRecorder(file) { session.record })
    session.interpreter.recorder = target
    var difference: String?
    do {
      try session.interpreter.run(program, in: inner) { executed in
        difference = difference ?? DigestComment.difference(in: executed).map { Self.reason($0, executed) }
      }
    } catch  where target.reached != nil {
      // The run was reached, and what stands after it is not wanted.
    } catch let error as LocatedFailure {
      throw Failure(
        "run \(run.number) cannot be run again: \(error.failure.cause)", fix: error.failure.fix,
        kind: error.failure.kind)
    }
    guard let after = target.reached else {
      throw Failure("run \(run.number) cannot be run again: its script no longer comes to it")
    }
    return Rerun(
      before: run, after: after,
      reasons: areEqual(run, after) == false ? reasons(run, after, difference) : [])
  }

  private static func reason(_ name: String, _ executed: ExecutedStatement) -> String {
    executed.read.isEmpty
      ? "'\(name)' is not what it was: \(executed.text)"
      : "the files of '\(name)' have changed: \(executed.text)"
  }

  private static func reasons(_ before: RecordedRun, _ after: RecordedRun, _ difference: String?) -> [String]
  {
    var reasons = difference.map { [$0] } ?? []
    if difference == nil {
      for name in before.operands.keys.sorted() where before.operands[name] != after.operands[name] {
        reasons.append("its \(name) is not what it was")
      }
    }
    if before.version != after.version {
      reasons.append("it was made by Étude \(before.version), this is \(after.version)")
    }
    if before.machine != after.machine {
      reasons.append("it was made on another machine: \(before.machine)")
    }
    return reasons.isEmpty
      ? ["nothing that is recorded differs, so another version of a library may be the cause"] : reasons
  }
}

/// Lets a script run up to one recorded call, has that one recorded, and ends there.
private final class RerunRecorder: CallRecorder {
  private struct Reached: Error {}

  private(set) var reached: RecordedRun?
  private let target: RecordedRun
  private let statement: Int
  private let recorder: RunRecorder

  init(_ target: RecordedRun, statement: Int, _ recorder: RunRecorder) {
    self.target = target
    self.statement = statement
    self.recorder = recorder
  }

  func run(_ call: RecordedCall, _ body: () throws -> Value) throws -> Value {
    guard call.executed.index == statement, call.place == target.place else { return try body() }
    // The others of its list stand beside it, and nothing of them is asked.
    guard call.turn == target.turn else { return .nothing }
    reached = try recorder.run(call, repeats: target, body).run
    throw Reached()
  }
}

/// A folder for files that nobody will look at, removed with all in it.
private final class ScratchFolder {
  let path: String

  init() throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((parent + "/etude-rerun-XXXXXX").utf8CString)
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
