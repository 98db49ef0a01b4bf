import EtudeCore
import EtudeLanguage
import EtudeNetworks

/// What is known of a fitted network before it is: the recipe that it is made of.
struct RecipeFact: Sendable {
  let model: Model
}

extension StaticCall {
  /// The recipe of an operand or option: of a model or a fitted network that is known, or of one that will be fitted.
  func recipe(_ name: String) -> Model? {
    let value = operands[name] ?? options[name]
    return switch value?.known {
    case .object(let value as ModelValue): value.model
    case .object(let value as FittedValue): value.fitted.model
    default: (value?.facts as? RecipeFact)?.model
    }
  }

  /// A written option's text; nil where it is absent or not known.
  func text(_ label: String) -> String? {
    if case .text(let text)? = options[label]?.known { text } else { nil }
  }

  /// A written option that is yes or no; nil where it is absent or not known.
  func flag(_ label: String) -> Bool? {
    if case .flag(let flag)? = options[label]?.known { flag } else { nil }
  }
}

extension ResultRule {
  /// A fitted network of the recipe that the operand `model` is.
  static let fitted = ResultRule.noted(.kind(.fitted)) { call in
    try call.checkTraining()
    return call.recipe("model").map(RecipeFact.init)
  }

  /// A result of trainings that the text says all of.
  static let judged = ResultRule.checked(.kind(.result)) { try $0.checkTraining() }

  /// An array of what a layer holds or does; `check` is told the recipe, where it is known.
  static func inside(
    _ operand: String, _ check: @escaping @Sendable (StaticCall, Model) throws -> Void
  ) -> ResultRule {
    .checked(.kind(.array)) { call in
      guard let model = call.recipe(operand) else { return }
      try call.checkLayer(among: model)
      try check(call, model)
    }
  }
}

extension StaticCall {
  /// What training asks: of the recipe, and of its options of each other.
  func checkTraining() throws {
    try checkRecipe()
    try checkTrainingOptions()
  }

  func checkTrainingOptions() throws {
    let (validation, patience) = (number("validation"), options["patience"])
    if validation == 0 {
      if patience != nil {
        throw OptionFailure(
          "patience", Failure("patience wants validation items", fix: "give validation: 10% too"))
      }
      if text("keep") == "best" {
        throw OptionFailure(
          "keep", Failure("the best epoch is told by validation items", fix: "give validation: 10% too"))
      }
    }
    if flag("peek") == true, validation ?? 0 > 0 || patience != nil {
      throw OptionFailure(
        "peek",
        Failure(
          "the epoch cannot be chosen on the test fold and on a validation part",
          fix: "leave 'validation' and 'patience' away, or do not peek"))
    }
    if text("optimizer") == "sgd", flag("nesterov") == true, number("momentum") == 0 {
      throw OptionFailure("nesterov", Call.nesterovWithoutMomentum)
    }
  }

  /// Whether the layer that `layer:` names is one of the recipe's.
  fileprivate func checkLayer(among model: Model) throws {
    guard let name = text("layer"), !model.allNames.contains(name) else { return }
    do {
      _ = try model.frozen(through: name)
    } catch let failure as Failure {
      throw OptionFailure("layer", failure)
    }
  }

  /// Refuses a list of fewer than two, or with a label twice.
  func checkSeveral(_ operand: String, _ tooFew: Failure, twice: (String) -> Failure? = { _ in nil }) throws {
    if let count = ListCount(operands[operand]), count.count < 2 { throw tooFew }
    guard case .list(_, let labels?)? = operands[operand]?.type else { return }
    var seen: Set<String> = []
    for label in labels where !label.isEmpty && !seen.insert(label).inserted {
      if let failure = twice(label) { throw failure }
    }
  }
}

extension Model {
  /// The kinds of all layers, those of branches included.
  private var kinds: [LayerKind] { namedLayers.map(\.layer.kind) }

  /// Refuses a recipe without gates to look at.
  func checkGates() throws {
    guard !kinds.contains(where: \.hasGates) else { return }
    throw Failure("the network has no layer with gates", fix: "put a gru or an lstm in the recipe")
  }

  /// Refuses a recipe that reads nothing but statistics of the frames: they have no places to look at.
  func checkSaliency() throws {
    guard readsStatisticsAlone else { return }
    throw Failure("saliency wants a network over the image or frames", fix: "use a recipe without stats")
  }

  private var readsStatisticsAlone: Bool {
    guard let first = layers.first?.kind else { return false }
    return first.branches.isEmpty ? first == .stats : first.branches.allSatisfy(\.readsStatisticsAlone)
  }

  /// Refuses a layer without weights, and in a recipe, which is not fitted, one whose weights were never trained.
  func checkKernels(of name: String?, isFitted: Bool) throws {
    let isPretrained = kinds.contains(where: \.isPretrained)
    let layer = name.flatMap { name in namedLayers.first { $0.name == name } }
    let kind = layer?.layer.kind
    let isPretrainedLayer = kind?.isPretrained ?? isPretrained
    guard kind?.hasWeights ?? true, isFitted || isPretrainedLayer else {
      let what = name ?? "the recipe"
      throw Failure("\(what) has no trained kernels", fix: "name a convolution of a fitted network")
    }
  }
}
