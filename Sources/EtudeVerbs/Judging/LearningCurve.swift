import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let learningCurve = Verb(
    "learning_curve", "accuracy on one test part after training on growing shares of the rest",
    section: .judging, operands: [Operands.recipeToJudge, Operands.madeFeatures],
    options: [
      LearningCurveOptions.shares, DivisionDeclarations.test, DivisionDeclarations.split,
      DivisionDeclarations.by,
    ] + TrainingDeclarations.judged.options(),
    result: .table(.learningCurve) { try TrainingDeclarations.judged.check($0, Operands.recipeToJudge) },
    examples: [
      "plot (learning_curve net mels) to: \"learning.png\"",
      "curve = learning_curve net mels at: [10%, 20%, 50%, 100%] by: \"track\"",
    ], isRecorded: true
  ) { call in
    let experiment = try call.judgedExperiment(by: call[DivisionDeclarations.by])
    let curve = try experiment.learningCurve(
      at: call[LearningCurveOptions.shares], test: call[DivisionDeclarations.test],
      split: call[DivisionDeclarations.split], work: call.environment.work)
    return .object(
      TableValue(table: curve.table, subject: curve, data: experiment.examples.data))
  }
}

private enum LearningCurveOptions {
  static let shares = TypedOption(
    "at", .list(of: .share(0.01...1)), default: [0.1, 0.2, 0.4, 0.6, 0.8, 1],
    help: "shares of the training part, each holding the smaller ones")
}
