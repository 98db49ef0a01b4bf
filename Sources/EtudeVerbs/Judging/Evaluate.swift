import EtudeEvaluation
import EtudeLanguage

extension Verb {
  static let evaluate = Verb(
    "evaluate", "judges a fitted network on labelled songs", section: .judging,
    operands: [Operands.judge, labelledSongs],
    options: [window, PrecisionDeclarations.precision],
    result: .type(.kind(.result)),
    examples: ["result = evaluate fitted parts.test", "report (evaluate fitted mels)"]
  ) { call in
    let fitted = try call[Operands.judge]
    let work = call.environment.work
    let given = try GivenFeatures(call[labelledSongs], settings: fitted.fitted.settings(), work: work)
    let result = try EtudeEvaluation.evaluate(
      call.inPrecision(fitted.fitted), examples: given.examples, memory: fitted.memory,
      window: call[window], seed: call.environment.seed, statement: call.statement,
      work: work)
    return .object(ResultValue(result: result))
  }

  private static let window = WindowDeclarations.window { $0[Operands.judge]?.fitted.learnedLength }
  private static let labelledSongs = TypedOperand(
    "data", .songs([.dataset] + .features), help: "labelled songs")
}
