import EtudeCore
import EtudeLanguage
import EtudeNetworks

/// What training asks before anything runs.
extension TrainingDeclarations {
  /// Of the recipe, and of the options of each other.
  func check(_ call: StaticCall, _ model: some OperandDeclaration) throws {
    if let recipe = call.recipe(of: model) { try Self.check(recipe, in: call) }
    try checkOptions(call)
  }

  /// What follows from the text of a recipe: it ends in a classifier, and every layer takes what the one before it gives,
  /// for the features that it is asked of.
  static func check(_ recipe: Model, in call: StaticCall) throws {
    let model = try recipe.checkedForTraining()
    if call.value(of: Operands.madeFeatures)?.type == .kind(.dataset), !model.readsSoundAlone {
      throw Failure("\(call.verb.name) does not take a dataset", fix: Operands.datasetHasNoFeatures)
    }
    guard let shape = call.value(of: Operands.madeFeatures).flatMap(FeatureShape.init) else { return }
    let counts = try model.parameterCounts(
      imageSize: shape.imageSize, bands: shape.bands, classes: ModelValue.usualGenres)
    guard counts.trainable > 0 || model.learnsWithoutEpochs else {
      throw Failure("nothing is left to train: every layer is frozen", fix: "unfreeze a layer")
    }
  }

  func checkOptions(_ call: StaticCall) throws {
    let share = call[validation] ?? watched
    let hasPatience = call.has(Self.patience)
    if share == 0 {
      if hasPatience {
        throw OptionFailure(
          "patience", Failure("patience wants validation items", fix: "give validation: 10% too"))
      }
      if call[Self.keep] == .best {
        throw OptionFailure(
          "keep", Failure("the best epoch is told by validation items", fix: "give validation: 10% too"))
      }
    }
    if call[FlawDeclarations.peek] == true, share > 0 || hasPatience {
      throw OptionFailure(
        "peek",
        Failure(
          "the epoch cannot be chosen on the test fold and on a validation part",
          fix: "leave 'validation' and 'patience' away, or do not peek"))
    }
    if call[Self.optimizer] == .sgd, call[Self.nesterov] == true, call[Self.momentum] == 0 {
      throw OptionFailure("nesterov", Self.nesterovWithoutMomentum)
    }
  }
}

extension ResultRule {
  /// A result of trainings that the text says all of.
  static let judged = ResultRule.checked(.kind(.result)) {
    try TrainingDeclarations.judged.check($0, Operands.recipeToJudge)
  }
}

extension Model {
  /// Whether it, or a recipe of it, ends in a classical classifier, which learns without weights to be trained.
  fileprivate var learnsWithoutEpochs: Bool { isClassical || members.contains(where: \.isClassical) }
}
