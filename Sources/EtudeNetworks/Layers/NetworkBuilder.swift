import EtudeCore

/// Binds the layers of a chain to one another, branch by branch.
package final class NetworkBuilder {
  private(set) var slots: [InputSlot] = []
  package private(set) var layers: [any NetworkLayer] = []
  private(set) var signals: [String: Signal] = [:]
  let context: LayerContext
  private let steps: [Int]
  let stream: Digest
  private let areWeightsKnown: Bool
  private let cutsPrefix: Bool
  private let cutsSound: Bool
  let isInspected: Bool

  /// - Parameters:
  ///   - steps: for each input stage, in order, the steps of its longest item; empty if none reads frames.
  ///   - cutsSound: a frozen network over the sound in front is cut off behind its windows, whatever `cutsPrefix` says.
  package init(
    context: LayerContext, steps: [Int], stream: Digest, areWeightsKnown: Bool, cutsPrefix: Bool,
    cutsSound: Bool = false, isInspected: Bool
  ) {
    self.context = context
    self.steps = steps
    self.stream = stream
    self.areWeightsKnown = areWeightsKnown
    self.cutsPrefix = cutsPrefix
    self.cutsSound = cutsSound
    self.isInspected = isInspected
  }

  /// Builds a chain behind `input`, or behind input stages of its own if there is none, and gives its output.
  ///
  /// - Parameter blocks: how many blocks of a MobileNetV2 in front to build; nil for all.
  package func build(_ chain: [ResolvedLayer], from input: Signal?, blocks: Int? = nil) throws -> Signal {
    var rest = chain[...]
    var firstBlock = 0
    let blockCount = blocks ?? MobileNetV2.blockCount
    var signal: Signal
    if let input {
      signal = input
    } else if let first = rest.first, !first.branches.isEmpty {
      signal = append(
        try Concatenate(first.name, try first.branches.map { try build($0, from: nil) }, context))
      signals[first.name] = signal
      rest = rest.dropFirst()
    } else {
      var (front, count) = InputStage.of(chain, areWeightsKnown: areWeightsKnown)
      if cutsSound, let windows = front.windowsOfSound {
        (front, count) = (windows, 1)
      } else if !cutsPrefix, case .frozen = front {
        (front, count) = (front.uncut, 0)
      }
      let slot = try InputSlot(
        front, steps: slots.count < steps.count ? steps[slots.count] : 1, context)
      slots.append(slot)
      signal = slot.signal
      for layer in rest.prefix(count) { signals[layer.name] = signal }
      rest = rest.dropFirst(count)
      if case .frozen(let prefix) = front, count == 0 { firstBlock = prefix.blocks ?? 0 }
    }
    while let layer = rest.popFirst() {
      if let pool = try bindNormPool(layer, rest.prefix(2), to: signal) {
        signal = pool
        for each in [layer] + rest.prefix(2) { signals[each.name] = signal }
        rest = rest.dropFirst(2)
        continue
      }
      let isBeforeRelu = rest.first?.kind == .relu && !isInspected
      let fuses = isBeforeRelu && layer.kind == .batchnorm && layer.input.asMap != nil
      signal = try layer.kind.type.bind(
        LayerBinding(
          layer: layer, input: signal, parts: firstBlock..<blockCount, fusesRelu: fuses, builder: self))
      signals[layer.name] = signal
      if fuses, let relu = rest.popFirst() { signals[relu.name] = signal }
      firstBlock = 0
    }
    return signal
  }

  /// Adds a layer of the engine behind those there are; gives its output.
  func append(_ layer: any NetworkLayer) -> Signal {
    layers.append(layer)
    return layer.output
  }

  /// Gives a part of a layer its name among the signals.
  func naming(_ name: String, _ body: () throws -> Signal) rethrows -> Signal {
    let signal = try body()
    signals[name] = signal
    return signal
  }

  /// One layer for batch norm, relu and max-pool behind a convolution; nil where that is not what follows, or where the
  /// convolution's output lies in a way that it does not read.
  private func bindNormPool(
    _ layer: ResolvedLayer, _ rest: ArraySlice<ResolvedLayer>, to input: Signal
  ) throws -> Signal? {
    guard layer.kind == .batchnorm, !layer.isFrozen, rest.map(\.kind) == [.relu, .maxpool()],
      context.purpose == .training, !isInspected,
      let convolution = layers.last as? Convolution, convolution.output === input,
      let map = try BlockedMap(input.value.descriptor)
    else { return nil }
    return append(try NormPool(layer.name, input, map: map, context))
  }
}
