import CDNNL
import EtudeCore

/// A convolution of musicnn's front with its relu and batch norm, and the greatest value over all bands, window by window.
///
/// It learns; where nothing is learned there is `PhasedMaximum`. The map of one window takes megabytes, and that of a batch
/// gigabytes, so no more than one is ever there. Batch norm
/// behind a relu is a line a channel: its greatest value over the bands is where the map is greatest, or least where the
/// line falls. So the map's extremes are taken first, and the line drawn through them when the batch's statistics are
/// known. Going backward, each window's map is made once more.
final class BandMaximum: FrontMaximum {
  let shape: Musicnn.FrontConvolution
  let name: String
  let norm: String
  let context: LayerContext
  let usesBatch: Bool
  let map: BlockedMap
  /// The window's map after the relu.
  let activated: Memory
  let forwardHint: PrimitiveDescriptor
  let weight, bias: Memory
  let source: Memory
  /// What makes the map.
  private var steps: [Primitive] = []
  private var weightCopies: [Primitive] = []
  /// 1 for channels whose line rises, −1 for the others.
  private(set) var signs: [Float]
  /// Extremes by window, frame and channel, as the map has them.
  let extremes: Block
  /// The band place of each.
  let places: Block
  /// Sums over all positions of the batch, and of squares.
  var sums: [Double]
  var squares: [Double]
  var positions = 0
  /// By channel, of this batch or running: what is subtracted, and one over the deviation.
  var means: [Float]
  var inverses: [Float]
  private(set) var scale: UnsafeMutablePointer<Float>
  private(set) var shift: UnsafeMutablePointer<Float>
  /// Values counted by the batch's statistics.
  var count: Int { positions }

  /// - Parameters:
  ///   - source: one window, `[1, 1, frames, bands]`, planar.
  ///   - windows: that a batch has room for.
  init(
    _ shape: Musicnn.FrontConvolution, of network: String, source: Memory, windows: Int,
    _ context: LayerContext
  ) throws {
    self.shape = shape
    self.context = context
    self.source = source
    usesBatch = context.purpose == .training
    let name = "\(network).\(shape.name)"
    self.name = name
    norm = name + "_norm"
    let forward = try Self.descriptor(shape, dnnl_forward_inference, isActivated: true, name, context)
    forwardHint = try Self.descriptor(shape, dnnl_forward_training, isActivated: false, name, context)
    weight = try context.store.memory(
      name + ".weight", [shape.filters, 1, shape.frames, shape.bands], dnnl_abcd, engine: context.engine)
    bias = try context.store.memory(name + ".bias", [shape.filters], dnnl_a, engine: context.engine)
    let made = try context.memory(forward.descriptor(dnnl_query_dst_md))
    let laidOut = try context.reordered(
      weight, as: forward.descriptor(dnnl_query_weights_md), layer: name, copies: &weightCopies)
    let isBlocked = try BlockedMap(made.descriptor) != nil
    let activated =
      try isBlocked
      ? made
      : context.memory(BlockedMap.layout(made.descriptor.extents, block: 16, type: dnnl_f32))
    let read = try context.reordered(
      source, as: forward.descriptor(dnnl_query_src_md), layer: name, copies: &steps)
    steps.append(
      try Primitive(
        forward,
        [
          (PrimitiveArgument.source, read), (PrimitiveArgument.weights, laidOut),
          (PrimitiveArgument.bias, bias), (PrimitiveArgument.destination, made),
        ], engine: context.engine))
    if !isBlocked {
      steps.append(try Primitive(copying: made, to: activated, engine: context.engine, layer: name))
    }
    self.activated = activated
    guard let map = try BlockedMap(activated.descriptor) else { throw Failure("\(name) has no blocked map") }
    self.map = map
    let values = windows * LogMelWindows.frames * shape.filters
    extremes = try context.pool.take(bytes: values * 4)
    places = try context.pool.take(bytes: values)
    signs = Array(repeating: 1, count: map.groups * 16)
    (sums, squares) = (Array(repeating: 0, count: shape.filters), Array(repeating: 0, count: shape.filters))
    (means, inverses) = (Array(repeating: 0, count: shape.filters), Array(repeating: 0, count: shape.filters))
    scale = try context.store.place(norm + ".weight").values
    shift = try context.store.place(norm + ".bias").values
  }

  private static func descriptor(
    _ shape: Musicnn.FrontConvolution, _ purpose: dnnl_prop_kind_t, isActivated: Bool, _ name: String,
    _ context: LayerContext
  ) throws -> PrimitiveDescriptor {
    let (frames, bands) = (LogMelWindows.frames, LogMelWindows.bands)
    var source = try MemoryDescriptor([1, 1, frames, bands], dnnl_abcd, layer: name)
    var weights = try MemoryDescriptor(
      [shape.filters, 1, shape.frames, shape.bands], dnnl_format_tag_any, layer: name)
    var bias = try MemoryDescriptor([shape.filters], dnnl_a, layer: name)
    var destination = try MemoryDescriptor(
      [1, shape.filters, frames, shape.places], dnnl_format_tag_any, layer: name)
    var operation = dnnl_convolution_desc_t()
    try check(
      dnnl_convolution_forward_desc_init(
        &operation, purpose, dnnl_convolution_direct, &source, &weights, &bias, &destination, [1, 1],
        [Int64(shape.padding.before), 0], [Int64(shape.padding.after), 0]), name)
    let attributes = try Attributes(clip: isActivated ? 0...Float.greatestFiniteMagnitude : nil)
    return try PrimitiveDescriptor(&operation, attributes: attributes, engine: context.engine, layer: name)
  }

  func reloadWeights() throws {
    for copy in weightCopies { try copy.run() }
    for group in 0..<map.groups {
      for lane in 0..<16 {
        guard let channel = map.channel(group: group, lane: lane) else { continue }
        signs[group * 16 + lane] = scale[channel] < 0 ? -1 : 1
      }
    }
  }

  /// The map of the window in `source`.
  func activate() throws {
    for step in steps { try step.run() }
    try context.engine.wait()
  }
}
