import EtudeCore
import Glibc

/// Floats in memory of their own, zero at first, aligned for vector loads; taken once and freed with the object.
final class AlignedFloats {
  let count: Int
  let start: UnsafeMutablePointer<Float>

  /// - Throws: `Failure` if there is not enough memory.
  init(_ count: Int) throws {
    let (bytes, overflow) = max(1, count).multipliedReportingOverflow(by: 4)
    guard !overflow, let address = aligned_alloc(64, (bytes + 63) / 64 * 64) else {
      throw Failure("not enough memory for \(count / (1 << 18)) MB", fix: "use fewer units, steps or items")
    }
    self.count = count
    start = address.bindMemory(to: Float.self, capacity: max(1, count))
    start.initialize(repeating: 0, count: max(1, count))
  }

  deinit { free(start) }

  /// Sets all to zero.
  func clear() { memset(start, 0, count * 4) }
}

/// `count` rounded up to whole vectors of sixteen.
func wholeVectors(_ count: Int) -> Int { (count + 15) / 16 * 16 }

/// Floats from one row of `count` to the next where a matrix product goes down the columns.
///
/// Rows a power of two apart would fall on the same few sets of the cache: one vector more and the product of
/// 384 × 4096 by 4096 × 128 takes 0.6 of the time.
func spreadStride(_ count: Int) -> Int { wholeVectors(count) + 16 }
