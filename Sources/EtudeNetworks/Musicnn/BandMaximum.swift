import CDNNL
import EtudeCore

/// A convolution of musicnn's front with its relu and batch norm, and the greatest value over all bands, window by window.
///
/// The map of one window takes megabytes, and that of a batch gigabytes, so no more than one is ever there; where nothing
/// is learned no more than a strip of frames of it, which stays in a core's own cache. Batch norm
/// behind a relu is a line a channel: its greatest value over the bands is where the map is greatest, or least where the
/// line falls. So the map's extremes are taken first, and the line drawn through them when the batch's statistics are
/// known. Going backward, each window's map is made once more.
final class BandMaximum {
  let shape: Musicnn.FrontConvolution
  let name: String
  let norm: String
  let context: LayerContext
  /// Learns, and so remembers where each maximum was.
  let isTrained: Bool
  let usesBatch: Bool
  let map: BlockedMap
  /// The window's map after the relu, or that of a strip of its frames.
  let activated: Memory
  let forwardHint: PrimitiveDescriptor
  let weight, bias: Memory
  let source: Memory
  /// For each strip of frames what makes its map.
  var strips: [[Primitive]] = []
  /// Frames of a strip: all where the layer learns.
  let framesOfStrip: Int
  private var weightCopies: [Primitive] = []
  /// 1 for channels whose line rises, −1 for the others.
  private(set) var signs: [Float]
  /// Extremes by window, frame and channel, as the map has them; of a trained one alone.
  let extremes: Block?
  /// The band place of each.
  let places: Block?
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

  /// Where the layer does not learn: a divisor of a window's frames whose maps are a few hundred kilobytes.
  private static let strip = 17

  /// - Parameters:
  ///   - source: one window, `[1, 1, frames, bands]`, planar, with frames of zeros before and behind it in memory, as many
  ///     as any kernel sees.
  ///   - windows: that a batch has room for.
  init(
    _ shape: Musicnn.FrontConvolution, of network: String, source: Memory, windows: Int, isTrained: Bool,
    _ context: LayerContext
  ) throws {
    self.shape = shape
    self.context = context
    self.isTrained = isTrained
    self.source = source
    usesBatch = isTrained && context.purpose == .training
    let name = "\(network).\(shape.name)"
    self.name = name
    norm = name + "_norm"
    let frames = LogMelWindows.frames
    framesOfStrip = isTrained ? frames : Self.strip
    let forward =
      try isTrained
      ? Self.descriptor(shape, dnnl_forward_inference, isActivated: true, name, context)
      : Self.descriptor(shape, dnnl_forward_inference, strip: Self.strip, isActivated: true, name, context)
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
    for first in stride(from: 0, to: frames, by: framesOfStrip) {
      let seen = try isTrained ? source : Self.strip(of: source, from: first, shape, context)
      var steps: [Primitive] = []
      let read = try context.reordered(
        seen, as: forward.descriptor(dnnl_query_src_md), layer: name, copies: &steps)
      steps.append(
        try Primitive(
          forward,
          [
            (PrimitiveArgument.source, read), (PrimitiveArgument.weights, laidOut),
            (PrimitiveArgument.bias, bias),
            (PrimitiveArgument.destination, made),
          ], engine: context.engine))
      if !isBlocked {
        steps.append(try Primitive(copying: made, to: activated, engine: context.engine, layer: name))
      }
      strips.append(steps)
    }
    self.activated = activated
    guard let map = try BlockedMap(activated.descriptor) else { throw Failure("\(name) has no blocked map") }
    self.map = map
    let values = windows * LogMelWindows.frames * shape.filters
    extremes = isTrained ? try context.pool.take(bytes: values * 4) : nil
    places = isTrained ? try context.pool.take(bytes: values) : nil
    signs = Array(repeating: 1, count: map.groups * 16)
    (sums, squares) = (Array(repeating: 0, count: shape.filters), Array(repeating: 0, count: shape.filters))
    (means, inverses) = (Array(repeating: 0, count: shape.filters), Array(repeating: 0, count: shape.filters))
    scale = try context.store.place(norm + ".weight").values
    shift = try context.store.place(norm + ".bias").values
  }

  /// What makes the map of a whole window, or of a strip of so many frames, which has no frames of zeros added.
  private static func descriptor(
    _ shape: Musicnn.FrontConvolution, _ purpose: dnnl_prop_kind_t, strip: Int? = nil, isActivated: Bool,
    _ name: String, _ context: LayerContext
  ) throws -> PrimitiveDescriptor {
    let frames = strip ?? LogMelWindows.frames
    let (before, after) = strip == nil ? (shape.padding.before, shape.padding.after) : (0, 0)
    let seen = frames + shape.frames - 1 - before - after
    var source = try MemoryDescriptor([1, 1, seen, LogMelWindows.bands], dnnl_abcd, layer: name)
    var weights = try MemoryDescriptor(
      [shape.filters, 1, shape.frames, shape.bands], dnnl_format_tag_any, layer: name)
    var bias = try MemoryDescriptor([shape.filters], dnnl_a, layer: name)
    var destination = try MemoryDescriptor(
      [1, shape.filters, frames, shape.places], dnnl_format_tag_any, layer: name)
    var operation = dnnl_convolution_desc_t()
    try check(
      dnnl_convolution_forward_desc_init(
        &operation, purpose, dnnl_convolution_direct, &source, &weights, &bias, &destination, [1, 1],
        [Int64(before), 0], [Int64(after), 0]), name)
    let attributes = try Attributes(clip: isActivated ? 0...Float.greatestFiniteMagnitude : nil)
    return try PrimitiveDescriptor(&operation, attributes: attributes, engine: context.engine, layer: name)
  }

  /// The frames that the kernel sees from one on, those of zeros before the window among them.
  private static func strip(
    of source: Memory, from frame: Int, _ shape: Musicnn.FrontConvolution, _ context: LayerContext
  ) throws -> Memory {
    let row = LogMelWindows.bands * 4
    let seen = try MemoryDescriptor(
      [1, 1, strip + shape.frames - 1, LogMelWindows.bands], dnnl_abcd, layer: shape.name)
    return try Memory(
      seen, at: source.address + (frame - shape.padding.before) * row, of: source, engine: context.engine)
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

  /// The map of the window in `source`, or that of a strip of it.
  func activate(strip: Int = 0) throws {
    for step in strips[strip] { try step.run() }
    try context.engine.wait()
  }

}
