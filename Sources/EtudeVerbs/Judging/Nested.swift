import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let nested = Verb(
    "nested", "cross-validation that chooses recipe and settings in inner folds, and judges the choice",
    section: .judging, operands: [NestedOptions.models, Operands.madeFeatures],
    options: [NestedOptions.inner] + DivisionDeclarations.options
      + TrainingDeclarations.judged.options(epochs: NestedOptions.epochs, rate: NestedOptions.rate),
    result: .checked(.kind(.result)) { try $0.checkCandidates() },
    examples: [
      "cv = nested [small: stats | classify, large: stats | dense 32 | relu | classify] mels",
      "cv = nested net mels lr: [1e-2, 1e-3] folds: 5 inner: 3",
    ], isRecorded: true
  ) { call in
    let candidates = try call.candidates()
    guard candidates.count > 1 else { throw NestedOptions.nothingToChoose }
    let estimate = try NestedEstimate(
      of: candidates, plan: call.plan(of: call[Operands.madeFeatures].dataset),
      innerFolds: call[NestedOptions.inner], work: call.environment.work)
    return .object(ResultValue(result: estimate.result))
  }
}

private enum NestedOptions {
  static let models = TypedOperand<[Labelled<ModelValue>]>(
    many: "models", .object(.model), help: "one recipe, or those to choose from",
    refusals: [Operands.weightsHaveSeen])

  static let inner = TypedOption(
    "inner", .whole(2...100), default: 5, help: "inner folds, in each outer training part")

  static let epochs = choosable(TrainingDeclarations.epochs)
  static let rate = choosable(TrainingDeclarations.rate)

  /// An option of which several values may be tried.
  private static func choosable<Held>(_ option: TypedOption<Held>) -> TypedOption<OneOrList<Held>> {
    option.takingLists(help: option.option.help + "; a list to choose from")
  }

  static let nothingToChoose = Failure(
    "there is one recipe with one setting, so nothing to choose",
    fix: "give several recipes, or a list for lr: or epochs:, or use crossval")
}

extension Call {
  /// Every recipe with every learning rate and number of epochs, each under a label that says what it is.
  func candidates() throws -> [(label: String, experiment: Experiment)] {
    let models = try self[NestedOptions.models]
    // The one that asks for more than the sound, if there is one, decides.
    let asking = models.first { !$0.value.model.readsSoundAlone } ?? models.first
    let data = try trainingSongs(for: asking?.value.model ?? Model())
    let (rates, epochs) = (try self[NestedOptions.rate], try self[NestedOptions.epochs])
    let by = try groupingOfFolds()
    var candidates: [(label: String, experiment: Experiment)] = []
    for (index, model) in models.enumerated() {
      for rate in rates.items {
        for count in epochs.items {
          let words = [
            models.count > 1 ? model.label ?? "\(index + 1)" : nil,
            rates.isList ? rate.map { "lr \(ValueText.label(.number($0)))" } : nil,
            epochs.isList ? count.map { "epochs \($0)" } : nil,
          ]
          let experiment = try TrainingDeclarations.judged.experiment(
            model.value.model, on: data, by: by, epochs: count, rate: rate, in: self)
          candidates.append((words.compactMap(\.self).joined(separator: ", "), experiment))
        }
      }
    }
    return candidates
  }
}

extension StaticCall {
  /// The checks of each recipe that follow from the text.
  fileprivate func checkCandidates() throws {
    try TrainingDeclarations.judged.checkOptions(self)
    let counts = [
      ListCount(value(of: NestedOptions.models))?.count, count(of: NestedOptions.rate),
      count(of: NestedOptions.epochs),
    ]
    if counts.allSatisfy({ $0 == 1 }) { throw NestedOptions.nothingToChoose }
    guard case .list(let list)? = value(of: NestedOptions.models)?.known else { return }
    for value in list.values {
      guard let recipe = StaticValue(value.type, known: value).recipe else { continue }
      try TrainingDeclarations.check(recipe, in: self)
    }
  }

  /// How many values an option has to choose from; nil where that is not known.
  private func count(of option: some OptionDeclaration) -> Int? {
    guard let value = value(of: option) else { return 1 }
    if case .list = value.type { return ListCount(value)?.count }
    return value.type == .unknown ? nil : 1
  }
}
