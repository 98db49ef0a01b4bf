import EtudeCore

/// musicnn over the sound's windows: a vector a window, so a sequence along time.
package struct MusicnnLayer: LayerType {
  static let verb = "musicnn"

  package let weights: LayerKind.MusicnnWeights
  package let stage: LayerKind.MusicnnStage

  func checkPlace(_ place: LayerPlace) throws { try place.expectFirst(reading: "sound") }
  func roughOutput(of input: Model.Rough) -> Model.Rough { .sequence }
  var firstView: ExampleView { .sound }

  func appendSettings(to digester: inout Digester) {
    digester.append(weights.rawValue)
    digester.append(stage.rawValue)
  }

  var partNames: [String] {
    [Musicnn.frontPart] + MusicnnShapes.middle + (stage == .pooled ? [] : ["penultimate"])
  }

  func output(of input: Shape, name: String, classes: Int) throws -> Shape {
    guard input == .sound else {
      throw Failure("\(name) wants the sound and gets \(input.phrase)", fix: "put it first")
    }
    return .ownLength(most: nil, features: stage.features)
  }

  /// A place of its sequence is a window of the sound.
  func field(over field: ReceptiveField) -> ReceptiveField {
    ReceptiveField(view: .sound, rows: .all, columns: .window(width: 1, step: 1, start: 0))
  }

  /// Names of what it gives of a window, if that is tags; fresh weights have numbers.
  var tags: [String] {
    guard stage == .tags else { return [] }
    return weights.tags.isEmpty ? (0..<MusicnnShapes.tags).map { "tag \($0)" } : weights.tags
  }

  var hasWeights: Bool { true }
  var isPretrained: Bool { weights != .none }
  /// Maxima are large and means small: as they are, a linear head on 300 songs loses five points of accuracy.
  var wantsStandardisedHead: Bool { true }

  func pretrainedWeights() throws -> [String: Tensor] {
    switch weights {
    case .songs: try PretrainedWeights.musicnnSongs.load()
    case .tags: try PretrainedWeights.musicnnTags.load()
    case .none: [:]
    }
  }

  func parameters(of layer: LayerPlan) -> [Parameter] {
    let frozen = Set(partNames.prefix(layer.frozenParts))
    return stage.tensors.flatMap { name, shape -> [Parameter] in
      let full = "\(layer.name).\(name)"
      let isFrozen = frozen.contains(Musicnn.part(ofTensor: name))
      // Weight, bias and statistics of one layer stand side by side; its weight speaks for all of them.
      guard name.hasSuffix(".weight") else { return [] }
      let owner = String(full.dropLast(".weight".count))
      return shape.count == 1
        ? Parameter.batchNorm(owner, channels: shape[0], isFrozen: isFrozen)
        : Parameter.linear(owner, shape: shape, bias: true, isFrozen: isFrozen)
    }
  }

  func multiplications(of layer: ResolvedLayer, fromPart part: Int) -> Int {
    partNames.dropFirst(part).reduce(0) { $0 + Musicnn.multiplications(ofPart: $1) } * Musicnn.usualWindows
  }

  func bind(_ binding: LayerBinding) throws -> Signal {
    let (layer, context) = (binding.layer, binding.context)
    guard !context.isDifferentiated else {
      return try build(layer, binding.input, binding.builder, context)
    }
    return try binding.builder.append(
      WindowByWindow(layer.name, binding.input, features: stage.features, context) { input, builder in
        try build(layer, input, builder, builder.context)
      })
  }

  /// - Parameter outer: whose items are the batch's.
  private func build(
    _ layer: ResolvedLayer, _ input: Signal, _ builder: NetworkBuilder, _ outer: LayerContext
  ) throws -> Signal {
    let name = layer.name
    func isTrained(_ part: Int) -> Bool { part >= layer.frozenParts }
    // From here on an item is a window.
    let context = LayerContext(
      engine: outer.engine, pool: outer.pool, store: outer.store,
      items: outer.items * input.value.descriptor.extents[1], purpose: outer.purpose)
    func shared(_ signal: Signal, _ readers: Int) -> [Signal] {
      let split = Split(name, signal, readers: readers, context)
      _ = builder.append(split)
      return split.readers
    }
    var read = shared(
      try builder.append(MusicnnFront(name, input, isTrained: isTrained(0), outer)), 2)
    var back = [read[1]]
    for (index, part) in MusicnnShapes.middle.enumerated() {
      var signal = try convolved(
        read[0], "\(name).\(part)", isTrained: isTrained(index + 1), builder, context)
      if index > 0 { signal = try builder.append(ResidualAdd(name, [signal, read[1]], context)) }
      read = shared(signal, index + 1 < MusicnnShapes.middle.count ? 3 : 1)
      back.append(read.removeLast())
    }
    var vector = try builder.append(TimeSummary(name, back, context))
    if stage != .pooled {
      vector = try judged(vector, name, isTrained: isTrained(partNames.count - 1), builder, context)
    }
    return try builder.append(WindowSequence(name, vector, of: input, outer))
  }

  /// A convolution along time, relu and batch norm.
  private func convolved(
    _ input: Signal, _ name: String, isTrained: Bool, _ builder: NetworkBuilder, _ context: LayerContext
  ) throws -> Signal {
    let settings = Convolution.Settings(
      name: name, inputs: input.features, filters: MusicnnShapes.middleFilters,
      kernel: MusicnnShapes.middleFrames, width: 1, stride: 1, groups: 1, hasBias: true)
    let shape = Shape.map(channels: settings.filters, height: LogMelWindows.frames, width: 1)
    let signal = try builder.append(
      Convolution(settings, input, output: shape, isTrained: isTrained, context))
    let activated = try builder.append(Activation(ReluLayer.function, name: name, signal, context))
    return try norm(activated, name, isTrained: isTrained, builder, context)
  }

  private func norm(
    _ input: Signal, _ name: String, isTrained: Bool, _ builder: NetworkBuilder, _ context: LayerContext
  ) throws -> Signal {
    try builder.append(
      BatchNorm(
        name + "_norm", input, isTrained: isTrained, fusesRelu: false, epsilon: Musicnn.epsilon, context))
  }

  /// The dense layers behind the pooled vector, as far as asked for.
  private func judged(
    _ pooled: Signal, _ name: String, isTrained: Bool, _ builder: NetworkBuilder, _ context: LayerContext
  ) throws -> Signal {
    let normed = try norm(pooled, name + ".pooled", isTrained: isTrained, builder, context)
    let hidden = "\(name).penultimate"
    var signal = try builder.append(
      Dense(hidden, normed, units: MusicnnShapes.penultimate, isTrained: isTrained, context))
    signal = try builder.append(Activation(ReluLayer.function, name: hidden, signal, context))
    signal = try norm(signal, hidden, isTrained: isTrained, builder, context)
    guard stage == .tags else { return signal }
    signal = try builder.append(
      Dense("\(name).tags", signal, units: MusicnnShapes.tags, isTrained: isTrained, context))
    return try builder.append(Activation(SigmoidLayer.function, name: "\(name).tags", signal, context))
  }
}

