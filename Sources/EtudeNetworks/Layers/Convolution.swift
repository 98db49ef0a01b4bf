import CDNNL
import EtudeCore

/// A convolution of a feature map, in the layouts oneDNN prefers.
final class Convolution: NetworkLayer {
  struct Settings {
    let name: String
    let inputs: Int
    let filters: Int
    let kernel: Int
    /// Columns of a kernel; nil for as many as it has rows.
    var width: Int?
    let stride: Int
    let groups: Int
    let hasBias: Bool

    /// Extents of the weights for oneDNN: with a leading extent for groups if there are several.
    var weightExtents: [Int] {
      groups == 1
        ? [filters, inputs, kernel, width ?? kernel]
        : [groups, filters / groups, inputs / groups, kernel, width ?? kernel]
    }
    var weightTag: dnnl_format_tag_t { groups == 1 ? dnnl_abcd : dnnl_abcde }
    var strides: [Int64] { [Int64(stride), Int64(stride)] }
    var padding: [Int64] { [Int64(kernel / 2), Int64((width ?? kernel) / 2)] }
    /// oneDNN has quick backward passes in bf16 for all but groups.
    func type(_ context: LayerContext) -> dnnl_data_type_t {
      groups > 1 && context.isDifferentiated ? dnnl_f32 : context.precision.mapType
    }

    /// What `make` gives by Winograd's algorithm (Lavin and Gray, 2016), which takes half the time of the direct one, or
    /// by the direct one where oneDNN has no other. Forward from 16 channels it gains nothing and takes much memory.
    func quickest(
      allowsWinograd: Bool = true, _ make: (dnnl_alg_kind_t) throws -> PrimitiveDescriptor
    ) throws -> PrimitiveDescriptor {
      let isFit = kernel == 3 && stride == 1 && groups == 1 && inputs % 16 == 0 && filters % 16 == 0
      if isFit && allowsWinograd, let descriptor = try? make(dnnl_convolution_winograd) { return descriptor }
      return try make(dnnl_convolution_direct)
    }

    var weightName: String { name + ".weight" }
    var biasName: String { name + ".bias" }
  }

  let output: Signal
  private let input: Signal
  private let context: LayerContext
  private let settings: Settings
  private let isTrained: Bool
  private let forwardDescriptor: PrimitiveDescriptor
  private var forwardSteps: [Primitive] = []
  private var backwardSteps: [Primitive] = []
  private var weightCopies: [Primitive] = []

  init(_ settings: Settings, _ input: Signal, output shape: Shape, isTrained: Bool, _ context: LayerContext)
    throws
  {
    self.input = input
    self.context = context
    self.settings = settings
    self.isTrained = isTrained
    let name = settings.name
    var (source, weights, bias, destination) = try Self.anyDescriptors(
      settings, input, shape.extents(), context)
    let descriptor = try settings.quickest(allowsWinograd: settings.inputs >= 32) { algorithm in
      var operation = dnnl_convolution_desc_t()
      try check(
        dnnl_convolution_forward_desc_init(
          &operation, context.isDifferentiated ? dnnl_forward_training : dnnl_forward_inference, algorithm,
          &source, &weights, &bias, &destination, settings.strides, settings.padding, settings.padding), name)
      return try PrimitiveDescriptor(&operation, engine: context.engine, layer: name)
    }
    forwardDescriptor = descriptor
    let value = try context.memory(descriptor.descriptor(dnnl_query_dst_md))
    output = Signal(value, wantsGradient: isTrained || input.wantsGradient)
    let wanted = try descriptor.descriptor(dnnl_query_src_md)
    let read = try context.reordered(input.value, as: wanted, layer: name, copies: &forwardSteps)
    var arguments = [
      (PrimitiveArgument.source, read),
      (PrimitiveArgument.weights, try weightMemory(as: descriptor.descriptor(dnnl_query_weights_md))),
      (PrimitiveArgument.destination, value),
    ]
    if settings.hasBias { arguments.append((PrimitiveArgument.bias, try biasMemory(gradient: false))) }
    forwardSteps.append(try Primitive(descriptor, arguments, engine: context.engine))
  }

