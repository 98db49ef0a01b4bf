import EtudeCore

/// Power to decibels as librosa's `power_to_db`: 10 · log₁₀(max(1e-10, S) / max(1e-10, reference)), floored at
/// `range` dB below the largest.
enum Decibels {
  /// What 0 dB means.
  enum Reference {
    /// The largest power of the clip.
    case maximum
    /// Power 1.
    case one
  }

  static let least: Float = 1e-10

  /// Numbers between two looks at the cancellation.
  static let part = 1 << 22

  /// Converts in place, until the cancellation is requested; `largest` is that of the whole clip, if these are not all of
  /// its powers.
  static func convert(
    _ powers: inout [Float], reference: Reference, range: Float, largest: Float? = nil,
    cancellation: Cancellation
  ) {
    powers.withUnsafeMutableBufferPointer { buffer in
      let largest = decibels(of: atLeast(least, largest ?? maximum(UnsafeBufferPointer(buffer))))
      let offset = reference == .maximum ? largest : 0
      let floor = largest - offset - range
      // Number by number, without a branch: the compiler makes four of them at once of it.
      for start in stride(from: 0, to: buffer.count, by: part) where !cancellation.isRequested {
        for index in start..<min(buffer.count, start + part) {
          buffer[index] = atLeast(floor, decibels(of: atLeast(least, buffer[index])) - offset)
        }
      }
    }
  }

  /// The largest of some floats; −∞ of none.
  static func maximum(_ values: UnsafeBufferPointer<Float>) -> Float {
    guard let start = values.baseAddress else { return -.infinity }
    var largest = Lanes(repeating: -.infinity)
    let whole = values.count / 16 * 16
    for index in stride(from: 0, to: whole, by: 16) {
      let lanes = start.lanes(at: index)
      largest = largest.replacing(with: lanes, where: lanes .> largest)
    }
    var result = largest.max()
    for index in whole..<values.count where start[index] > result { result = start[index] }
    return result
  }

  @inline(__always)
  private static func atLeast(_ floor: Float, _ value: Float) -> Float { value < floor ? floor : value }

  /// 10 · log₁₀ of a normal positive number, to about 1e-6 relative (the Cephes library's `logf` polynomial).
  @inline(__always)
  static func decibels(of power: Float) -> Float {
    let bits = Int32(bitPattern: power.bitPattern)
    let exponent = (bits &- 0x3f35_04f3) &>> 23
    let fraction = Float(bitPattern: UInt32(bitPattern: bits &- (exponent &<< 23))) - 1
    let square = fraction * fraction
    let fourth = square * square
    // Not one product after the other, so that none has to wait.
    let first = 3.3333331174e-1 - 2.4999993993e-1 * fraction
    let second = 2.0000714765e-1 - 1.6668057665e-1 * fraction
    let third = 1.4249322787e-1 - 1.2420140846e-1 * fraction
    let last = 1.1676998740e-1 - 1.1514610310e-1 * fraction + 7.0376836292e-2 * square
    let series = first + second * square + (third + last * square) * fourth
    let logarithm = (series * fraction * square - 0.5 * square) + fraction
    return (logarithm + Float(exponent) * 0.69314718056) * 4.3429448190325
  }
}
