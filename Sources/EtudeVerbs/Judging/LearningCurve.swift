import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let learningCurve = Verb(
    "learning_curve", "accuracy on one test part after training on growing shares of the rest",
    section: .judging, operands: [recipeToJudge, .madeFeatures],
    options: [
      Option(
        "at", [.list(of: .share(0.01...1))], standard: .shares([10, 20, 40, 60, 80, 100]),
        help: "shares of the training part, each holding the smaller ones"),
      Option("test", .share(0.01...0.99), standard: .percent(20), help: "share to test on"),
      TrainingDeclarations.split, TrainingDeclarations.by,
    ] + TrainingDeclarations.judged,
    result: .checked(.kind(.table)) { try $0.checkTraining() },
    examples: [
      "plot (learning_curve net mels) to: \"learning.png\"",
      "curve = learning_curve net mels at: [10%, 20%, 50%, 100%] by: \"track\"",
    ], isRecorded: true
  ) { call in
    let shares = call.list("at")?.values.compactMap(\.numeric)
    let experiment = try call.experiment()
    let curve = try experiment.learningCurve(
      at: shares ?? [], test: call.number("test") ?? 0.2, split: try call.choice("split"),
      work: call.environment.work)
    return .object(
      TableValue(table: curve.table, drawing: .learningCurve(curve), data: experiment.examples.data))
  }
}

extension Value {
  fileprivate static func shares(_ percents: [Double]) -> Value {
    .list(ListValue(of: .number, percents.map { (nil, .percent($0)) }))
  }
}
