import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let nested = Verb(
    "nested", "cross-validation that chooses recipe and settings in inner folds, and judges the choice",
    section: .judging,
    operands: [
      Operand(
        "models", .model, .many, help: "one recipe, or those to choose from",
        refusals: [Verb.weightsHaveSeen]),
      .madeFeatures,
    ],
    options: [
      Option(
        "inner", .whole(2...100), standard: .number(5), help: "inner folds, in each outer training part")
    ] + TrainingDeclarations.division + TrainingDeclarations.judged.map(\.choosable),
    result: .checked(.kind(.result)) { try $0.checkRecipes() },
    examples: [
      "cv = nested [small: stats | classify, large: stats | dense 32 | relu | classify] mels",
      "cv = nested net mels lr: [1e-2, 1e-3] folds: 5 inner: 3",
    ], isRecorded: true
  ) { call in
    let candidates = try call.candidates()
    guard candidates.count > 1 else { throw nothingToChoose }
    let estimate = try NestedEstimate(
      of: candidates, plan: call.plan(), innerFolds: call.integer("inner") ?? 5, work: call.environment.work)
    return .object(ResultValue(result: estimate.result))
  }

  fileprivate static let nothingToChoose = Failure(
    "there is one recipe with one setting, so nothing to choose",
    fix: "give several recipes, or a list for lr: or epochs:, or use crossval")
}

extension Option {
  /// The options of which several values may be tried.
  private static let choosable: Set<String> = ["epochs", "lr"]

  /// The option, taking a list of values to choose from as well where that is of use.
  fileprivate var choosable: Option {
    guard Option.choosable.contains(label) else { return self }
    return Option(
      label, accepts + accepts.map { .list(of: $0) }, standard: standard, absence: absence,
      help: help + "; a list to choose from")
  }
}

extension Call {
  /// Every recipe with every learning rate and number of epochs, each under a label that says what it is.
  func candidates() throws -> [(label: String, experiment: Experiment)] {
    func values(_ label: String) -> [Double] {
      guard let list = list(label) else { return [number(label) ?? 0] }
      return list.values.compactMap(\.numeric)
    }
    var candidates: [(label: String, experiment: Experiment)] = []
    let models = list("models")?.items ?? []
    for (index, item) in models.enumerated() {
      guard case .object(let model as ModelValue) = item.value else { continue }
      for rate in values("lr") {
        for epochs in values("epochs") {
          let call = Call(
            verb: verb, operands: operands,
            options: options.merging(["lr": .number(rate), "epochs": .number(epochs)]) { $1 },
            environment: environment, statement: statement)
          let words = [
            models.count > 1 ? item.label ?? "\(index + 1)" : nil,
            list("lr").map { _ in "lr \(ValueText.label(.number(rate)))" },
            list("epochs").map { _ in "epochs \(Int(epochs))" },
          ]
          candidates.append(
            (words.compactMap(\.self).joined(separator: ", "), try call.experiment(of: model.model)))
        }
      }
    }
    return candidates
  }
}

extension StaticCall {
  /// The checks of each recipe that follow from the text.
  fileprivate func checkRecipes() throws {
    try checkTrainingOptions()
    let counts = [
      ListCount(operands["models"])?.count, settings("lr"), settings("epochs"),
    ]
    if counts.allSatisfy({ $0 == 1 }) { throw Verb.nothingToChoose }
    guard case .list(let list)? = operands["models"]?.known else { return }
    for value in list.values {
      try StaticCall(
        verb: verb,
        operands: operands.merging(["model": StaticValue(value.type, known: value)]) { $1 }, options: options
      ).checkRecipe()
    }
  }

  /// How many values an option has to choose from; nil where that is not known.
  private func settings(_ label: String) -> Int? {
    guard let value = options[label] else { return 1 }
    if case .list = value.type { return ListCount(value)?.count }
    return value.type == .unknown ? nil : 1
  }
}
