import EtudeCore
import EtudeLanguage
import EtudeNetworks

/// An untrained recipe.
struct ModelValue: ObjectValue {
  let model: Model

  /// A recipe does not say how many genres it will tell apart; ten is what the classic data have.
  static let usualGenres = 10

  /// What to do where a verb wants weights.
  static let hasNoWeights = Operand.Refusal(
    .kind(.model), "a recipe has no weights yet: fit it first"
  )

  /// Layers whose weights are fixed; of a layer that is fixed in part, its blocks.
  private var frozenNames: [String] {
    model.namedLayers.flatMap { name, layer -> [String] in
      guard layer.kind.hasWeights, layer.frozenParts > 0 || layer.isFrozen else { return [] }
      return layer.isFrozen ? [name] : (0..<layer.frozenParts).map { "block\($0)" }
    }
  }

  var kind: Kind { .model }
  var digest: String? { model.digest.description }

  var summary: String {
    let layers = model.layers.indices.map { index in
      model.names[index]
        + (model.layers[index].isFrozen && model.layers[index].kind.hasWeights ? " (frozen)" : "")
    }
    return "model · " + layers.joined(separator: " | ")
  }

  func field(_ name: String) throws -> Value {
    switch name {
    case "layers": .texts(model.namedLayers.map(\.name))
    case "parameters": .count(try model.parameterCounts(genres: Self.usualGenres).all)
    case "trainable": .count(try model.parameterCounts(genres: Self.usualGenres).trainable)
    case "frozen": .texts(frozenNames)
    default: throw Failure("a model has no field '\(name)'")
    }
  }
}
