import CDNNL
import EtudeCore

/// A convolution of MobileNetV2 for inference: its batch norm folded into its weights (in double precision), ReLU6 and
/// the residual fused into it. It runs over whole maps or over some of their rows.
final class FoldedConvolution {
  let convolution: MobileNetV2.Convolution
  let layer: String
  private let norm: String
  private let context: LayerContext
  private let settings: Convolution.Settings
  private let plain: Memory
  private let bias: Memory
  /// The weights as primitives like them, and what lays them out so.
  private var layouts: [(weights: Memory, copy: Primitive)] = []

  init(_ convolution: MobileNetV2.Convolution, of network: String, _ context: LayerContext) throws {
    self.convolution = convolution
    self.context = context
    let layer = "\(network).\(convolution.name)"
    self.layer = layer
    norm = "\(network).\(convolution.normName)"
    settings = Convolution.Settings(
      name: convolution.name, inputs: convolution.inputs, filters: convolution.outputs,
      kernel: convolution.kernel, stride: convolution.stride, groups: convolution.groups, hasBias: true)
    func own(_ extents: [Int], _ tag: dnnl_format_tag_t) throws -> Memory {
      let descriptor = try MemoryDescriptor(extents, tag, layer: layer)
      return try Memory(descriptor, block: Block(bytes: descriptor.bytes), engine: context.engine)
    }
    plain = try own(settings.weightExtents, settings.weightTag)
    bias = try own([convolution.outputs], dnnl_a)
  }

  /// Rows or columns that it makes of so many.
  func extent(after extent: Int) -> Int { (extent + convolution.stride - 1) / convolution.stride }

  /// The rows, of a map of `height`, under the windows of some output rows, and rows of zeros above and below them.
  func rows(under outputs: Range<Int>, height: Int) -> (rows: Range<Int>, padding: (above: Int, below: Int)) {
    let reach = convolution.kernel / 2
    let first = outputs.lowerBound * convolution.stride - reach
    let end = (outputs.upperBound - 1) * convolution.stride + reach + 1
    let rows = max(0, first)..<min(height, end)
    return (rows, (rows.lowerBound - first, end - rows.upperBound))
  }

  /// What runs it over maps of these extents, laid out as `source` and `result` say.
  ///
  /// - Parameter padding: rows of zeros above and below; nil for those of a whole map.
  func descriptor(
    extents: [Int], source: dnnl_format_tag_t, result: dnnl_format_tag_t,
    padding: (above: Int, below: Int)? = nil, addsToDestination: Bool = false
  ) throws -> PrimitiveDescriptor {
    let type = context.precision.mapType
    let sides = convolution.kernel / 2
    let padding = padding ?? (sides, sides)
    let height =
      (extents[2] + padding.above + padding.below - convolution.kernel) / convolution.stride + 1
    var source = try MemoryDescriptor(extents, source, type: type, layer: layer)
    var weights = try MemoryDescriptor(settings.weightExtents, dnnl_format_tag_any, type: type, layer: layer)
    var bias = bias.descriptor
    var destination = try MemoryDescriptor(
      [extents[0], convolution.outputs, height, extent(after: extents[3])], result, type: type, layer: layer)
    var operation = dnnl_convolution_desc_t()
    try check(
      dnnl_convolution_forward_desc_init(
        &operation, dnnl_forward_inference, dnnl_convolution_direct, &source, &weights, &bias, &destination,
        settings.strides, [Int64(padding.above), Int64(sides)], [Int64(padding.below), Int64(sides)]), layer)
    let attributes = try Attributes(
      addsToDestination: addsToDestination, clip: convolution.isActivated ? 0...6 : nil)
    return try PrimitiveDescriptor(&operation, attributes: attributes, engine: context.engine, layer: layer)
  }

  /// A descriptor's work from one memory to another.
  func primitive(_ descriptor: PrimitiveDescriptor, from source: Memory, to destination: Memory) throws
    -> Primitive
  {
    let weights = try weights(as: descriptor.descriptor(dnnl_query_weights_md))
    return try Primitive(
      descriptor,
      [
        (PrimitiveArgument.source, source), (PrimitiveArgument.weights, weights),
        (PrimitiveArgument.bias, bias),
        (PrimitiveArgument.destination, destination),
      ], engine: context.engine)
  }

  private func weights(as wanted: MemoryDescriptor) throws -> Memory {
    if let known = layouts.first(where: { $0.weights.descriptor.equals(wanted) }) { return known.weights }
    let weights = try Memory(wanted, block: Block(bytes: wanted.bytes), engine: context.engine)
    let copy = try Primitive(copying: plain, to: weights, engine: context.engine, layer: layer)
    layouts.append((weights, copy))
    return weights
  }

  /// Folds the store's weights anew.
  func reloadWeights() throws {
    let weight = try context.store.place(layer + ".weight").values
    let scale = try context.store.place(norm + ".weight").values
    let shift = try context.store.place(norm + ".bias").values
    let mean = try context.store.place(norm + ".running_mean").values
    let variance = try context.store.place(norm + ".running_var").values
    let count = convolution.shape.dropFirst().reduce(1, *)
    for filter in 0..<convolution.outputs {
      let factor =
        Double(scale[filter]) / (Double(variance[filter]) + Double(BatchNormLayer.epsilon)).squareRoot()
      for index in filter * count..<(filter + 1) * count {
        plain.floats[index] = Float(Double(weight[index]) * factor)
      }
      bias.floats[filter] = Float(Double(shift[filter]) - Double(mean[filter]) * factor)
    }
    for layout in layouts { try layout.copy.run() }
  }
}
