import EtudeCore

/// A row of a recipe's table.
public struct LayerRow: Hashable, Sendable {
  /// The layer's name.
  public let layer: String
  /// The same as a table shows it: in parentheses if the recipe does not name it.
  public var name: String { isImplicit ? "(\(layer))" : layer }
  /// Whether the recipe implies it and does not name it.
  public let isImplicit: Bool
  /// The layer as its verb writes it.
  public let kind: String
  /// Shape for one item: `1280 × 8 × 8`.
  public let output: String
  /// Weights and biases, without statistics.
  public let parameters: Int
  /// Multiplications that one song costs in it, of frames the most there can be.
  public let multiplications: Int
  /// Its parts that can be frozen apart, the first first; empty if it is one.
  public let parts: [LayerPart]
  /// True if nothing of it is trained.
  public let isFrozen: Bool
  /// What else there is to say: the frozen blocks of a network that is frozen in part.
  public let note: String
  /// How deep in branches it stands; 0 for the chain itself.
  public let depth: Int
}

/// A part of a layer that can be frozen apart.
public struct LayerPart: Hashable, Sendable {
  /// Its name: `block3`.
  public let name: String
  /// Weights and biases, without statistics.
  public let parameters: Int
  /// Multiplications that one song costs in it.
  public let multiplications: Int
  /// True if it is not trained.
  public let isFrozen: Bool
}

extension ResolvedLayer {
  /// Multiplications of one item's forward pass, without those of its branches; of batch norm one a value.
  fileprivate var ownMultiplications: Int {
    if !branches.isEmpty { return 0 }
    return kind == .batchnorm ? output.count : multiplications(fromPart: 0)
  }

  /// The layer's parts.
  fileprivate func parts(classes: Int) -> [LayerPart] {
    let type = kind.type
    /// Weights of so many leading parts: those that are frozen where the parts are.
    func weights(of count: Int) -> Int {
      type.parameters(of: LayerPlan(name: name, input: input, frozenParts: count, classes: classes))
        .reduce(0) { $0 + ($1.hasGradient && $1.isFrozen ? $1.count : 0) }
    }
    return type.partNames.enumerated().map { place, name in
      LayerPart(
        name: name, parameters: weights(of: place + 1) - weights(of: place),
        multiplications: multiplications(fromPart: place) - multiplications(fromPart: place + 1),
        isFrozen: place < frozenParts)
    }
  }
}

extension Model {
  /// The recipe as a table for one size of input.
  /// - Throws: `Failure` naming the layer, what it got and what it wants.
  public func layerTable(imageSize: Int = 256, bands: Int = 128, classes: Int) throws -> [LayerRow] {
    func rows(_ chain: [ResolvedLayer], depth: Int) -> [LayerRow] {
      chain.flatMap { layer -> [LayerRow] in
        let parts = layer.frozenParts
        let names = layer.kind.type.partNames
        let isPartly = !layer.isFrozen && parts > 0 && names.count > parts
        let row = LayerRow(
          layer: layer.name, isImplicit: layer.isImplicit, kind: layer.kind.verb,
          output: layer.output.description,
          parameters: layer.weightCount,
          multiplications: layer.ownMultiplications,
          parts: layer.parts(classes: classes),
          isFrozen: layer.isFrozen, note: isPartly ? "\(names[0]) … \(names[parts - 1]) frozen" : "",
          depth: depth)
        return layer.branches.flatMap { rows($0, depth: depth + 1) } + [row]
      }
    }
    return rows(try Plan(self, imageSize: imageSize, bands: bands, classes: classes).layers, depth: 0)
  }

  /// Weights and biases: all of them, and those that training moves.
  public func parameterCounts(
    imageSize: Int = 256, bands: Int = 128, classes: Int
  ) throws -> (all: Int, trainable: Int) {
    let parameters = try Plan(self, imageSize: imageSize, bands: bands, classes: classes).parameters
    return (
      parameters.reduce(0) { $0 + ($1.hasGradient ? $1.count : 0) },
      parameters.reduce(0) { $0 + ($1.isTrainable ? $1.count : 0) }
    )
  }
}
