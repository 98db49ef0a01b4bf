import CDNNL
import EtudeCore

/// An element-wise function of whatever flows; its gradient is computed from its output.
final class Activation: NetworkLayer {
  let output: Signal
  private let name: String
  private let input: Signal
  private let context: LayerContext
  private let function: Function
  private let forwardDescriptor: PrimitiveDescriptor
  private let forwardStep: Primitive
  private var backwardSteps: [Primitive] = []

  /// One of oneDNN's element-wise functions, with what it takes beside the value.
  struct Function {
    let algorithm: dnnl_alg_kind_t
    let alpha: Float
    let beta: Float

    init(_ algorithm: dnnl_alg_kind_t, _ alpha: Float = 0, _ beta: Float = 0) {
      self.algorithm = algorithm
      self.alpha = alpha
      self.beta = beta
    }
  }

  init(_ function: Function, name: String, _ input: Signal, _ context: LayerContext) throws {
    self.name = name
    self.input = input
    self.context = context
    self.function = function
    var layout = input.value.descriptor
    var operation = dnnl_eltwise_desc_t()
    try check(
      dnnl_eltwise_forward_desc_init(
        &operation, context.isDifferentiated ? dnnl_forward_training : dnnl_forward_inference,
        function.algorithm, &layout, function.alpha, function.beta), name)
    forwardDescriptor = try PrimitiveDescriptor(&operation, engine: context.engine, layer: name)
    let value = try context.memory(layout)
    output = Signal(value, wantsGradient: input.wantsGradient, lengths: input.lengths)
    forwardStep = try Primitive(
      forwardDescriptor, [(PrimitiveArgument.source, input.value), (PrimitiveArgument.destination, value)],
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
      dnnl_eltwise_backward_desc_init(
        &operation, function.algorithm, &gradientLayout, &layout, function.alpha, function.beta), name)
    let descriptor = try PrimitiveDescriptor(
      &operation, hint: forwardDescriptor, engine: context.engine, layer: name)
    // Not in place: a reader that shares the gradient (a residual) may still need it.
    let result = try context.memory(layout)
    backwardSteps.append(
      try Primitive(
        descriptor,
        [
          (PrimitiveArgument.destination, output.value), (PrimitiveArgument.destinationGradient, gradient),
          (PrimitiveArgument.sourceGradient, result),
        ], engine: context.engine))
    input.gradient = result
  }

  func forward() throws { try forwardStep.run() }
  func backward() throws { for step in backwardSteps { try step.run() } }
}
