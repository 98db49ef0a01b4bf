import CDNNL
import EtudeCore

/// The greatest value or the mean of each window of a feature map.
final class Pooling: NetworkLayer {
  let output: Signal
  private let name: String
  private let input: Signal
  private let context: LayerContext
  private let algorithm: dnnl_alg_kind_t
  private let kernel: [Int64]
  private let strides: [Int64]
  private let plain: dnnl_format_tag_t?
  private let workspace: Memory?
  private let source: Memory
  private let pooled: Memory
  private let forwardDescriptor: PrimitiveDescriptor
  private var forwardSteps: [Primitive] = []
  private var backwardSteps: [Primitive] = []

  /// - Parameters:
  ///   - window: height and width, and their strides.
  ///   - plain: the layout the output must have, its extents those of the pooled map; nil for oneDNN's own.
  ///   - given: the output as the layers after it see it, if that is not a map.
  init(
    _ name: String, _ input: Signal, isMax: Bool, window: (height: Int, width: Int),
    strides: (height: Int, width: Int), plain: dnnl_format_tag_t? = nil, given: MemoryDescriptor? = nil,
    _ context: LayerContext
  ) throws {
    self.name = name
    self.input = input
    self.context = context
    algorithm = isMax ? dnnl_pooling_max : dnnl_pooling_avg_exclude_padding
    kernel = [Int64(window.height), Int64(window.width)]
    self.strides = [Int64(strides.height), Int64(strides.width)]
    // A mean that leaves the maps is taken in float32.
    var copies: [Primitive] = []
    let source = plain == nil ? input.value : try context.floats(input.value, layer: name, copies: &copies)
    self.source = source
    let extents = source.descriptor.extents
    let pooledExtents = [
      extents[0], extents[1], (extents[2] - window.height) / strides.height + 1,
      (extents[3] - window.width) / strides.width + 1,
    ]
    var sourceLayout = source.descriptor
    var destination = try MemoryDescriptor(
      pooledExtents, dnnl_format_tag_any, type: sourceLayout.data_type, layer: name)
    var operation = dnnl_pooling_desc_t()
    let none: [Int64] = [0, 0]
    try check(
      dnnl_pooling_forward_desc_init(
        &operation, context.isDifferentiated ? dnnl_forward_training : dnnl_forward_inference, algorithm,
        &sourceLayout,
        &destination, self.strides, kernel, none, none), name)
    let descriptor = try PrimitiveDescriptor(&operation, engine: context.engine, layer: name)
    forwardDescriptor = descriptor
    pooled = try context.memory(descriptor.descriptor(dnnl_query_dst_md))
    workspace = try descriptor.optionalDescriptor(dnnl_query_workspace_md).map { try context.memory($0) }
    var arguments = [(PrimitiveArgument.source, source), (PrimitiveArgument.destination, pooled)]
    if let workspace { arguments.append((PrimitiveArgument.workspace, workspace)) }
    var steps = copies + [try Primitive(descriptor, arguments, engine: context.engine)]
    var value = pooled
    if let plain {
      value = try context.reordered(
        pooled, as: MemoryDescriptor(pooledExtents, plain, layer: name), layer: name, copies: &steps)
    }
    forwardSteps = steps
    if let given { value = try Memory(given, sharing: value, engine: context.engine) }
    output = Signal(value, wantsGradient: input.wantsGradient)
    self.plain = plain
  }

  func prepareBackward() throws {
    guard var gradient = output.gradient, input.wantsGradient else { return }
    if let plain {
      let seen = try MemoryDescriptor(pooled.descriptor.extents, plain, layer: name)
      gradient = try Memory(seen, sharing: gradient, engine: context.engine)
    }
    gradient = try context.reordered(gradient, as: pooled.descriptor, layer: name, copies: &backwardSteps)
    var source = source.descriptor
    var destination = pooled.descriptor
    var operation = dnnl_pooling_desc_t()
    let none: [Int64] = [0, 0]
    try check(
      dnnl_pooling_backward_desc_init(
        &operation, algorithm, &source, &destination, strides, kernel, none, none), name)
    let descriptor = try PrimitiveDescriptor(
      &operation, hint: forwardDescriptor, engine: context.engine, layer: name)
    let result = try context.memory(descriptor.descriptor(dnnl_query_diff_src_md))
    var arguments = [
      (PrimitiveArgument.destinationGradient, gradient), (PrimitiveArgument.sourceGradient, result),
    ]
    if let workspace { arguments.append((PrimitiveArgument.workspace, workspace)) }
    backwardSteps.append(try Primitive(descriptor, arguments, engine: context.engine))
    input.gradient = result
  }

  func forward() throws { for step in forwardSteps { try step.run() } }
  func backward() throws { for step in backwardSteps { try step.run() } }
}

extension Pooling {
  /// The mean over all positions of a map: a vector.
  convenience init(global name: String, _ input: Signal, _ context: LayerContext) throws {
    let extents = input.value.descriptor.extents
    try self.init(
      name, input, isMax: false, window: (extents[2], extents[3]),
      strides: (1, 1),
      plain: dnnl_acdb, given: MemoryDescriptor([extents[0], extents[1]], dnnl_ab, layer: name), context)
  }

  /// The mean over frequency of a map: a sequence along its width.
  convenience init(columns name: String, _ input: Signal, _ context: LayerContext) throws {
    let extents = input.value.descriptor.extents
    let given = try MemoryDescriptor([extents[0], extents[3], extents[1]], dnnl_abc, layer: name)
    try self.init(
      name, input, isMax: false, window: (extents[2], 1), strides: (1, 1), plain: dnnl_acdb, given: given,
      context)
  }
}
