import EtudeCore
import EtudeLanguage
import EtudeNetworks

/// An untrained recipe.
struct ModelValue: ObjectValue {
  let model: Model

  /// A recipe does not say how many genres it will tell apart; ten is what the classic data have.
  static let usualGenres = 10

  private var frozenNames: [String] {
    zip(model.names, model.layers).filter { $1.isFrozen && $1.kind.hasWeights }.map(\.0)
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
    case "layers": .texts(model.names)
    case "parameters": .count(try model.parameterCounts(genres: Self.usualGenres).all)
    case "trainable": .count(try model.parameterCounts(genres: Self.usualGenres).trainable)
    case "frozen": .texts(frozenNames)
    default: throw Failure("a model has no field '\(name)'")
    }
  }
}
