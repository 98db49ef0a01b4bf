import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

/// What `fit`, `holdout` and `crossval` read from their operands and options.
extension Call {
  func trainingOptions() throws -> TrainingOptions {
    let epochs = integer("epochs") ?? 20
    let rate = number("lr") ?? 1e-3
    var options = TrainingOptions(
      epochs: epochs, batch: integer("batch") ?? 32, learningRate: rate, optimiser: try optimiserRule(),
      patience: integer("patience"), augment: flag("augment"))
    let courses: [String: LearningRate.Course] = [
      "step": .step(every: max(1, (epochs + 2) / 3), factor: 0.1), "cosine": .cosine(),
    ]
    options.learningRate.course = courses[text("schedule") ?? ""] ?? .constant
    options.learningRate.warmUp = integer("warmup") ?? 0
    options.gradientLimit = number("clip")
    options.mixup = number("mixup")
    options.balancesGenres = flag("balance")
    if let pretrained = number("pretrained_lr") { options.pretrainedRate = pretrained / rate }
    options.keepsBest = text("keep").map { $0 == "best" }
    options.precision = text("precision") == "bf16" ? .bf16 : nil
    return options
  }

  static let nesterovWithoutMomentum = Failure(
    "nesterov looks ahead along the momentum, and momentum is 0", fix: "give momentum: 0.9")

  private func optimiserRule() throws -> OptimiserRule {
    let decay = number("decay")
    switch text("optimizer") {
    case "sgd":
      let momentum = number("momentum") ?? 0.9
      if flag("nesterov") && momentum == 0 {
        throw Self.nesterovWithoutMomentum
      }
      return .sgd(momentum: momentum, nesterov: flag("nesterov"), weightDecay: decay ?? 0)
    case "adamw": return .adamW(weightDecay: decay ?? 0.01)
    default: return .adam(weightDecay: decay ?? 0)
    }
  }

  /// The fitted network, computing in the precision that was asked for, else as it was trained.
  func inPrecision(_ fitted: Fitted) -> Fitted {
    var fitted = fitted
    fitted.precision = askedPrecision ?? fitted.precision
    return fitted
  }

  var askedPrecision: Precision? { text("precision").flatMap(Precision.init) }

  /// What stays on one side of a split: as `by:` says, or the plan that `folds:` is.
  private func grouping() throws -> Grouping {
    if case .object(let value as PlanValue)? = options["folds"] { return value.plan.by }
    return try choice("by")
  }

  /// The recipe (or a fitted network's) asked of the features that were given.
  func experiment() throws -> Experiment {
    let model: Model
    if case .object(let value as FittedValue)? = operands["model"] {
      model = value.fitted.model
    } else {
      model = try object("model", as: ModelValue.self).model
    }
    return try experiment(of: model)
  }

  /// A recipe asked of the features that were given.
  func experiment(of model: Model) throws -> Experiment {
    let data: SpectrogramsValue = try object("data")
    guard data.examples.dataset.genres.count > 1 else {
      throw Failure(
        "the dataset has \(data.examples.dataset.genres.count.of("genre")); there is nothing to tell apart",
        fix: "load a folder with a folder for each genre")
    }
    return Experiment(
      model: try model.checkedForTraining(), examples: data.examples, options: try trainingOptions(),
      validation: number("validation") ?? 0, by: try grouping(), seed: environment.seed,
      statement: statement)
  }
}

extension Model {
  /// Refuses a recipe that cannot be trained on songs of genres.
  func checkedForTraining() throws -> Model {
    if isClassifier { return self }
    let last = names.last.map { "ends with \($0)" } ?? "is empty"
    throw Failure("the recipe \(last); it needs 'classify' to name genres", fix: "end it with classify")
  }
}

extension StaticCall {
  /// The checks of a recipe that follow from the text: it ends in a classifier, and every layer takes what the one
  /// before it gives, for the features that it is asked of.
  func checkRecipe() throws {
    guard let recipe = recipe("model") else { return }
    let model = try recipe.checkedForTraining()
    guard let shape = operands["data"].flatMap(FeatureShape.init) else { return }
    let counts = try model.parameterCounts(
      imageSize: shape.imageSize, bands: shape.bands, genres: ModelValue.usualGenres)
    guard counts.trainable > 0 else {
      throw Failure("nothing is left to train: every layer is frozen", fix: "unfreeze a layer")
    }
  }
}
