import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Kind {
  static let model = Kind("model")
}

/// An untrained recipe.
struct ModelValue: DeclaredValue, SweptValue {
  let model: Model
  var settings: [Setting] = []

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

  static let declarations = [
    KindDeclaration(.model, "an untrained recipe: layers, and what is frozen", fields: fields)
  ]

  static let fields: [Field<ModelValue>] = [
    Field("layers", .texts) { .texts($0.model.namedLayers.map(\.name)) },
    Field("parameters", .number) { .count(try $0.model.parameterCounts(classes: usualGenres).all) },
    Field("trainable", .number) { .count(try $0.model.parameterCounts(classes: usualGenres).trainable) },
    Field("frozen", .texts) { .texts($0.frozenNames) },
  ]

  var kind: Kind { .model }
  var written: String? { Embedder.written(model) }
  var digest: String? { model.digest.description }

  var summary: String {
    let layers = model.layers.indices.map { index in
      model.names[index]
        + (model.layers[index].isFrozen && model.layers[index].kind.hasWeights ? " (frozen)" : "")
    }
    return "model · " + layers.joined(separator: " | ")
  }
}

extension ModelValue: WrittenLater {
  static let whatComesFirst = hasNoWeights.fix
}

extension ModelValue: NamingValue {
  func names(for field: String) -> [String]? { field == "layers" ? model.allNames : nil }
}
