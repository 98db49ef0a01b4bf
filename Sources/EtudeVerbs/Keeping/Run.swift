import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeSession

extension Verb {
  static let run = Verb(
    "run", "the result of a recorded holdout or crossval, by its number", section: .keeping,
    operands: [RecordedRuns.number], result: .type(.kind(.result)),
    examples: ["report (run 3)", "compare (run 3) (run 7)", "plot (confusion (run 3))"],
    recall: .value(operand: RecordedRuns.number.name)
  ) { call in
    let (run, contents) = try call.recordedRun()
    guard run.kind == Kind.result.name, let contents else { throw run.refusal }
    let environment = call.environment
    let result = try Evaluation(
      archive: contents, baseline: Baseline { try run.baseline(in: environment, work: $0) })
    return .object(ResultValue(result: result))
  }
}

extension RecordedRun {
  /// What the baseline gives in the rounds of a run, whose script makes its songs again.
  /// - Throws: `Failure` of what stands in the way; `Failure.interrupted`.
  fileprivate func baseline(in environment: Environment, work: Work) throws -> Evaluation {
    var environment = environment
    environment.work = work
    return try RunReplay(self, vocabulary: .standard, environment: environment).atCall { call in
      let changed = operands.keys.sorted().first { operands[$0] != call.operands[$0]?.digest }
      if let changed { throw Failure("the \(changed) of run \(number) is not what it was") }
      return try call.baseline()
    }
  }

  /// Why a run has no result.
  fileprivate var refusal: Failure {
    switch state {
    case .done, .interrupted:
      if digest == nil {
        Failure("run \(number) was interrupted, so it has no result", fix: "do it again with rerun")
      } else {
        Failure(
          "run \(number) is a \(verb): it has no result, and what it gave is not kept here",
          fix: "rerun \(number), or save what it gives")
      }
    case .unfinished:
      Failure(
        "run \(number) has not ended, or its program was killed",
        fix: "wait for it, or do it again with rerun")
    case .failed:
      Failure(
        "run \(number) failed: \(cause ?? "")", fix: "runs shows its statement")
    }
  }
}
