import EtudeCore

/// A recipe made ready for one size of input: its layers with names, shapes and parameters, and where they begin.
///
/// What prepares, trains, predicts, inspects and saves takes a plan, so that a recipe is resolved once a task. How long
/// sequences are is no part of it: that is a fact of the items and of each batch.
package struct Plan {
  /// The digest of the recipe that it was made of.
  let recipe: Digest
  /// The chain, with the pools that `dense` and `classify` imply.
  package let layers: [ResolvedLayer]
  /// Every layer has trained weights; else only a pretrained one has.
  let areWeightsKnown: Bool
  /// Where the chain, or each branch of its first layer, begins: in the order in which a network's slots stand.
  package let inputStages: [InputStage]

  /// - Throws: `Failure` naming the layer, what it got and what it wants.
  package init(
    _ model: Model, imageSize: Int, bands: Int, classes: Int, areWeightsKnown: Bool = false
  ) throws {
    self.init(
      recipe: model.digest, try model.resolved(imageSize: imageSize, bands: bands, classes: classes),
      areWeightsKnown: areWeightsKnown)
  }

  /// The plan of a fitted network, with `classes` outputs and the sizes it was trained on.
  package init(_ fitted: Fitted) throws {
    try self.init(
      fitted.model, imageSize: fitted.imageSize, bands: fitted.bands, classes: fitted.classes.count,
      areWeightsKnown: true)
  }

  /// The plan of a recipe behind something of another shape than a view's.
  package init(_ model: Model, after input: Shape, classes: Int) throws {
    self.init(
      recipe: model.digest, try model.resolved(after: input, classes: classes), areWeightsKnown: true)
  }

  private init(recipe: Digest, _ layers: [ResolvedLayer], areWeightsKnown: Bool) {
    self.recipe = recipe
    self.layers = layers
    self.areWeightsKnown = areWeightsKnown
    inputStages = Self.inputStages(of: layers, areWeightsKnown)
  }

  private static func inputStages(of chain: [ResolvedLayer], _ areWeightsKnown: Bool) -> [InputStage] {
    if let first = chain.first, !first.branches.isEmpty {
      return first.branches.flatMap { inputStages(of: $0, areWeightsKnown) }
    }
    return [InputStage.of(chain, areWeightsKnown: areWeightsKnown).front]
  }

  /// The same layers, with input stages that end where it is told.
  func knowingWeights(_ areWeightsKnown: Bool) -> Plan {
    Plan(recipe: recipe, layers, areWeightsKnown: areWeightsKnown)
  }

  /// The layers before the last, averaged over positions; what they give is not standardised.
  var withoutClassifier: Plan {
    Plan(
      recipe: recipe, layers.dropLast().filter { !$0.isStandardisation }, areWeightsKnown: areWeightsKnown
    ).pooled
  }

  /// The layer whose input is standardised before it; nil if there is none.
  var standardisedHead: String? {
    layers.contains(where: \.isStandardisation) ? layers.last?.name : nil
  }

  /// The layers with a globalpool at their end, unless they give a vector already.
  var pooled: Plan {
    guard let last = layers.last, let pool = ResolvedLayer(impliedPoolOf: last.output, isFrozen: true) else {
      return self
    }
    return Plan(recipe: recipe, layers + [pool], areWeightsKnown: areWeightsKnown)
  }
}

extension Plan {
  /// All layers, those of branches too.
  var allLayers: [ResolvedLayer] { layers.flatMap(\.allLayers) }

  /// The parameters of all layers, in their order.
  package var parameters: [Parameter] { layers.flatMap(\.allParameters) }

  /// Pretrained weights by full name, for every layer that asks for them.
  /// - Throws: `Failure.input` if they are missing or damaged.
  package func pretrainedWeights() throws -> [String: Tensor] {
    try allLayers.reduce(into: [:]) { tensors, layer in
      tensors.merge(try layer.pretrainedWeights()) { own, _ in own }
    }
  }

  /// Multiplications of one item's forward pass behind the frozen prefix.
  var trainedMultiplications: Int { layers.trainedMultiplications }

  /// True if a single thread is quickest, so that more would only wait for one another.
  var isTiny: Bool { trainedMultiplications <= 1_000_000 }

  /// Items in a batch of inference: few where maps are large, so that a batch stays in the processor's cache.
  func inferenceBatch(items: Int) -> Int {
    let readsSound = inputStages.contains { if case .sound = $0 { true } else { false } }
    if readsSound { return 1 }
    let largest = layers.map { $0.output.count }.max() ?? 1
    return max(1, min(items, 32, (1 << 20) / max(1, largest)))
  }
}

extension [ResolvedLayer] {
  fileprivate var trainedMultiplications: Int {
    guard let first else { return 0 }
    if !first.branches.isEmpty {
      return first.branches.reduce(0) { $0 + $1.trainedMultiplications }
        + dropFirst().reduce(0) { $0 + $1.multiplications(fromPart: 0) }
    }
    let (front, count) = InputStage.of(self, areWeightsKnown: false)
    var firstBlock = 0
    if case .frozen(let prefix) = front, count == 0 { firstBlock = prefix.blocks ?? 0 }
    return dropFirst(count).reduce(0) { $0 + $1.multiplications(fromPart: firstBlock) }
  }
}
