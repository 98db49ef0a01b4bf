import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

/// What `fit`, `holdout` and `crossval` read from their operands and options.
extension Call {
  func trainingOptions() throws -> TrainingOptions {
    let rules: [String: OptimiserRule] = ["adam": .adam(), "adamw": .adamW(), "sgd": .sgd(momentum: 0.9)]
    return TrainingOptions(
      epochs: integer("epochs") ?? 20, batch: integer("batch") ?? 32, learningRate: number("lr") ?? 1e-3,
      optimiser: rules[text("optimizer") ?? "adam"] ?? .adam(), patience: integer("patience"),
      augment: flag("augment"))
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
      validation: number("validation") ?? 0, by: try choice("by"), seed: environment.seed,
      statement: statement)
  }
}

extension Model {
  /// Refuses a recipe that cannot be trained on songs of genres.
  func checkedForTraining() throws -> Model {
    if isClassifier { return self }
    let last = names.last.map { "ends with \($0)" } ?? "is empty"
    throw Failure("the recipe \(last); it needs 'classify' to name genres", fix: "write: | classify")
  }
}

extension StaticCall {
  /// The checks of a recipe that follow from the text: it ends in a classifier, and every layer takes what the one
  /// before it gives, for the features that it is asked of.
  func checkRecipe() throws {
    guard case .object(let value as ModelValue)? = operands["model"]?.known else { return }
    let model = try value.model.checkedForTraining()
    guard let shape = operands["data"].flatMap(FeatureShape.init) else { return }
    _ = try model.layerTable(
      imageSize: shape.imageSize, bands: shape.bands, genres: ModelValue.usualGenres)
  }
}
