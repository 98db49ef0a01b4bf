import EtudeCore
import EtudeLanguage
import EtudeNetworks

/// An untrained recipe.
struct ModelValue: ObjectValue {
  let model: Model

  var kind: Kind { .model }
  var digest: String? { model.digest.description }

  var summary: String {
    let layers = model.layers.indices.map { index in
      model.names[index] + (model.layers[index].isFrozen && model.layers[index].hasWeights ? " (frozen)" : "")
    }
    return "model · " + layers.joined(separator: " | ")
  }

  func field(_ name: String) throws -> Value {
    switch name {
    case "layers": .texts(model.names)
    case "parameters": .count(model.parameters)
    case "trainable": .count(model.trainable)
    case "frozen": .texts(model.frozenNames)
    default: throw Failure("a model has no field '\(name)'")
    }
  }
}
