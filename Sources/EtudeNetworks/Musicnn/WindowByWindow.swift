import EtudeCore

/// Layers that are made ready for one window, run over each window of a batch's items: what a window gives depends on no
/// other, in the last bit too, and a window's maps stay in the processor's cache.
final class WindowByWindow: NetworkLayer {
  let output: Signal
  private let input: Signal
  private let context: LayerContext
  private let steps: Int
  private let features: Int
  private let window: Signal
  private let layers: [any NetworkLayer]
  private let row: Signal

  /// - Parameters:
  ///   - input: `[items, windows, frames, bands]`.
  ///   - build: makes the layers behind the signal of one window; gives theirs of `features` numbers.
  init(
    _ name: String, _ input: Signal, features: Int, _ context: LayerContext,
    _ build: (Signal, NetworkBuilder) throws -> Signal
  ) throws {
    self.input = input
    self.context = context
    self.features = features
    steps = input.value.descriptor.extents[1]
    let own = LayerContext(
      engine: context.engine, pool: context.pool, store: context.store, items: 1, purpose: context.purpose)
    window = Signal(
      try own.plain([1, LogMelWindows.frames, LogMelWindows.bands], layer: name), wantsGradient: false)
    let builder = NetworkBuilder(
      context: own, steps: [], stream: Digest.build { $0.append("no dropout") }, areWeightsKnown: true,
      cutsPrefix: false, isInspected: false)
    row = try build(window, builder)
    layers = builder.layers
    output = Signal(
      try context.plain([steps, features], layer: name), wantsGradient: false, lengths: input.lengths)
  }

  func reloadWeights() throws { for layer in layers { try layer.reloadWeights() } }
  func prepareBackward() throws {}
  func backward() throws {}

  func forward() throws {
    for item in 0..<context.items {
      for step in 0..<(input.lengths?.values?[item] ?? steps) {
        if context.cancellation?.isRequested == true { throw Failure.interrupted }
        let place = item * steps + step
        window.value.floats.update(
          from: input.value.floats + place * LogMelWindows.size, count: LogMelWindows.size)
        for layer in layers { try layer.forward() }
        try context.engine.wait()
        (output.value.floats + place * features).update(from: row.value.floats, count: features)
      }
    }
  }
}
