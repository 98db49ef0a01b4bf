import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeSession

extension Verb {
  static let replay = Verb(
    "replay", "runs a saved session again", section: .keeping, operands: [script], options: [check],
    result: .type(.kind(.table)), examples: ["replay \"work.etude\" check: yes", "replay \"work.etude\""]
  ) { call in
    let path = call.environment.reading(try call[script])
    let replay = try Replay.run(
      path, check: call[check], vocabulary: .standard, environment: call.environment)
    if let difference = replay.difference {
      throw Failure("\(path): \(difference.summary)", fix: difference.fix)
    }
    return .object(
      TableValue(
        table: ScoreTable(
          columns: ["statements", "digests compared", "different"],
          rows: [[.count(replay.statements), .count(replay.compared), .count(0)]])))
  }

  private static let script = TypedOperand("script", .text, help: "a file that 'save session' wrote")
  private static let check = TypedOption(
    "check", .flag, default: false,
    help: "compare every digest, name the first statement that differs")
}
