import EtudeCore

/// An untrained recipe: layers in the order the data flows and what is frozen. A value; it holds no weights.
public struct Model: Codable, Hashable, Sendable {
  /// A layer and how much of it is fixed.
  public struct Layer: Codable, Hashable, Sendable {
    /// What the layer does.
    public internal(set) var kind: LayerKind
    /// Leading parts that are fixed: of `partCount`, so for MobileNetV2 so many of its blocks.
    public internal(set) var frozenParts: Int = 0

    init(_ kind: LayerKind) { self.kind = kind }

    /// Parts that can be frozen apart: 19 blocks of MobileNetV2, else the layer itself.
    public var partCount: Int { max(1, kind.type.partNames.count) }

    /// True if nothing of the layer is trained.
    public var isFrozen: Bool {
      let branches = kind.type.branches
      return branches.isEmpty
        ? frozenParts == partCount : branches.allSatisfy { $0.layers.allSatisfy(\.isFrozen) }
    }
  }

  /// The layers in order, from the sound to the classes.
  public internal(set) var layers: [Layer] = []

  /// A recipe without layers, to be appended to.
  public init() {}

  /// A recipe of these layers.
  /// - Throws: what `appending(_:)` throws.
  public init(_ kinds: [LayerKind]) throws { self = try Model().appending(kinds) }

  /// What of an item the first layers read: frames for a recurrent layer or `stats` in front, the sound for musicnn, the
  /// image for all others; several for branches that differ.
  public var views: Set<ExampleView> { layers.first?.kind.type.firstViews ?? [.image] }

  /// Names of the layers of the chain, in order: the verb's, with a number where several are of one verb.
  public var names: [String] { named().map(\.name) }

  /// Its layers' names as the language joins them, `mobilenetv2 | globalpool | classify`: what people call it by.
  public var pipeline: String { names.joined(separator: " | ") }

  /// The same on one line of a picture: of many layers the first and the last ones.
  public var briefPipeline: String {
    let names = names
    guard names.count > 8 else { return pipeline }
    return (names.prefix(3) + ["… \(names.count - 5) more …"] + names.suffix(2)).joined(separator: " | ")
  }

  /// All layers with their names, those of branches after the `combine` that they stand in.
  public var namedLayers: [(name: String, layer: Layer)] { named().flatMap(\.all) }

  /// Every name that `frozen(through:)`, `unfrozen(from:)` and the verbs that look inside accept.
  public var allNames: [String] { named().flatMap(\.allNames) }

  /// True if the last layer names classes: `classify`, a classical classifier or an ensemble.
  public var isClassifier: Bool { layers.last?.kind.isClassifier ?? false }

  /// The recipes of an ensemble, each with its classifier; empty for any other recipe.
  public var members: [Model] { (layers.first?.kind.type as? EnsembleLayer)?.branches ?? [] }

  /// True if it learns at once, without epochs: it ends in a classical classifier, or all its members do.
  public var isClassical: Bool {
    members.isEmpty ? layers.last?.kind.type.isClassical ?? false : members.allSatisfy(\.isClassical)
  }

  /// The digest of the recipe: every layer's settings and what is frozen.
  public var digest: Digest { Digest.build { $0.append(model: self) } }

  /// The digest that random streams of a training derive from: recipes that are the same network for the data's lengths
  /// begin with the same weights.
  public var streamDigest: Digest { forStreams.digest }

  var forStreams: Model {
    var model = self
    for index in model.layers.indices {
      model.layers[index].kind = LayerKind(model.layers[index].kind.type.forStreams)
    }
    return model
  }
}

/// A layer with its name, as the chain's place gives it.
struct NamedLayer {
  let name: String
  let layer: Model.Layer
  let branches: [[NamedLayer]]

  /// It and the layers of its branches.
  var all: [(name: String, layer: Model.Layer)] { [(name, layer)] + branches.flatMap { $0.flatMap(\.all) } }

  var allNames: [String] {
    [name] + layer.kind.type.partNames + branches.flatMap { $0.flatMap(\.allNames) }
  }
}

extension Model {
  /// The layers with their names; numbers run through branches in the order they are written.
  func named() -> [NamedLayer] {
    var totals: [String: Int] = [:]
    func count(_ model: Model) {
      for layer in model.layers {
        totals[layer.kind.verb, default: 0] += 1
        layer.kind.type.branches.forEach(count)
      }
    }
    count(self)
    var used: [String: Int] = [:]
    func name(_ model: Model) -> [NamedLayer] {
      model.layers.map { layer in
        let verb = layer.kind.verb
        used[verb, default: 0] += 1
        let name = totals[verb] == 1 ? verb : "\(verb)\(used[verb] ?? 1)"
        return NamedLayer(name: name, layer: layer, branches: layer.kind.type.branches.map(name(_:)))
      }
    }
    return name(self)
  }
}

extension Digester {
  mutating func append(model: Model) {
    append(model.layers.count)
    for layer in model.layers {
      append(layer.frozenParts)
      append(kind: layer.kind)
    }
  }

  mutating func append(kind: LayerKind) {
    append(kind.verb)
    kind.type.appendSettings(to: &self)
  }
}