extension LayerKind {
  /// Where musicnn's weights come from.
  public enum MusicnnWeights: String, Codable, Hashable, Sendable, CaseIterable {
    /// Trained on the Million Song Dataset.
    case songs
    /// Trained on MagnaTagATune.
    case tags
    /// Random; the network is trained from scratch.
    case none
  }

  /// Where musicnn ends.
  public enum MusicnnStage: String, Codable, Hashable, Sendable, CaseIterable {
    /// Maxima and means over each window's time: 1506.
    case pooled
    /// Before the tags: 200.
    case penultimate
    /// The probabilities of 50 tags.
    case tags

    var features: Int {
      switch self {
      case .pooled: MusicnnShapes.pooled
      case .penultimate: MusicnnShapes.penultimate
      case .tags: MusicnnShapes.tags
      }
    }

    /// The tensors that it needs.
    fileprivate var tensors: [(name: String, shape: [Int])] {
      MusicnnShapes.tensors.filter { name, _ in
        switch self {
        case .pooled: Musicnn.part(ofTensor: name) != "penultimate"
        case .penultimate: !name.hasPrefix("tags.")
        case .tags: true
        }
      }
    }
  }

  /// musicnn over the sound's windows: `[windows, 1506]`, `[windows, 200]` before its tags, or the 50 tags.
  public static func musicnn(weights: MusicnnWeights, output: MusicnnStage = .pooled) -> LayerKind {
    LayerKind(MusicnnLayer(weights: weights, stage: output))
  }
}
