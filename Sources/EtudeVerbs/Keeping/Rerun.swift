import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeSession

extension Verb {
  static let rerun = Verb(
    "rerun", "runs a recorded run again, and says whether it gives the same", section: .keeping,
    operands: [RecordedRuns.number], result: .type(.kind(.table)),
    examples: ["rerun 3", "export (rerun 3) to: \"again.csv\""],
    recall: .rows
  ) { call in
    let run = try call.recordedRun().run
    let rerun = try Rerun.run(
      run, of: call.runFile(), vocabulary: .standard, environment: call.environment)
    return .object(TableValue(rerun))
  }
}

extension TableValue {
  /// Both runs, and whether they are equal.
  fileprivate init(_ rerun: Rerun) {
    let verdict: [String] =
      switch rerun.isEqual {
      case true?: ["the same to the last bit"]
      case false?: ["not the same"] + rerun.reasons
      case nil: ["run \(rerun.before.number) did not come to its end, so there is nothing to compare with"]
      }
    self.init(
      about: "Run \(rerun.before.number), done again",
      table: ScoreTable(
        columns: ["run", "accuracy", "seconds", "digest", "statement"],
        rows: [rerun.before, rerun.after].map { run in
          [
            run.number > 0 ? .count(run.number) : .text("–"), run.outcome, .number(run.seconds),
            .text(run.digest?.shortDigest ?? "none"), .text(run.title),
          ]
        }, notes: verdict), isMomentary: true)
  }
}

extension String {
  /// Enough of a digest to tell it from others.
  fileprivate var shortDigest: String { String(prefix("sha256:".count + 12)) }
}
