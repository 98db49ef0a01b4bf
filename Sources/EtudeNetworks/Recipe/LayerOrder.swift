import EtudeCore

/// What to do about a layer that cannot stand behind others: the nearest order of them that a recipe can have.
struct LayerOrder {
  let layers: [Model.Layer]
  let last: Model.Layer

  init(of layers: [Model.Layer], then kind: LayerKind) {
    (self.layers, last) = (layers, Model.Layer(kind))
  }

  /// Nil where no order is found.
  var fix: String? {
    if let place = layers.indices.reversed().first(where: { works(layers[..<$0] + [last] + layers[$0...]) }) {
      return place == 0 ? "put it first" : "put it before \(layers[place].kind.verb)"
    }
    guard let kept = layers.indices.reversed().first(where: { works(layers[..<$0] + [last]) }) else {
      return nil
    }
    var verbs: [String] = []
    for verb in layers[kept...].map(\.kind.verb) where verb != verbs.last { verbs.append(verb) }
    guard let end = verbs.popLast() else { return nil }
    return "leave \(verbs.isEmpty ? end : verbs.joined(separator: ", ") + " and " + end) out"
  }

  private func works(_ layers: some Sequence<Model.Layer>) -> Bool {
    let model = try? layers.reduce(Model()) { try $0.appending($1) { _ in nil } }
    return model != nil
  }
}
