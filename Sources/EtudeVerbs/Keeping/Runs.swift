import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeSession

extension Verb {
  private static let number = Operand("number", .whole(1...Int(Int32.max)), help: "the run's, from 'runs'")

  static let run = Verb(
    "run", "the result of a recorded holdout or crossval, by its number", section: .keeping,
    operands: [number], result: .type(.kind(.result)),
    examples: ["report (run 3)", "compare (run 3) (run 7)", "plot (confusion (run 3))"],
    recall: .value(operand: number.name)
  ) { call in
    let (run, contents) = try call.recordedRun()
    guard run.kind == Kind.result.name, let contents else { throw run.refusal }
    let environment = call.environment
    let result = try Evaluation(
      archive: contents, baseline: Baseline { try run.baseline(in: environment, work: $0) })
    return .object(ResultValue(result: result))
  }

  static let runs = Verb(
    "runs", "every recorded fit, holdout and crossval of all sessions, the latest last", section: .keeping,
    options: [Option("latest", .whole(1...1_000_000), absence: "all", help: "only so many")],
    result: .type(.kind(.table)), examples: ["runs latest: 20", "export runs to: \"runs.csv\""], recall: .rows
  ) { call in
    let runs = try call.runFile().runs(latest: call.integer("latest"))
    return .object(TableValue(runs: runs))
  }

  static let rerun = Verb(
    "rerun", "runs a recorded run again, and says whether it gives the same", section: .keeping,
    operands: [number], result: .type(.kind(.table)), examples: ["rerun 3"], recall: .rows
  ) { call in
    let run = try call.recordedRun().run
    let rerun = try Rerun.run(
      run, of: call.runFile(), vocabulary: .standard, environment: call.environment)
    return .object(TableValue(rerun))
  }
}

extension Call {
  fileprivate func runFile() throws -> RunFile {
    guard let path = environment.runs else {
      throw Failure("no runs are recorded here", fix: "set ETUDE_RUNS to a file, or HOME to a folder")
    }
    let work = environment.work
    return RunFile(path, warn: { work.warn($0) })
  }

  fileprivate func recordedRun() throws -> (run: RecordedRun, contents: String?) {
    let number = integer("number") ?? 0
    let file = try runFile()
    if let found = try file.run(number) { return found }
    let last = try file.runs(latest: 1).last?.number
    throw Failure(
      "there is no run \(number)",
      fix: last.map { "the latest is \($0); runs lists them" } ?? "none is recorded")
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

  /// The accuracy, or what became of the run.
  fileprivate var outcome: ScoreTable.Cell {
    if isInvalid, let accuracy { return .text("INVALID \(accuracy.text(decimals: 3))") }
    return accuracy.map { .share($0) } ?? .text(state == .done ? "" : state.rawValue)
  }

  /// It made a mistake on purpose.
  fileprivate var isInvalid: Bool { MistakeDeclarations.options.contains { options[$0.label] == "yes" } }
}

extension TableValue {
  init(runs: [RecordedRun]) {
    let shown = runs.map { run -> [ScoreTable.Cell] in
      [.count(run.number), .text(run.when), .text(run.title), run.outcome]
    }
    let whole = runs.map { run -> [ScoreTable.Cell] in
      func score(_ name: String) -> ScoreTable.Cell { run.scores[name].map { .number($0) } ?? .empty }
      return [
        .count(run.number), .text(run.when), .text(run.verb), .text(run.statement), .text(run.label ?? ""),
        .text(run.resolved),
        .text(run.state.rawValue), .text(run.isInvalid ? "no" : "yes"), score("accuracy"), score("from"),
        score("to"), score("f1"),
        score("log_loss"), .text(String(run.seed)), .text(run.operands["data"] ?? ""),
        .text(run.operands["model"] ?? ""), .text(run.digest ?? ""), .text(run.version), .text(run.machine),
        .count(run.threads), .number(run.seconds), run.repeats.map { .count($0) } ?? .empty,
        .text(run.cause ?? ""),
      ]
    }
    self.init(
      table: ScoreTable(
        columns: [
          "run", "when", "verb", "statement", "label", "resolved", "state", "valid", "accuracy", "from", "to",
          "f1",
          "log_loss",
          "seed", "data", "model", "digest", "version", "machine", "threads", "seconds", "repeats", "cause",
        ], rows: whole), brief: ScoreTable(columns: ["run", "when", "statement", "accuracy"], rows: shown),
      isMomentary: true)
  }

  init(_ rerun: Rerun) {
    let verdict: [String] =
      switch rerun.isEqual {
      case true?: ["the same to the last bit"]
      case false?: ["not the same"] + rerun.reasons
      case nil: ["run \(rerun.before.number) did not come to its end, so there is nothing to compare with"]
      }
    self.init(
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
