import CDNNL
import EtudeCore

/// What flows between two layers for one batch: values laid out as the layer that makes them likes, and the loss's
/// gradient by them, laid out as the layer that reads them likes.
///
/// The folder `Layers` holds the layers of a network that is made ready for one batch size. They know `Engine`, and
/// `Recurrent` for the scan; nothing of recipes' text, training or files.
///
/// How long a sequence is stands nowhere but in the memory that holds it: a batch is as long as its longest item, whatever
/// a recipe says of the most there can be.
package final class Signal {
  /// `[items, channels, height, width]` for a map, `[items, steps, features]` for a sequence, `[items, features]`.
  package let value: Memory
  /// The picture as it comes in, before any layer has made a map of it.
  let isImage: Bool
  /// Set by the layer that reads the signal; nil as long as nobody asks for it.
  package var gradient: Memory?
  /// False if nothing before it is trained, so that no layer needs to compute its gradient.
  package let wantsGradient: Bool
  /// Steps of each item of a sequence.
  let lengths: Lengths?

  /// Steps of each item of the batch that runs; nil if all have as many as the signal has room for.
  package final class Lengths {
    package var values: [Int]?
    package init() {}
  }

  package init(_ value: Memory, wantsGradient: Bool, lengths: Lengths? = nil, isImage: Bool = false) {
    self.value = value
    self.wantsGradient = wantsGradient
    self.lengths = lengths
    self.isImage = isImage
  }

  /// The same values for another reader, with a gradient of its own.
  func sharedValue() -> Signal {
    Signal(value, wantsGradient: wantsGradient, lengths: lengths, isImage: isImage)
  }

  /// Extents of one item, without the leading one for items.
  package var extents: [Int] { Array(value.descriptor.extents.dropFirst()) }

  /// Channels or features: what stands at one position.
  var features: Int { extents.count == 3 ? extents[0] : extents[extents.count - 1] }

  var isMap: Bool { extents.count == 3 }
  var isSequence: Bool { extents.count == 2 }
}

/// What layers are built with.
package final class LayerContext {
  package let engine: Engine
  let pool: BlockPool
  let store: ParameterStore
  /// Items in a batch.
  package let items: Int
  let purpose: Purpose
  /// Of feature maps.
  let precision: Precision
  /// Looked at whenever memory is taken, since large networks take gigabytes and so many seconds.
  var cancellation: Cancellation?

  /// What a network is for.
  package enum Purpose {
    /// Batch statistics, dropout, and a backward pass to what is trained.
    case training
    /// Running statistics, and a backward pass to the input: to see what a decision rests on.
    case explanation
    /// Running statistics and no backward pass.
    case inference
  }

  /// True if there is a backward pass.
  var isDifferentiated: Bool { purpose != .inference }

  package init(
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

  /// Row-major float32 memory for a batch of items of these extents.
  ///
  /// A picture is planar in it: oneDNN has quick first convolutions for that on every processor; for interleaved pictures,
  /// without AVX-512, it has its reference code alone.
  package func plain(_ extents: [Int], layer: String) throws -> Memory {
    let tags = [1: dnnl_ab, 2: dnnl_abc, 3: dnnl_abcd]
    guard let tag = tags[extents.count] else { throw Failure("\(layer) has \(extents.count) extents") }
    return try memory(MemoryDescriptor([items] + extents, tag, layer: layer))
  }

  /// Row-major float32 memory of the same extents as another, however that one lies.
  package func plain(like other: Memory, layer: String) throws -> Memory {
    try plain(Array(other.descriptor.extents.dropFirst()), layer: layer)
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
package protocol NetworkLayer: AnyObject {
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
