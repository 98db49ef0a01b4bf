import CDNNL
import EtudeCore

/// oneDNN's description of how numbers lie in memory.
typealias MemoryDescriptor = dnnl_memory_desc_t

extension dnnl_memory_desc_t {
  /// Numbers of these extents, laid out by `tag`; `dnnl_format_tag_any` leaves the layout to the primitive.
  init(
    _ extents: [Int], _ tag: dnnl_format_tag_t, type: dnnl_data_type_t = dnnl_f32, layer: String
  ) throws {
    self.init()
    try check(
      dnnl_memory_desc_init_by_tag(&self, Int32(extents.count), extents.map(Int64.init), type, tag), layer)
  }

  /// The same layout of float32.
  var asFloats: MemoryDescriptor {
    var copy = self
    copy.data_type = dnnl_f32
    return copy
  }

  /// The extents, whatever the layout.
  var extents: [Int] {
    withUnsafeBytes(of: dims) { raw in
      (0..<Int(ndims)).map { Int(raw.load(fromByteOffset: $0 * 8, as: Int64.self)) }
    }
  }

  /// Bytes it takes, with the padding of blocked layouts.
  var bytes: Int { withUnsafePointer(to: self) { dnnl_memory_desc_get_size($0) } }

  /// True if both lie in memory the same way.
  func equals(_ other: MemoryDescriptor) -> Bool {
    withUnsafePointer(to: self) { left in
      withUnsafePointer(to: other) { dnnl_memory_desc_equal(left, $0) != 0 }
    }
  }
}

/// Numbers in memory with their layout.
package final class Memory {
  let descriptor: MemoryDescriptor
  let handle: dnnl_memory_t
  let address: UnsafeMutableRawPointer
  /// Keeps the memory alive.
  private let owner: AnyObject

  /// A view of memory that `owner` keeps alive.
  init(
    _ descriptor: MemoryDescriptor, at address: UnsafeMutableRawPointer, of owner: AnyObject, engine: Engine
  ) throws {
    var handle: dnnl_memory_t?
    var copy = descriptor
    try check(dnnl_memory_create(&handle, &copy, engine.handle, address), "memory")
    guard let handle else { throw Failure("oneDNN gave no memory") }
    self.descriptor = descriptor
    self.handle = handle
    self.address = address
    self.owner = owner
  }

  /// Memory in a block of its own.
  convenience init(_ descriptor: MemoryDescriptor, block: Block, engine: Engine) throws {
    try self.init(descriptor, at: block.address, of: block, engine: engine)
  }

  /// The same memory in another layout of the same size.
  convenience init(_ descriptor: MemoryDescriptor, sharing other: Memory, engine: Engine) throws {
    try self.init(descriptor, at: other.address, of: other, engine: engine)
  }

  deinit { dnnl_memory_destroy(handle) }

  /// The numbers in the order of the layout, padding included.
  package var floats: UnsafeMutablePointer<Float> { address.assumingMemoryBound(to: Float.self) }
  /// How many floats the layout takes, padding included.
  package var floatCount: Int { descriptor.bytes / 4 }
}
