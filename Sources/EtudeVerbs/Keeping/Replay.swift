import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeSession

extension Verb {
  static let replay = Verb(
    "replay", "runs a saved session again", section: .keeping, operands: [script], options: [check, bind],
    result: .type(.kind(.table)),
    examples: [
      "replay \"work.etude\" check: yes", "replay \"work.etude\"", "replay \"work.etude\" bind: yes",
    ]
  ) { call in
    let path = call.environment.reading(try call[script])
    let binds = try call[bind]
    if binds && call.environment.adopt == nil {
      throw OptionFailure(
        bind.label, Failure("names are bound so at the prompt and in notebooks", fix: "include \"\(path)\""))
    }
    let replay = try Replay.run(
      path, check: call[check], vocabulary: .standard, environment: call.environment)
    if let difference = replay.difference {
      throw Failure("\(path): \(difference.summary)", fix: difference.fix)
    }
    if binds { call.environment.adopt?(replay.ran) }
    return .object(
      TableValue(
        about: "\(path), run again",
        table: ScoreTable(
          columns: ["statements", "digests compared", "different"],
          rows: [[.count(replay.statements), .count(replay.compared), .count(0)]])))
  }

  private static let script = TypedOperand("script", .text, help: "a file that 'save session' wrote")
  private static let check = TypedOption(
    "check", .flag, default: false,
    help: "compare every digest, name the first statement that differs")
  private static let bind = TypedOption(
    "bind", .flag, default: false, help: "bind the session's names here, at the prompt or in a notebook")
}
