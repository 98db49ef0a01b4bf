import CDNNL
import EtudeCore

/// relu, relu6, tanh or sigmoid of whatever flows; its gradient is computed from its output.
final class Activation: NetworkLayer {
  let output: Signal
  private let name: String
  private let input: Signal
  private let context: LayerContext
  private let algorithm: dnnl_alg_kind_t
  private let upper: Float
  private let forwardDescriptor: PrimitiveDescriptor
  private let forwardStep: Primitive
  private var backwardSteps: [Primitive] = []

  init(_ kind: LayerKind, name: String, _ input: Signal, _ context: LayerContext) throws {
    self.name = name
    self.input = input
    self.context = context
    (algorithm, upper) =
      switch kind {
      case .relu6: (dnnl_eltwise_clip_v2_use_dst_for_bwd, 6)
      case .tanh: (dnnl_eltwise_tanh_use_dst_for_bwd, 0)
      case .sigmoid: (dnnl_eltwise_logistic_use_dst_for_bwd, 0)
      default: (dnnl_eltwise_relu_use_dst_for_bwd, 0)
      }
    var layout = input.value.descriptor
    var operation = dnnl_eltwise_desc_t()
    try check(
      dnnl_eltwise_forward_desc_init(
        &operation, context.isDifferentiated ? dnnl_forward_training : dnnl_forward_inference, algorithm,
        &layout,
        0, upper),
      name)
    forwardDescriptor = try PrimitiveDescriptor(&operation, engine: context.engine, layer: name)
    let value = try context.memory(layout)
    output = Signal(input.shape.activated, value, wantsGradient: input.wantsGradient, lengths: input.lengths)
    forwardStep = try Primitive(
      forwardDescriptor, [(Argument.source, input.value), (Argument.destination, value)],
      engine: context.engine)
  }

  func prepareBackward() throws {
    guard let given = output.gradient, input.wantsGradient else { return }
    let gradient = try context.reordered(
      given, as: output.value.descriptor, layer: name, copies: &backwardSteps)
    var layout = output.value.descriptor
    var gradientLayout = layout
    var operation = dnnl_eltwise_desc_t()
    try check(
      dnnl_eltwise_backward_desc_init(&operation, algorithm, &gradientLayout, &layout, 0, upper), name)
    let descriptor = try PrimitiveDescriptor(
      &operation, hint: forwardDescriptor, engine: context.engine, layer: name)
    // Not in place: a reader that shares the gradient (a residual) may still need it.
    let result = try context.memory(layout)
    backwardSteps.append(
      try Primitive(
        descriptor,
        [
          (Argument.destination, output.value), (Argument.destinationGradient, gradient),
          (Argument.sourceGradient, result),
        ], engine: context.engine))
    input.gradient = result
  }

  func forward() throws { try forwardStep.run() }
  func backward() throws { for step in backwardSteps { try step.run() } }
}

extension Shape {
  /// The image counts as a map once a layer has changed it.
  var activated: Shape {
    asMap.map { .map(channels: $0.channels, height: $0.height, width: $0.width) } ?? self
  }
}
