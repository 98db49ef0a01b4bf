import CDNNL
import EtudeCore
import Glibc

/// oneDNN's processor engine, one stream of work in order, and the scratch memory that all its primitives share.
package final class Engine {
  let handle: dnnl_engine_t
  let stream: dnnl_stream_t
  private var scratch: Block?

  package init() throws {
    var engine: dnnl_engine_t?
    try check(dnnl_engine_create(&engine, dnnl_cpu, 0), "the engine")
    guard let engine else { throw Failure("oneDNN gave no engine") }
    var stream: dnnl_stream_t?
    let status = dnnl_stream_create(&stream, engine, UInt32(dnnl_stream_default_flags.rawValue))
    guard status == dnnl_success, let stream else {
      dnnl_engine_destroy(engine)
      throw Failure("oneDNN gave no stream")
    }
    handle = engine
    self.stream = stream
  }

  deinit {
    dnnl_stream_destroy(stream)
    dnnl_engine_destroy(handle)
  }

  /// Waits until all work in the stream is done.
  package func wait() throws { try check(dnnl_stream_wait(stream), "the stream") }

  /// Memory of at least so many bytes, free for the primitive that runs.
  func scratch(bytes: Int) throws -> Block {
    if let scratch, scratch.bytes >= bytes { return scratch }
    let block = try Block(bytes: bytes)
    scratch = block
    return block
  }
}

/// Aligned memory, zero at first.
final class Block {
  let bytes: Int
  let address: UnsafeMutableRawPointer

  init(bytes: Int) throws {
    let size = max(64, (bytes + 63) / 64 * 64)
    // Large blocks on huge pages: fewer misses of the address cache.
    let isLarge = size >= 1 << 22
    let page = isLarge ? 1 << 21 : 64
    guard let address = aligned_alloc(page, (size + page - 1) / page * page) else {
      throw Failure("not enough memory for \(size >> 20) MB", fix: "use a smaller batch or picture")
    }
    if isLarge { madvise(address, size, 14) }
    memset(address, 0, size)
    self.bytes = size
    self.address = address
  }

  deinit { free(address) }

  /// The memory as floats.
  var floats: UnsafeMutablePointer<Float> { address.assumingMemoryBound(to: Float.self) }
}

/// Blocks that are handed out in order and, after `rewind`, in the same order again: plans for batches of different
/// sizes that never run at once share them.
package final class BlockPool {
  private var blocks: [Block] = []
  private var next = 0

  package init() {}

  package func rewind() { next = 0 }

  func take(bytes: Int) throws -> Block {
    defer { next += 1 }
    if next < blocks.count, blocks[next].bytes >= bytes { return blocks[next] }
    let block = try Block(bytes: bytes)
    if next < blocks.count { blocks[next] = block } else { blocks.append(block) }
    return block
  }
}
