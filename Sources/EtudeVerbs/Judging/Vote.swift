import EtudeEvaluation
import EtudeLanguage

extension Verb {
  static let vote = Verb(
    "vote", "segments judged together, an item each", section: .judging, operands: [Operands.result],
    options: [VoteOptions.method], result: .type(.kind(.result)),
    examples: ["by_song = cv | vote", "report (vote cv method: \"majority\")"]
  ) { call in
    let result = try call[Operands.result].result
    return .object(
      ResultValue(result: try result.vote(call[VoteOptions.method], statement: call.statement)))
  }
}

private enum VoteOptions {
  static let method = TypedOption(
    "method", .choice(of: VoteMethod.self), default: .mean, help: "of probabilities, or of votes")
}
