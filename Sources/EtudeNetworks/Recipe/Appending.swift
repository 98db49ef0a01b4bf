import EtudeCore

extension Model {
  /// The recipe with one more layer, checked as far as that goes without an input's size.
  /// - Throws: `Failure` naming the layer, what it got and what it wants.
  public func appending(_ kind: LayerKind) throws -> Model {
    try appending(Layer(kind)) { LayerOrder(of: $0.layers, then: kind).fix }
  }

  /// The recipe with one more layer; `fix` says how the order would do, where the layer cannot stand at the end.
  func appending(_ layer: Layer, fix: (Model) -> String?) throws -> Model {
    let kind = layer.kind
    try kind.type.checkSettings()
    if roughOutput == .classes {
      let last = layers.last?.kind.verb ?? "classify"
      throw Failure("\(kind.verb) comes after \(last)", fix: "put \(last) last")
    }
    do {
      try kind.type.checkPlace(LayerPlace(model: self, verb: kind.verb))
    } catch let failure as LayerPlace.Misplaced {
      throw Failure(failure.cause, fix: fix(self) ?? failure.fix)
    }
    var model = self
    model.layers.append(layer)
    return model
  }

  /// The recipe with more layers.
  public func appending(_ kinds: [LayerKind]) throws -> Model {
    try kinds.reduce(self) { try $0.appending($1) }
  }
}

extension Model {
  /// What kind of thing the layers give, as far as it is known without sizes.
  enum Rough {
    case image, map, sequence, vector, classes

    var phrase: String {
      switch self {
      case .image: "the image"
      case .map: "a feature map"
      case .sequence: "a sequence"
      case .vector, .classes: "a vector"
      }
    }
  }

  var roughOutput: Rough { layers.reduce(.image) { $1.kind.type.roughOutput(of: $0) } }
}
