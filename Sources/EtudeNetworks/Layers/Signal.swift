import CDNNL
import EtudeCore

/// What flows between two layers for one batch: values laid out as the layer that makes them likes, and the loss's
/// gradient by them, laid out as the layer that reads them likes.
///
/// The folder `Layers` holds the layers of a network that is made ready for one batch size. They know `Engine`, and
/// `Recurrent` for the scan; nothing of recipes' text, training or files.
final class Signal {
  let shape: Shape
  /// `[items, channels, height, width]` for a map, `[items, steps, features]` for a sequence, `[items, features]`.
  let value: Memory
  /// Set by the layer that reads the signal; nil as long as nobody asks for it.
  var gradient: Memory?
  /// False if nothing before it is trained, so that no layer needs to compute its gradient.
  let wantsGradient: Bool
  /// Steps of each item of a sequence.
  let lengths: Lengths?

  /// Steps of each item of the batch that runs; nil if all have as many as the signal has room for.
  final class Lengths {
    var values: [Int]?
    init() {}
  }

  init(_ shape: Shape, _ value: Memory, wantsGradient: Bool, lengths: Lengths? = nil) {
    self.shape = shape
    self.value = value
    self.wantsGradient = wantsGradient
    self.lengths = lengths
  }

  /// The same values for another reader, with a gradient of its own.
  func sharedValue() -> Signal { Signal(shape, value, wantsGradient: wantsGradient, lengths: lengths) }
}

/// What layers are built with.
final class LayerContext {
  let engine: Engine
  let pool: BlockPool
  let store: ParameterStore
  /// Items in a batch.
  let items: Int
  let purpose: Purpose
  /// Of feature maps.
  let precision: Precision
  /// Looked at whenever memory is taken, since large networks take gigabytes and so many seconds.
  var cancellation: Cancellation?

  /// What a network is for.
  enum Purpose {
    /// Batch statistics, dropout, and a backward pass to what is trained.
    case training
    /// Running statistics, and a backward pass to the input: to see what a decision rests on.
    case explanation
    /// Running statistics and no backward pass.
    case inference
  }

  /// True if there is a backward pass.
  var isDifferentiated: Bool { purpose != .inference }

  init(
    engine: Engine, pool: BlockPool, store: ParameterStore, items: Int, purpose: Purpose,
    precision: Precision = .fp32
  ) {
    self.precision = precision
    self.engine = engine
    self.pool = pool
    self.store = store
    self.items = items
    self.purpose = purpose
  }

  func memory(_ descriptor: MemoryDescriptor) throws -> Memory {
    if cancellation?.isRequested == true { throw Failure.interrupted }
    return try Memory(descriptor, block: pool.take(bytes: descriptor.bytes), engine: engine)
  }

  /// Row-major memory for a batch of this shape.
  func plain(_ shape: Shape, steps: Int = 0, layer: String) throws -> Memory {
    switch shape {
    case .vector(let count): try memory(MemoryDescriptor([items, count], dnnl_ab, layer: layer))
    case .sequence(let most, let features):
      try memory(MemoryDescriptor([items, most ?? steps, features], dnnl_abc, layer: layer))
    case .frames(let bands): try memory(MemoryDescriptor([items, steps, bands], dnnl_abc, layer: layer))
    case .map(let channels, let height, let width):
      try memory(MemoryDescriptor([items, channels, height, width], dnnl_abcd, layer: layer))
    case .image(let size):
      // Planar: oneDNN has quick first convolutions for it on every processor; for interleaved pictures, without
      // AVX-512, it has its reference code alone.
      try memory(MemoryDescriptor([items, 3, size, size], dnnl_abcd, layer: layer))
    }
  }

  /// The memory itself if it holds float32, else a copy that does.
  func floats(_ memory: Memory, layer: String, copies: inout [Primitive]) throws -> Memory {
    try reordered(memory, as: memory.descriptor.asFloats, layer: layer, copies: &copies)
  }

  /// The memory itself if it lies as `wanted`, else a copy that `copies` makes anew each time they run.
  func reordered(
    _ memory: Memory, as wanted: MemoryDescriptor, layer: String, copies: inout [Primitive]
  ) throws -> Memory {
    if memory.descriptor.equals(wanted) { return memory }
    let copy = try self.memory(wanted)
    copies.append(try Primitive(copying: memory, to: copy, engine: engine, layer: layer))
    return copy
  }
}

/// A layer made ready for one batch size.
protocol NetworkLayer: AnyObject {
  var output: Signal { get }
  /// Makes what `backward` needs; `output.gradient` is set by now. Sets the input's gradient if the input wants one.
  func prepareBackward() throws
  func forward() throws
  /// Reads `output.gradient`, writes the input's, and adds to or sets the parameters'.
  func backward() throws
  /// Called before each training step, with numbers that make its random choices its own.
  func beginStep(epoch: Int, batch: Int)
  /// Called when weights have changed.
  func reloadWeights() throws
}

extension NetworkLayer {
  func beginStep(epoch: Int, batch: Int) {}
  func reloadWeights() throws {}
}
