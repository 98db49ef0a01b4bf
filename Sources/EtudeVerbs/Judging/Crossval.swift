import EtudeEvaluation
import EtudeLanguage

extension Verb {
  static let crossval = Verb(
    "crossval", "k times: fresh weights, train on the rest, test on the fold", section: .judging,
    operands: [Operands.recipeToJudge, Operands.madeFeatures],
    options: DivisionDeclarations.options + TrainingDeclarations.judged.options() + FlawDeclarations.options,
    result: .judged,
    examples: [
      "cv = crossval net mels folds: 10", "cv = net | crossval mels by: \"track\" epochs: 50 | report",
    ], isRecorded: true
  ) { call in
    var experiment = try call.judgedExperiment(by: call.groupingOfFolds())
    experiment.flaws = try FlawDeclarations.flaws(in: call)
    return .object(ResultValue(result: try call.crossValidated(experiment)))
  }
}

extension Call {
  /// An experiment in the folds that the call asks for.
  func crossValidated(_ experiment: Experiment) throws -> Evaluation {
    try experiment.crossValidate(plan: plan(of: experiment.examples.dataset), work: environment.work)
  }
}
