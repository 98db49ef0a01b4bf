import EtudeCore

extension Model {
  /// The recipe with its layers fixed, up to and with the named one and all that it reads; all of them if nil.
  /// - Throws: `Failure` listing the names if there is none such.
  public func frozen(through name: String? = nil) throws -> Model {
    guard let name else { return settingAll { $0 } }
    var model = self
    guard model.freeze(through: name, named()) else { throw unknown(name) }
    return model
  }

  /// The recipe with its layers trainable, from the named one on; all of them if nil.
  /// - Throws: `Failure` listing the names if there is none such.
  public func unfrozen(from name: String? = nil) throws -> Model {
    guard let name else { return settingAll { _ in 0 } }
    var model = self
    guard model.unfreeze(from: name, named()) else { throw unknown(name) }
    return model
  }

  private func unknown(_ name: String) -> Failure {
    var names: [String] = []
    let parts = namedLayers.map(\.layer.kind.type.partNames).filter { !$0.isEmpty }
    for each in allNames where !parts.joined().contains(each) { names.append(each) }
    for each in parts {
      guard let first = each.first, let last = each.last, !names.contains("\(first) … \(last)") else {
        continue
      }
      names.append("\(first) … \(last)")
    }
    return Failure("there is no layer '\(name)'", fix: "name one of \(names.joined(separator: ", "))")
  }

  private func settingAll(_ parts: (Int) -> Int) -> Model {
    var model = self
    for index in model.layers.indices { model.setFrozen(parts(model.layers[index].partCount), at: index) }
    return model
  }

  private mutating func setFrozen(_ parts: Int, at index: Int) {
    layers[index].mapBranches { branch in branch.settingAll { parts == 0 ? 0 : $0 } }
    layers[index].frozenParts = parts
  }

  /// The part a name means in this layer; nil if it is not one of its.
  private func part(_ name: String, of layer: Layer) -> Int? {
    layer.kind.type.partNames.firstIndex(of: name)
  }

  private mutating func freeze(through name: String, _ named: [NamedLayer]) -> Bool {
    for (index, each) in named.enumerated() {
      var found = each.name == name
      if found { setFrozen(layers[index].partCount, at: index) }
      if let part = part(name, of: layers[index]) {
        layers[index].frozenParts = max(layers[index].frozenParts, part + 1)
        found = true
      }
      if !found, !each.branches.isEmpty {
        var names = each.branches[...]
        layers[index].mapBranches { branch in
          var branch = branch
          if let named = names.popFirst(), !found { found = branch.freeze(through: name, named) }
          return branch
        }
      }
      if found {
        for before in 0..<index { setFrozen(layers[before].partCount, at: before) }
        return true
      }
    }
    return false
  }

  private mutating func unfreeze(from name: String, _ named: [NamedLayer]) -> Bool {
    for (index, each) in named.enumerated() {
      var found = each.name == name
      if found { setFrozen(0, at: index) }
      if let part = part(name, of: layers[index]) {
        layers[index].frozenParts = min(layers[index].frozenParts, part)
        found = true
      }
      if !found, !each.branches.isEmpty {
        var names = each.branches[...]
        layers[index].mapBranches { branch in
          var branch = branch
          if let named = names.popFirst(), !found { found = branch.unfreeze(from: name, named) }
          return branch
        }
        if found { layers[index].frozenParts = 0 }
      }
      if found {
        for after in layers.indices.dropFirst(index + 1) { setFrozen(0, at: after) }
        return true
      }
    }
    return false
  }
}

extension Model.Layer {
  /// Changes each branch that stands in the layer.
  fileprivate mutating func mapBranches(_ change: (Model) -> Model) {
    let branches = kind.type.branches
    if !branches.isEmpty { kind = LayerKind(kind.type.replacing(branches: branches.map(change))) }
  }
}
