import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let holdout = Verb(
    "holdout", "trains once, tests once on songs set aside", section: .judging,
    operands: [recipeToJudge, .madeFeatures],
    options: [
      Option("test", .share(0.01...0.99), standard: .percent(20), help: "share to test on"),
      TrainingDeclarations.split, TrainingDeclarations.by,
    ] + TrainingDeclarations.judged,
    result: .judged, examples: ["result = holdout net mels test: 30%"], isRecorded: true
  ) { call in
    .object(ResultValue(result: try call.holdout(call.experiment())))
  }

  static let crossval = Verb(
    "crossval", "k times: fresh weights, train on the rest, test on the fold", section: .judging,
    operands: [recipeToJudge, .madeFeatures],
    options: TrainingDeclarations.division + TrainingDeclarations.judged + MistakeDeclarations.options,
    result: .judged,
    examples: [
      "cv = crossval net mels folds: 10", "cv = net | crossval mels by: \"track\" epochs: 50 | report",
    ], isRecorded: true
  ) { call in
    var experiment = try call.experiment()
    experiment.mistakes = MistakeDeclarations.mistakes(in: call)
    let result = try experiment.crossValidate(plan: call.plan(), work: call.environment.work)
    return .object(ResultValue(result: result))
  }

  static let evaluate = Verb(
    "evaluate", "judges a fitted network on labelled songs", section: .judging,
    operands: [
      Operand("fitted", .fitted, refusals: [ModelValue.hasNoWeights]),
      Operand("data", [.kind(.dataset), .kind(.spectrograms), .kind(.mfccs)], help: "labelled songs"),
    ],
    options: [PrecisionDeclarations.option],
    result: .type(.kind(.result)), examples: ["result = evaluate fitted parts.test"]
  ) { call in
    let fitted: FittedValue = try call.object("fitted")
    let work = call.environment.work
    let given = try GivenFeatures(call.operands["data"], settings: fitted.fitted.settings(), work: work)
    let result = try EtudeEvaluation.evaluate(
      call.inPrecision(fitted.fitted), examples: given.examples, memory: fitted.memory,
      seed: call.environment.seed,
      statement: call.statement, work: work)
    return .object(ResultValue(result: result))
  }

  static let vote = Verb(
    "vote", "segments judged together, an item each", section: .judging,
    operands: [Operand("result", .result)],
    options: [
      Option(
        "method", .choice("mean", "majority"), standard: .text("mean"), help: "of probabilities, or of votes")
    ],
    result: .type(.kind(.result)), examples: ["by_song = cv | vote"]
  ) { call in
    let result: ResultValue = try call.object("result")
    return .object(
      ResultValue(result: try result.result.vote(try call.choice("method"), statement: call.statement)))
  }

  static let recipeToJudge = Operand(
    "model", .model, help: "a recipe; each training starts from fresh weights", refusals: [weightsHaveSeen])

  static let weightsHaveSeen = Operand.Refusal(
    .kind(.fitted), "its weights have seen songs: give its recipe, the field model", instead: "_.model"
  )

}

extension Call {
  /// An experiment in the one round that the options of 'holdout' say.
  func holdout(_ experiment: Experiment) throws -> Evaluation {
    try experiment.holdout(
      test: number("test") ?? 0.2, split: try choice("split"), work: environment.work)
  }

  /// The plan that `folds:` is, or one made for the number that it is.
  func plan() throws -> FoldPlan {
    if case .object(let value as PlanValue)? = options["folds"] { return value.plan }
    let data: SpectrogramsValue = try object("data")
    return try FoldPlan.make(
      data.examples.dataset, count: integer("folds") ?? 10, split: try choice("split"), by: try choice("by"),
      repeats: integer("repeats") ?? 1, seed: environment.seed, work: environment.work)
  }
}
