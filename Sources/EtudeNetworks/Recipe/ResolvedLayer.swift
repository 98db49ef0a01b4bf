import EtudeCore

/// A layer with its name, the shapes around it and its parameters: a recipe made ready for one size of input.
package struct ResolvedLayer {
  package let name: String
  package let kind: LayerKind
  package let input: Shape
  package let output: Shape
  package let parameters: [Parameter]
  let isFrozen: Bool
  /// Leading frozen blocks of MobileNetV2.
  let frozenParts: Int
  /// A globalpool that the recipe does not name.
  let isImplicit: Bool
  package let branches: [[ResolvedLayer]]

  /// The layer and those of its branches.
  var allLayers: [ResolvedLayer] { [self] + branches.flatMap { $0.flatMap(\.allLayers) } }

  /// Its parameters and those of its branches.
  package var allParameters: [Parameter] { parameters + branches.flatMap { $0.flatMap(\.allParameters) } }

  /// Values that a gradient moves, without those of its branches.
  var weightCount: Int { parameters.reduce(0) { $0 + ($1.hasGradient ? $1.count : 0) } }

  /// Values of its kernels and matrices, each multiplied once at every place: not its biases, which are added.
  var factorCount: Int { parameters.reduce(0) { $0 + ($1.hasGradient && $1.shape.count > 1 ? $1.count : 0) } }

  /// Multiplications of one item's forward pass, from the given part on.
  func multiplications(fromPart part: Int) -> Int { kind.type.multiplications(of: self, fromPart: part) }

  /// Its pretrained weights by full name; empty if nobody has trained them.
  /// - Throws: `Failure.input` if they are missing or damaged.
  func pretrainedWeights() throws -> [String: Tensor] {
    guard kind.type.isPretrained else { return [:] }
    let weights = try kind.type.pretrainedWeights()
    return Dictionary(uniqueKeysWithValues: weights.map { ("\(name).\($0.key)", $0.value) })
  }
}

extension ResolvedLayer {
  /// A globalpool that the recipe does not name; nil if the input has no positions.
  init?(impliedPoolOf input: Shape, isFrozen: Bool) {
    guard let pooled = input.pooled else { return nil }
    self.init(
      name: "globalpool", kind: .globalpool, input: input, output: .vector(pooled), parameters: [],
      isFrozen: isFrozen, frozenParts: isFrozen ? 1 : 0, isImplicit: true, branches: [])
  }
}

extension Model {
  /// The chain of layers for an input size, with the pools that `dense` and `classify` imply.
  /// - Throws: `Failure` naming the layer, what it got and what it wants.
  func resolved(imageSize: Int, bands: Int, classes: Int) throws -> [ResolvedLayer] {
    try Resolver(imageSize: imageSize, bands: bands, classes: classes).chain(named(), after: nil)
  }

  /// The chain of layers behind something of another shape than a view's.
  func resolved(after input: Shape, classes: Int) throws -> [ResolvedLayer] {
    try Resolver(imageSize: 0, bands: 0, classes: classes).chain(named(), after: input)
  }
}

/// Carries shapes through a chain of layers.
private struct Resolver {
  let imageSize: Int
  let bands: Int
  let classes: Int

  func chain(_ layers: [NamedLayer], after before: Shape?) throws -> [ResolvedLayer] {
    var shape = before
    var resolved: [ResolvedLayer] = []
    var standardised = layers.standardisedHead
    for (place, named) in layers.enumerated() {
      let kind = named.layer.kind
      var input = shape ?? firstInput(of: kind)
      if kind.type.averagesPositions,
        let pool = ResolvedLayer(impliedPoolOf: input, isFrozen: resolved.last?.isFrozen ?? false)
      {
        resolved.append(pool)
        input = pool.output
      }
      if let (first, head) = standardised, place >= first, case .vector = input {
        resolved.append(ResolvedLayer(standardising: input, for: head))
        standardised = nil
      }
      let layer = try resolve(named, input: input, isFirst: shape == nil)
      resolved.append(layer)
      shape = layer.output
    }
    return resolved
  }

  private func firstInput(of kind: LayerKind) -> Shape {
    switch kind.type.firstView {
    case .image: .image(size: imageSize)
    case .frames: .frames(bands: bands)
    case .sound: .sound
    // The layer alone knows how many numbers it reads, and gives them as they are.
    case .descriptors: .vector(0)
    }
  }

  private func resolve(_ named: NamedLayer, input: Shape, isFirst: Bool) throws -> ResolvedLayer {
    let kind = named.layer.kind
    // A recipe that was read from a file has been checked by nobody.
    try kind.type.checkSettings()
    guard (0...named.layer.partCount).contains(named.layer.frozenParts) else {
      throw Failure("\(named.name) has \(named.layer.frozenParts) frozen parts", fix: "freeze it anew")
    }
    var branches: [[ResolvedLayer]] = []
    let output: Shape
    if !named.branches.isEmpty {
      branches = try named.branches.map { branch in
        let chain = try chain(branch, after: isFirst ? nil : input)
        guard let last = chain.last,
          let pool = ResolvedLayer(impliedPoolOf: last.output, isFrozen: last.isFrozen)
        else {
          return chain
        }
        return chain + [pool]
      }
      output = kind.type.joined(branches.compactMap { $0.last?.output })
    } else {
      output = try kind.type.output(of: input, name: named.name, classes: classes)
    }
    return ResolvedLayer(
      name: named.name, kind: kind, input: input, output: output,
      parameters: kind.type.parameters(
        of: LayerPlan(name: named.name, input: input, frozenParts: named.layer.frozenParts, classes: classes)),
      isFrozen: named.layer.isFrozen, frozenParts: named.layer.frozenParts, isImplicit: false,
      branches: branches)
  }
}

extension Shape {
  /// Features left when positions are averaged; nil if there are no positions.
  var pooled: Int? {
    switch self {
    case .image: 3
    case .sound: LogMelWindows.bands
    case .frames(let bands): bands
    case .map(let channels, _, _): channels
    case .sequence(_, let features), .ownLength(_, let features): features
    case .vector: nil
    }
  }

  /// Channels, bands or features: what stands at one position.
  package var features: Int {
    if case .vector(let count) = self { return count }
    return pooled ?? 0
  }

  /// The image counts as a map of three channels.
  var asMap: (channels: Int, height: Int, width: Int)? {
    switch self {
    case .image(let size): (3, size, size)
    case .map(let channels, let height, let width): (channels, height, width)
    default: nil
    }
  }
}
