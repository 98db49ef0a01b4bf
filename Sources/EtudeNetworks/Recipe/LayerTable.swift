import EtudeCore

/// A row of a recipe's table.
public struct LayerRow: Hashable, Sendable {
  /// The layer's name; in parentheses if the recipe does not name it.
  public let name: String
  /// The layer as its verb writes it.
  public let kind: String
  /// Shape for one item: `1280 × 8 × 8`.
  public let output: String
  /// Weights and biases, without statistics.
  public let parameters: Int
  /// True if nothing of it is trained.
  public let isFrozen: Bool
  /// What else there is to say: the frozen blocks of a network that is frozen in part.
  public let note: String
  /// How deep in branches it stands; 0 for the chain itself.
  public let depth: Int
}

extension Model {
  /// The recipe as a table for one size of input.
  /// - Throws: `Failure` naming the layer, what it got and what it wants.
  public func layerTable(imageSize: Int = 256, bands: Int = 128, genres: Int) throws -> [LayerRow] {
    func rows(_ chain: [ResolvedLayer], depth: Int) -> [LayerRow] {
      chain.flatMap { layer -> [LayerRow] in
        let parts = layer.frozenParts
        let names = layer.kind.type.partNames
        let isPartly = !layer.isFrozen && parts > 0 && names.count > parts
        let row = LayerRow(
          name: layer.isImplicit ? "(\(layer.name))" : layer.name, kind: layer.kind.verb,
          output: layer.output.description,
          parameters: layer.weightCount,
          isFrozen: layer.isFrozen, note: isPartly ? "\(names[0]) … \(names[parts - 1]) frozen" : "",
          depth: depth)
        return layer.branches.flatMap { rows($0, depth: depth + 1) } + [row]
      }
    }
    return rows(try Plan(self, imageSize: imageSize, bands: bands, genres: genres).layers, depth: 0)
  }

  /// Weights and biases: all of them, and those that training moves.
  public func parameterCounts(
    imageSize: Int = 256, bands: Int = 128, genres: Int
  ) throws -> (all: Int, trainable: Int) {
    let parameters = try Plan(self, imageSize: imageSize, bands: bands, genres: genres).parameters
    return (
      parameters.reduce(0) { $0 + ($1.hasGradient ? $1.count : 0) },
      parameters.reduce(0) { $0 + ($1.isTrainable ? $1.count : 0) }
    )
  }
}
