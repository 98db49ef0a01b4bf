import EtudeCore
import EtudeLanguage

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
    var after: RecordedRun?
    let difference = try RunReplay(run, vocabulary: vocabulary, environment: environment).play {
      call, session, body in
      after = try RunRecorder(file) { session.record }.run(call, repeats: run, body).run
    }
    guard let after else { throw RunReplay.notReached(run) }
    return Rerun(
      before: run, after: after,
      reasons: areEqual(run, after) == false ? reasons(run, after, difference) : [])
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
    reasons += Machine(before.machine).differences(from: Machine(after.machine))
    return reasons.isEmpty
      ? ["nothing that is recorded differs, so another version of a library may be the cause"] : reasons
  }
}
