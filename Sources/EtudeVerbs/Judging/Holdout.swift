import EtudeEvaluation
import EtudeLanguage

extension Verb {
  static let holdout = Verb(
    "holdout", "trains once, tests once on songs set aside", section: .judging,
    operands: [Operands.recipeToJudge, Operands.madeFeatures],
    options: [DivisionDeclarations.test, DivisionDeclarations.split, DivisionDeclarations.by]
      + TrainingDeclarations.judged.options(),
    result: .judged,
    examples: ["result = holdout net mels test: 30%", "report (holdout net mels by: \"item\")"],
    isRecorded: true
  ) { call in
    let experiment = try call.judgedExperiment(by: call[DivisionDeclarations.by])
    return .object(ResultValue(result: try call.holdout(experiment)))
  }
}

extension Call {
  /// An experiment in the one round that the options of 'holdout' say.
  func holdout(_ experiment: Experiment) throws -> Evaluation {
    try experiment.holdout(
      test: self[DivisionDeclarations.test], split: self[DivisionDeclarations.split], work: environment.work)
  }
}
