import CDNNL
import EtudeCore
import Glibc

/// A run of MobileNetV2's blocks for inference: each batch norm folded into its convolution (in double precision),
/// ReLU6 and the residual fused into it, three blocks of memory in turn for all that flows.
final class FoldedBlocks: NetworkLayer {
  let output: Signal
  private let name: String
  private let context: LayerContext
  private var steps: [Primitive] = []
  private var folds: [Fold] = []

  /// A convolution whose folded weights are made when weights change.
  private struct Fold {
    let convolution: MobileNetV2.Convolution
    let layer: String
    let plain: Memory
    let bias: Memory
    let copies: [Primitive]
  }

  /// - Parameter blocks: which of `block0` … `block18`.
  init(_ name: String, blocks: Range<Int>, _ input: Signal, _ context: LayerContext) throws {
    self.name = name
    self.context = context
    let inputExtents = input.value.descriptor.extents
    guard let largest = Self.largestMap(blocks, height: inputExtents[2], width: inputExtents[3]) else {
      output = input
      return
    }
    let slots = try (0..<3).map { _ in try context.pool.take(bytes: context.items * largest * 4 + 4096) }
    var steps: [Primitive] = []
    var folds: [Fold] = []
    var current = input.value
    for index in blocks {
      let block = MobileNetV2.blocks[index]
      let entry = current
      for (place, convolution) in block.convolutions.enumerated() {
        let addsEntry = block.isResidual && place == block.convolutions.count - 1
        let layer = "\(name).\(convolution.name)"
        let descriptor = try Self.primitive(convolution, current, addsEntry: addsEntry, layer, context)
        current = try context.reordered(
          current, as: descriptor.descriptor(dnnl_query_src_md), layer: layer, copies: &steps)
        let wanted = try descriptor.descriptor(dnnl_query_dst_md)
        let result: Memory
        if addsEntry && entry !== input.value && entry.descriptor.equals(wanted) {
          result = entry
        } else {
          let taken = [entry.address, current.address]
          guard let slot = slots.first(where: { !taken.contains($0.address) }) else {
            throw Failure("no memory is left for \(layer)")
          }
          result = try Memory(wanted, block: slot, engine: context.engine)
          if addsEntry {
            steps.append(try Primitive(copying: entry, to: result, engine: context.engine, layer: layer))
          }
        }
        let fold = try Self.fold(convolution, name: name, descriptor, context)
        folds.append(fold.0)
        steps.append(
          try Primitive(
            descriptor,
            [
              (Argument.source, current), (Argument.weights, fold.weights), (Argument.bias, fold.0.bias),
              (Argument.destination, result),
            ], engine: context.engine))
        current = result
      }
    }
    let extents = current.descriptor.extents
    output = Signal(
      .map(channels: extents[1], height: extents[2], width: extents[3]), current, wantsGradient: false)
    self.steps = steps
    self.folds = folds
  }

  /// Floats of the largest map of one item, channels rounded up as blocked layouts do.
  private static func largestMap(_ blocks: Range<Int>, height: Int, width: Int) -> Int? {
    var (height, width) = (height, width)
    var largest: Int?
    for block in blocks {
      for convolution in MobileNetV2.blocks[block].convolutions {
        height = (height + convolution.stride - 1) / convolution.stride
        width = (width + convolution.stride - 1) / convolution.stride
        largest = max(largest ?? 0, (convolution.outputs + 15) / 16 * 16 * height * width)
      }
    }
    return largest
  }

  private static func primitive(
    _ convolution: MobileNetV2.Convolution, _ input: Memory, addsEntry: Bool, _ layer: String,
    _ context: LayerContext
  ) throws -> PrimitiveDescriptor {
    let extents = input.descriptor.extents
    let stride = convolution.stride
    let settings = Self.settings(convolution)
    let type = context.precision.mapType
    let isImage = extents[1] == 3
    var source = try MemoryDescriptor(
      extents, isImage ? dnnl_abcd : dnnl_format_tag_any, type: type, layer: layer)
    var weights = try MemoryDescriptor(settings.weightExtents, dnnl_format_tag_any, type: type, layer: layer)
    var bias = try MemoryDescriptor([convolution.outputs], dnnl_a, layer: layer)
    var destination = try MemoryDescriptor(
      [
        context.items, convolution.outputs, (extents[2] + stride - 1) / stride,
        (extents[3] + stride - 1) / stride,
      ], dnnl_format_tag_any, type: type, layer: layer)
    var operation = dnnl_convolution_desc_t()
    try check(
      dnnl_convolution_forward_desc_init(
        &operation, dnnl_forward_inference, dnnl_convolution_direct, &source, &weights, &bias, &destination,
        settings.strides, settings.padding, settings.padding), layer)
    let attributes = try Attributes(addsToDestination: addsEntry, clip: convolution.isActivated ? 0...6 : nil)
    return try PrimitiveDescriptor(&operation, attributes: attributes, engine: context.engine, layer: layer)
  }

  private static func settings(_ convolution: MobileNetV2.Convolution) -> Convolution.Settings {
    Convolution.Settings(
      name: convolution.name, inputs: convolution.inputs, filters: convolution.outputs,
      kernel: convolution.kernel,
      stride: convolution.stride, groups: convolution.groups, hasBias: true)
  }

  private static func fold(
    _ convolution: MobileNetV2.Convolution, name: String, _ descriptor: PrimitiveDescriptor,
    _ context: LayerContext
  ) throws -> (Fold, weights: Memory) {
    let layer = "\(name).\(convolution.name)"
    let settings = settings(convolution)
    func own(_ extents: [Int], _ tag: dnnl_format_tag_t) throws -> Memory {
      let descriptor = try MemoryDescriptor(extents, tag, layer: layer)
      return try Memory(descriptor, block: Block(bytes: descriptor.bytes), engine: context.engine)
    }
    let plain = try own(settings.weightExtents, settings.weightTag)
    let wanted = try descriptor.descriptor(dnnl_query_weights_md)
    let weights = try Memory(wanted, block: Block(bytes: wanted.bytes), engine: context.engine)
    let copy = try Primitive(copying: plain, to: weights, engine: context.engine, layer: layer)
    let fold = Fold(
      convolution: convolution, layer: layer, plain: plain, bias: try own([convolution.outputs], dnnl_a),
      copies: [copy])
    return (fold, weights)
  }

  func reloadWeights() throws {
    for fold in folds {
      let norm = "\(name).\(fold.convolution.normName)"
      let weight = try context.store.place(fold.layer + ".weight").values
      let scale = try context.store.place(norm + ".weight").values
      let shift = try context.store.place(norm + ".bias").values
      let mean = try context.store.place(norm + ".running_mean").values
      let variance = try context.store.place(norm + ".running_var").values
      let count = fold.convolution.shape.dropFirst().reduce(1, *)
      for filter in 0..<fold.convolution.outputs {
        let factor =
          Double(scale[filter]) / (Double(variance[filter]) + Double(BatchNorm.epsilon)).squareRoot()
        for index in filter * count..<(filter + 1) * count {
          fold.plain.floats[index] = Float(Double(weight[index]) * factor)
        }
        fold.bias.floats[filter] = Float(Double(shift[filter]) - Double(mean[filter]) * factor)
      }
      for copy in fold.copies { try copy.run() }
    }
  }

  func prepareBackward() throws {}
  func forward() throws { for step in steps { try step.run() } }
  func backward() throws {}
}
