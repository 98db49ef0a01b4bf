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
    for each in allNames where !each.hasPrefix("block") { names.append(each) }
    if allNames.contains("block0") { names.append("block0 … block18") }
    return Failure("there is no layer '\(name)'", fix: "name one of \(names.joined(separator: ", "))")
  }

  private func settingAll(_ parts: (Int) -> Int) -> Model {
    var model = self
    for index in model.layers.indices { model.setFrozen(parts(model.layers[index].partCount), at: index) }
    return model
  }

  private mutating func setFrozen(_ parts: Int, at index: Int) {
    if case .combine(let branches) = layers[index].kind {
      layers[index].kind = .combine(branches.map { branch in branch.settingAll { parts == 0 ? 0 : $0 } })
    }
    layers[index].frozenParts = parts
  }

  /// The block a name means in this layer; nil if it is not one of its.
  private func block(_ name: String, of layer: Layer) -> Int? {
    guard case .mobilenetv2 = layer.kind, name.hasPrefix("block") else { return nil }
    return Int(name.dropFirst(5)).flatMap { (0..<layer.partCount).contains($0) ? $0 : nil }
  }

  private mutating func freeze(through name: String, _ named: [NamedLayer]) -> Bool {
    for (index, each) in named.enumerated() {
      var found = each.name == name
      if found { setFrozen(layers[index].partCount, at: index) }
      if let block = block(name, of: layers[index]) {
        layers[index].frozenParts = max(layers[index].frozenParts, block + 1)
        found = true
      }
      if !found, case .combine(var branches) = layers[index].kind {
        for (place, branch) in each.branches.enumerated() where !found {
          found = branches[place].freeze(through: name, branch)
        }
        layers[index].kind = .combine(branches)
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
      if let block = block(name, of: layers[index]) {
        layers[index].frozenParts = min(layers[index].frozenParts, block)
        found = true
      }
      if !found, case .combine(var branches) = layers[index].kind {
        for (place, branch) in each.branches.enumerated() where !found {
          found = branches[place].unfreeze(from: name, branch)
        }
        layers[index].kind = .combine(branches)
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
