import EtudeCore

/// Dropout between recurrent layers one on another: what a direction hands up, masked.
final class ScanDropout {
  let dropped: AlignedFloats
  private let mask: AlignedFloats
  private let rate: Double

  init(rate: Double, count: Int) throws {
    self.rate = rate
    dropped = try AlignedFloats(count)
    mask = try AlignedFloats(count)
  }

  /// Masks `count` values anew.
  func forward(_ values: UnsafePointer<Float>, count: Int, _ random: inout RandomStream) {
    DropoutMask(rate: rate).draw(into: mask.start, count: count, &random)
    for index in 0..<count { dropped.start[index] = values[index] * mask.start[index] }
  }

  /// Masks the gradient by what was handed up, in place.
  func backward(_ gradient: UnsafeMutablePointer<Float>, count: Int) {
    for index in 0..<count { gradient[index] *= mask.start[index] }
  }
}
