import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks
import EtudeSound

/// What the options of a training come to.
extension TrainingDeclarations {
  /// A recipe asked of the features that were given.
  ///
  /// - Parameters:
  ///   - by: what stays on one side of a split.
  ///   - epochs, rate: other ones than the call's own, which `nested` tries; nil: what suits the recipe.
  func experiment(
    _ model: Model, on data: SpectrogramsValue, by: Grouping, epochs: Int? = nil, rate: Double? = nil,
    in call: Call
  ) throws -> Experiment {
    try data.examples.dataset.checkedForTraining()
    var experiment = Experiment(
      model: try model.checkedForTraining(), examples: data.examples,
      options: try Self.options(
        of: model, epochs: epochs ?? call[Self.epochs], rate: rate ?? call[Self.rate], in: call),
      validation: try watched(in: call), by: by, seed: call.environment.seed, statement: call.statement)
    let chosen = try call[Self.augment].map(\.rawValue)
    experiment.variations = SoundVariation.Kind.allCases.filter { chosen.contains($0.rawValue) }
    return experiment
  }

  private static func options(
    of model: Model, epochs written: Int?, rate writtenRate: Double?, in call: Call
  ) throws -> TrainingOptions {
    let usual = model.usualTraining
    let (epochs, rate) = (written ?? usual.epochs, writtenRate ?? usual.learningRate)
    var options = TrainingOptions(
      epochs: epochs, batch: try call[batch], learningRate: rate, optimiser: try optimiser(in: call),
      patience: try call[patience], augment: try call[augment].contains(.masks))
    options.learningRate.course =
      switch try call[schedule] {
      case .constant: .constant
      case .step: .step(every: max(1, (epochs + 2) / 3), factor: 0.1)
      case .cosine: .cosine()
      }
    if !model.members.isEmpty {
      options.usesUsualEpochs = written == nil ? true : nil
      options.usesUsualRate = writtenRate == nil ? true : nil
    }
    options.learningRate.warmUp = try call[warmup]
    options.gradientLimit = try call[clip]
    options.mixup = try call[mixup]
    options.balancesGenres = try call[balance]
    // What is written out and what follows from the others is one training, with one digest.
    if let pretrained = try call[pretrainedRate], !isUsualPretrainedRate(pretrained, of: rate) {
      options.pretrainedRate = pretrained / rate
    }
    if let keep = try call[keep], keep != usualKeep(hasPatience: options.patience != nil) {
      options.keepsBest = keep == .best
    }
    // Random numbers are drawn under a key in which the usual precision does not stand.
    options.precision = try call[precision] == .bf16 ? .bf16 : nil
    return options
  }

  private static func optimiser(in call: Call) throws -> OptimiserRule {
    let decay = try call[decay]
    switch try call[optimizer] {
    case .sgd:
      let (momentum, nesterov) = (try call[momentum], try call[nesterov])
      if nesterov && momentum == 0 { throw nesterovWithoutMomentum }
      return .sgd(momentum: momentum, nesterov: nesterov, weightDecay: decay)
    case .adamw: return .adamW(weightDecay: decay)
    case .adam: return .adam(weightDecay: decay)
    }
  }

  static let nesterovWithoutMomentum = Failure(
    "nesterov looks ahead along the momentum, and momentum is 0", fix: "give momentum: 0.9")
}

extension Call {
  /// The recipe asked of the features, with the options of a training that is judged.
  func judgedExperiment(by: Grouping) throws -> Experiment {
    let model = try self[Operands.recipeToJudge].model
    return try TrainingDeclarations.judged.experiment(
      model, on: trainingSongs(for: model), by: by, in: self)
  }
}

extension Dataset {
  /// Refuses songs of one genre, or of none: a folder that holds the songs themselves, or what a filter left.
  fileprivate func checkedForTraining() throws {
    guard genres.count < 2 else { return }
    guard let genre = genres.first else {
      throw Failure(
        "there are no songs with a genre to learn", fix: "look at what 'load' or 'where' gave: describe it")
    }
    throw Failure(
      "all \(count.of("song")) are of the genre \(genre): there is nothing to tell apart",
      fix: "keep two genres or more; 'load' takes the folder that holds a folder for each")
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
