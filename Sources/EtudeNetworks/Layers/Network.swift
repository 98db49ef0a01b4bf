import EtudeCore

/// A recipe made ready for one batch size: its layers bound to memory, forward and, for training, backward.
///
/// Made, used and let go within one `Compute.run`.
package final class Network {
  package let context: LayerContext
  package let slots: [InputSlot]
  package let layers: [any NetworkLayer]
  /// What each named layer gives.
  let signals: [String: Signal]
  package let output: Signal

  /// - Parameters:
  ///   - steps: for each input stage, in order, the steps of its longest item, after averaging.
  ///   - stream: where dropout's choices come from.
  ///   - cutsPrefix: input stages end where frozen prefixes do; false: they are the plain views.
  ///   - cutsSound: those over the sound end behind a frozen network's windows all the same.
  ///   - isInspected: every named layer gives its own output, none is fused into another.
  package init(
    _ plan: Plan, context: LayerContext, steps: [Int], stream: Digest, cutsPrefix: Bool = true,
    cutsSound: Bool = false, isInspected: Bool = false
  ) throws {
    let builder = NetworkBuilder(
      context: context, steps: steps, stream: stream, areWeightsKnown: plan.areWeightsKnown,
      cutsPrefix: cutsPrefix, cutsSound: cutsSound, isInspected: isInspected)
    output = try builder.build(plan.layers, from: nil)
    self.context = context
    slots = builder.slots
    layers = builder.layers
    signals = builder.signals
    if context.isDifferentiated && output.wantsGradient {
      output.gradient = try context.plain(like: output.value, layer: "the loss")
      for layer in layers.reversed() { try layer.prepareBackward() }
    }
    try reloadWeights()
  }

  /// Runs the layers, looking between them whether the user asked to stop.
  package func forward(_ work: Work) throws {
    context.cancellation = work.cancellation
    for layer in layers {
      try work.checkCancelled()
      try layer.forward()
    }
    try context.engine.wait()
  }

  /// Carries `output.gradient` back to all trained parameters.
  package func backward(_ work: Work) throws {
    context.store.clearGradients()
    for layer in layers.reversed() where layer.output.wantsGradient {
      try work.checkCancelled()
      try layer.backward()
    }
    try context.engine.wait()
  }

  package func reloadWeights() throws {
    for layer in layers { try layer.reloadWeights() }
    try context.engine.wait()
  }
}
