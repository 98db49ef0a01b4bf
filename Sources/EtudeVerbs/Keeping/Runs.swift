import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeSession

extension Verb {
  static let runs = Verb(
    "runs", "every recorded fit, holdout and crossval of all sessions, the latest last", section: .keeping,
    options: [latest], result: .table(.runs),
    examples: ["runs latest: 20", "export runs to: \"runs.csv\""], recall: .rows
  ) { call in
    let runs = try call.runFile().runs(latest: call[latest])
    var table = TableValue(runs: runs)
    table.about = "\(runs.count.of("recorded run"))"
    return .object(table)
  }

  private static let latest = TypedOption(
    "latest", .whole(1...1_000_000), absence: "all", help: "only so many")
}

extension TableValue {
  /// A row a run.
  fileprivate init(runs: [RecordedRun]) {
    let shown = runs.map { run -> [ScoreTable.Cell] in
      [.count(run.number), .text(run.when), .text(run.title), run.outcome]
    }
    let whole = runs.map { run -> [ScoreTable.Cell] in
      let named: [ScoreTable.Cell] = [
        .count(run.number), .text(run.when), .text(run.verb), .text(run.statement), .text(run.label ?? ""),
        .text(run.resolved), .text(run.state.rawValue), .text(run.isInvalid ? "no" : "yes"),
      ]
      let scores = TableColumns.scoresOfRuns.map { run.scores[$0].map(ScoreTable.Cell.number) ?? .empty }
      let origin: [ScoreTable.Cell] = [
        .text(String(run.seed)), .text(run.operands["data"] ?? ""), .text(run.operands["model"] ?? ""),
        .text(run.digest ?? ""), .text(run.version), .text(run.machine), .count(run.threads),
        .number(run.seconds), run.repeats.map { .count($0) } ?? .empty, .text(run.cause ?? ""),
      ]
      return named + scores + origin
    }
    self.init(
      table: ScoreTable(
        columns: TableColumns.runs.names, rows: whole),
      brief: ScoreTable(columns: ["run", "when", "statement", "accuracy"], rows: shown),
      isMomentary: true)
  }
}
