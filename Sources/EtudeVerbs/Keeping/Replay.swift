import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeSession

extension Verb {
  static let replay = Verb(
    "replay", "runs a saved session again", section: .keeping,
    operands: [Operand("script", .text, help: "a file that 'save session' wrote")],
    options: [
      Option(
        "check", .flag, standard: .flag(false),
        help: "compare every digest, name the first statement that differs")
    ],
    result: .type(.kind(.table)), examples: ["replay \"work.etude\" check: yes"]
  ) { call in
    let path = call.environment.reading(call.text("script") ?? "")
    let replay = try Replay.run(
      path, check: call.flag("check"), vocabulary: .standard, environment: call.environment)
    if let difference = replay.difference {
      throw Failure(
        "line \(difference.line) of \(path) gave another value for '\(difference.name)': \(difference.statement)",
        fix: "look for changed files, another version or another number of threads")
    }
    return .object(
      TableValue(
        table: ScoreTable(
          columns: ["statements", "digests compared", "different"],
          rows: [[.count(replay.statements), .count(replay.compared), .count(0)]])))
  }
}
