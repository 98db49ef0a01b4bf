import Glibc

/// Floats in memory of their own, zero at first, aligned for vector loads; taken once and freed with the object.
final class AlignedFloats {
  let count: Int
  let start: UnsafeMutablePointer<Float>

  init(_ count: Int) {
    self.count = count
    start = UnsafeMutableRawPointer.allocate(byteCount: max(1, count) * 4, alignment: 64)
      .bindMemory(to: Float.self, capacity: max(1, count))
    start.initialize(repeating: 0, count: max(1, count))
  }

  deinit { UnsafeMutableRawPointer(start).deallocate() }

  /// Sets all to zero.
  func clear() { memset(start, 0, count * 4) }
}

/// `count` rounded up to whole vectors of sixteen.
func wholeVectors(_ count: Int) -> Int { (count + 15) / 16 * 16 }
