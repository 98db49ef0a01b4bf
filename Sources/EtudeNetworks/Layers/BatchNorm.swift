import CDNNL
import EtudeCore

/// Batch norm over items and positions, if asked with the relu after it in one pass.
///
/// While training it normalises by the batch and moves the running statistics (momentum 0.1, unbiased variance); frozen
/// or in inference it normalises by the running statistics, which then do not move.
final class BatchNorm: NetworkLayer {
  static let momentum: Float = 0.1

  let output: Signal
  private let name: String
  private let input: Signal
  private let context: LayerContext
  private let usesBatch: Bool
  private let isTrained: Bool
  private let flags: UInt32
  /// Added to the variance.
  private let epsilon: Float
  private let channels: Int
  private let mean: Memory
  private let variance: Memory
  private let source: Memory
  private let workspace: Memory?
  private let forwardDescriptor: PrimitiveDescriptor
  private var forwardSteps: [Primitive] = []
  private var backwardSteps: [Primitive] = []

  init(
    _ name: String, _ input: Signal, isTrained: Bool, fusesRelu: Bool,
    epsilon: Float = BatchNormLayer.epsilon,
    _ context: LayerContext
  ) throws {
    self.name = name
    self.input = input
    self.context = context
    self.isTrained = isTrained
    self.epsilon = epsilon
    usesBatch = isTrained && context.purpose == .training
    channels = input.features
    var flags = dnnl_use_scale.rawValue | dnnl_use_shift.rawValue
    if !usesBatch { flags |= dnnl_use_global_stats.rawValue }
    if fusesRelu { flags |= dnnl_fuse_norm_relu.rawValue }
    self.flags = UInt32(flags)
    var steps: [Primitive] = []
    source = try Self.asMap(input.value, name, &steps, context)
    var layout = source.descriptor
    var operation = dnnl_batch_normalization_desc_t()
    try check(
      dnnl_batch_normalization_forward_desc_init(
        &operation, context.isDifferentiated ? dnnl_forward_training : dnnl_forward_inference, &layout,
        epsilon,
        self.flags), name)
    let descriptor = try PrimitiveDescriptor(&operation, engine: context.engine, layer: name)
    forwardDescriptor = descriptor
    let value = try context.memory(layout)
    let statistics = try MemoryDescriptor([channels], dnnl_a, layer: name)
    if usesBatch {
      mean = try context.memory(statistics)
      variance = try context.memory(statistics)
    } else {
      mean = try context.store.memory(name + ".running_mean", [channels], dnnl_a, engine: context.engine)
      variance = try context.store.memory(name + ".running_var", [channels], dnnl_a, engine: context.engine)
    }
    workspace = try descriptor.optionalDescriptor(dnnl_query_workspace_md).map { try context.memory($0) }
    let given = try Self.asGiven(value, input, context)
    output = Signal(given, wantsGradient: isTrained || input.wantsGradient)
    var arguments = [
      (PrimitiveArgument.source, source), (PrimitiveArgument.destination, value),
      (PrimitiveArgument.mean, mean),
      (PrimitiveArgument.variance, variance), (PrimitiveArgument.scale, try parameter("weight")),
      (PrimitiveArgument.shift, try parameter("bias")),
    ]
    if let workspace { arguments.append((PrimitiveArgument.workspace, workspace)) }
    forwardSteps = steps + [try Primitive(descriptor, arguments, engine: context.engine)]
  }

  /// A vector counts as a map of one position, since batch norm wants four extents.
  private static func asMap(
    _ memory: Memory, _ name: String, _ steps: inout [Primitive], _ context: LayerContext
  ) throws -> Memory {
    let extents = memory.descriptor.extents
    if extents.count == 2 {
      let descriptor = try MemoryDescriptor([extents[0], extents[1], 1, 1], dnnl_acdb, layer: name)
      return try Memory(descriptor, sharing: memory, engine: context.engine)
    }
    return memory
  }

  private static func asGiven(_ value: Memory, _ input: Signal, _ context: LayerContext) throws -> Memory {
    if input.value.descriptor.extents.count == 4 { return value }
    return try Memory(input.value.descriptor, sharing: value, engine: context.engine)
  }

  private func parameter(_ part: String, gradient: Bool = false) throws -> Memory {
    try context.store.memory(
      "\(name).\(part)", [channels], dnnl_a, gradient: gradient, engine: context.engine)
  }

  func prepareBackward() throws {
    guard let given = output.gradient, output.wantsGradient else { return }
    var steps: [Primitive] = []
    var gradient = try Self.asMap(given, name, &steps, context)
    gradient = try context.reordered(gradient, as: source.descriptor, layer: name, copies: &steps)
    var layout = source.descriptor
    var gradientLayout = source.descriptor
    var operation = dnnl_batch_normalization_desc_t()
    try check(
      dnnl_batch_normalization_backward_desc_init(
        &operation, dnnl_backward, &gradientLayout, &layout, epsilon, flags), name)
    let descriptor = try PrimitiveDescriptor(
      &operation, hint: forwardDescriptor, engine: context.engine, layer: name)
    let statistics = try MemoryDescriptor([channels], dnnl_a, layer: name)
    // In place: the gradient by the input takes the place of the gradient by the output, which nobody reads again.
    var arguments = [
      (PrimitiveArgument.source, source), (PrimitiveArgument.mean, mean),
      (PrimitiveArgument.variance, variance),
      (PrimitiveArgument.destinationGradient, gradient), (PrimitiveArgument.sourceGradient, gradient),
      (PrimitiveArgument.scale, try parameter("weight")), (PrimitiveArgument.shift, try parameter("bias")),
      (
        PrimitiveArgument.scaleGradient,
        try isTrained ? parameter("weight", gradient: true) : context.memory(statistics)
      ),
      (
        PrimitiveArgument.shiftGradient,
        try isTrained ? parameter("bias", gradient: true) : context.memory(statistics)
      ),
    ]
    if let workspace { arguments.append((PrimitiveArgument.workspace, workspace)) }
    backwardSteps = steps + [try Primitive(descriptor, arguments, engine: context.engine)]
    input.gradient = try Self.asGiven(gradient, input, context)
  }

  func forward() throws {
    for step in forwardSteps { try step.run() }
    if usesBatch {
      let extents = source.descriptor.extents
      try Self.moveStatistics(
        of: name, mean: UnsafeBufferPointer(start: mean.floats, count: channels),
        variance: UnsafeBufferPointer(start: variance.floats, count: channels),
        count: extents[0] * extents.dropFirst(2).reduce(1, *), context.store)
    }
  }

  /// Moves the running statistics towards a batch's, which were taken over `count` values a channel.
  static func moveStatistics(
    of name: String, mean: some Collection<Float>, variance: some Collection<Float>, count: Int,
    _ store: ParameterStore
  ) throws {
    let unbias = count > 1 ? Float(count) / Float(count - 1) : 1
    let runningMean = try store.place(name + ".running_mean").values
    let runningVariance = try store.place(name + ".running_var").values
    for (channel, (mean, variance)) in zip(mean, variance).enumerated() {
      runningMean[channel] += momentum * (mean - runningMean[channel])
      runningVariance[channel] += momentum * (variance * unbias - runningVariance[channel])
    }
  }

  func backward() throws { for step in backwardSteps { try step.run() } }
}