  /// Descriptors that leave the layouts to oneDNN, except that of the image, which has but one.
  private static func anyDescriptors(
    _ settings: Settings, _ input: Signal, _ output: [Int], _ context: LayerContext
  ) throws -> (MemoryDescriptor, MemoryDescriptor, MemoryDescriptor, MemoryDescriptor) {
    let name = settings.name
    let type = settings.type(context)
    func any(_ extents: [Int]) throws -> MemoryDescriptor {
      try MemoryDescriptor(extents, dnnl_format_tag_any, type: type, layer: name)
    }
    let extents = input.value.descriptor.extents
    var source = try any(extents)
    if input.isImage {
      source = try MemoryDescriptor(extents, dnnl_abcd, type: type, layer: name)
    }
    return (
      source, try any(settings.weightExtents),
      settings.hasBias ? try MemoryDescriptor([settings.filters], dnnl_a, layer: name) : MemoryDescriptor(),
      try any([context.items] + output)
    )
  }

  private func biasMemory(gradient: Bool) throws -> Memory {
    try context.store.memory(
      settings.biasName, [settings.filters], dnnl_a, gradient: gradient, engine: context.engine)
  }

  /// The weights in the layout a primitive wants; copied there whenever they change.
  private func weightMemory(as wanted: MemoryDescriptor) throws -> Memory {
    let plain = try context.store.memory(
      settings.weightName, settings.weightExtents, settings.weightTag, engine: context.engine)
    var copies: [Primitive] = []
    let memory = try context.reordered(plain, as: wanted, layer: settings.name, copies: &copies)
    weightCopies += copies
    return memory
  }

  func prepareBackward() throws {
    guard let gradient = output.gradient else { return }
    if isTrained { try prepareWeightGradient(gradient) }
    if input.wantsGradient { try prepareInputGradient(gradient) }
  }

  private func prepareWeightGradient(_ gradient: Memory) throws {
    let name = settings.name
    var (source, weights, bias, destination) = try Self.anyDescriptors(
      settings, input, output.extents, context)
    weights = weights.asFloats
    let descriptor = try settings.quickest { algorithm in
      var operation = dnnl_convolution_desc_t()
      try check(
        dnnl_convolution_backward_weights_desc_init(
          &operation, algorithm, &source, &weights, &bias, &destination, settings.strides, settings.padding,
          settings.padding), name)
      return try PrimitiveDescriptor(
        &operation, hint: forwardDescriptor, engine: context.engine, layer: name)
    }
    let read = try context.reordered(
      input.value, as: descriptor.descriptor(dnnl_query_src_md), layer: name, copies: &backwardSteps)
    let from = try context.reordered(
      gradient, as: descriptor.descriptor(dnnl_query_diff_dst_md), layer: name, copies: &backwardSteps)
    let plain = try context.store.memory(
      settings.weightName, settings.weightExtents, settings.weightTag, gradient: true, engine: context.engine)
    let wanted = try descriptor.descriptor(dnnl_query_diff_weights_md)
    let result = wanted.equals(plain.descriptor) ? plain : try context.memory(wanted)
    var arguments = [
      (PrimitiveArgument.source, read), (PrimitiveArgument.destinationGradient, from),
      (PrimitiveArgument.weightsGradient, result),
    ]
    if settings.hasBias { arguments.append((PrimitiveArgument.biasGradient, try biasMemory(gradient: true))) }
    backwardSteps.append(try Primitive(descriptor, arguments, engine: context.engine))
    if result !== plain {
      backwardSteps.append(try Primitive(copying: result, to: plain, engine: context.engine, layer: name))
    }
  }

  private func prepareInputGradient(_ gradient: Memory) throws {
    let name = settings.name
    var (source, weights, _, destination) = try Self.anyDescriptors(settings, input, output.extents, context)
    let descriptor = try settings.quickest { algorithm in
      var operation = dnnl_convolution_desc_t()
      try check(
        dnnl_convolution_backward_data_desc_init(
          &operation, algorithm, &source, &weights, &destination, settings.strides, settings.padding,
          settings.padding), name)
      return try PrimitiveDescriptor(
        &operation, hint: forwardDescriptor, engine: context.engine, layer: name)
    }
    let from = try context.reordered(
      gradient, as: descriptor.descriptor(dnnl_query_diff_dst_md), layer: name, copies: &backwardSteps)
    let result = try context.memory(descriptor.descriptor(dnnl_query_diff_src_md))
    backwardSteps.append(
      try Primitive(
        descriptor,
        [
          (PrimitiveArgument.destinationGradient, from),
          (PrimitiveArgument.weights, try weightMemory(as: descriptor.descriptor(dnnl_query_weights_md))),
          (PrimitiveArgument.sourceGradient, result),
        ], engine: context.engine))
    input.gradient = result
  }

  func reloadWeights() throws { for copy in weightCopies { try copy.run() } }
  func forward() throws { for step in forwardSteps { try step.run() } }
  func backward() throws { for step in backwardSteps { try step.run() } }
}
