import EtudeCore
import EtudeLanguage
import EtudeNetworks

/// What is known of a fitted network before it is: the recipe that it is made of.
struct RecipeFact: Sendable {
  let model: Model
}

extension StaticValue {
  /// The recipe of a model or a fitted network that is known, or of one that will be fitted.
  var recipe: Model? {
    switch known {
    case .object(let value as ModelValue): value.model
    case .object(let value as FittedValue): value.fitted.model
    default: (facts as? RecipeFact)?.model
    }
  }
}

extension StaticCall {
  /// The recipe of an operand, where it is known.
  func recipe(of operand: some OperandDeclaration) -> Model? { value(of: operand)?.recipe }
}

extension ResultRule {
  /// An array of what a layer holds or does; `check` is told the recipe of `operand`, where it is known.
  static func inside(
    _ operand: some OperandDeclaration, _ check: @escaping @Sendable (StaticCall, Model) throws -> Void
  ) -> ResultRule {
    .checked(.kind(.array)) { call in
      if let model = call.recipe(of: operand) { try check(call, model) }
    }
  }
}

extension StaticCall {
  /// Refuses a list of fewer than two, or with a label twice.
  func checkSeveral(
    _ operand: some OperandDeclaration, _ tooFew: Failure, twice: (String) -> Failure? = { _ in nil }
  ) throws {
    if let count = ListCount(value(of: operand)), count.count < 2 { throw tooFew }
    guard case .list(_, let labels?)? = value(of: operand)?.type else { return }
    var seen: Set<String> = []
    for label in labels where !label.isEmpty && !seen.insert(label).inserted {
      if let failure = twice(label) { throw failure }
    }
  }
}

extension Model {
  /// The kinds of all layers, those of branches included.
  private var kinds: [LayerKind] { namedLayers.map(\.layer.kind) }

  /// Refuses a name of the option `layer` that no layer has; nil names none.
  func checkLayer(_ name: String?) throws {
    guard let name, !allNames.contains(name) else { return }
    do {
      _ = try frozen(through: name)
    } catch let failure as Failure {
      throw OptionFailure("layer", failure)
    }
  }

  /// Refuses a recipe without gates to look at.
  func checkGates() throws {
    guard !kinds.contains(where: \.hasGates) else { return }
    throw Failure("the network has no layer with gates", fix: "put a gru or an lstm in the recipe")
  }

  /// Refuses a recipe that reads nothing but statistics of the frames, which have no places to look at, or the sound.
  func checkSaliency() throws {
    if isClassical || !members.isEmpty {
      throw Failure(
        "saliency follows gradients, and '\(names.last ?? "")' has none",
        fix: "use a network that ends in classify")
    }
    guard readsStatisticsAlone else { return }
    throw Failure(
      "saliency wants a network over the image or frames",
      fix: hearsSoundAlone
        ? "freeze what reads the sound, or combine it with a recipe over the image"
        : "use a recipe without stats or descriptors")
  }

  private var readsStatisticsAlone: Bool {
    guard let layer = layers.first else { return false }
    let first = layer.kind
    if !first.branches.isEmpty { return first.branches.allSatisfy(\.readsStatisticsAlone) }
    // By what a frozen network makes of windows of the sound there are gradients; by the sound itself there are none.
    if hearsSoundAlone { return !layer.isFrozen }
    return first == .stats || first.readsDescriptors
  }

  /// Refuses a layer without kernels to show, and in a recipe, which is not fitted, one whose weights were never trained.
  /// Without a name some layer has to have kernels.
  func checkKernels(of name: String?, isFitted: Bool) throws {
    if let name, !innerConvolutions.contains(name) { try checkLayer(name) }
    let shown = namedLayers.filter(\.layer.kind.hasWeights)
    let trained = shown.filter { isFitted || $0.layer.kind.isPretrained }
    let layer = name.flatMap { name in namedLayers.first { $0.name == name } }
    if let name, let kind = layer?.layer.kind, !kind.hasWeights {
      throw Failure(
        "\(name) has no kernels", fix: shown.first.map { "name \($0.name)" } ?? "name no layer without")
    }
    if isFitted || layer?.layer.kind.isPretrained ?? !trained.isEmpty { return }
    if shown.isEmpty { throw Failure("the recipe has no kernels", fix: "put a convolution in it") }
    throw Failure("\(name ?? "the recipe") has not been trained", fix: "fit it first")
  }
}
