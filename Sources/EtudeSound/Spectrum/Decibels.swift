import Glibc

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

  /// Converts in place.
  static func convert(_ powers: inout [Float], reference: Reference, range: Float) {
    powers.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      let largest = decibels(of: Lanes(repeating: max(maximum(UnsafeBufferPointer(buffer)), least)))
      let offset = reference == .maximum ? largest : .zero
      let floor = largest - offset - range
      @inline(__always)
      func converted(_ power: Lanes) -> Lanes {
        let level = decibels(of: power.replacing(with: least, where: power .< least)) - offset
        return level.replacing(with: floor, where: level .< floor)
      }
      let whole = buffer.count / 16 * 16
      for index in stride(from: 0, to: whole, by: 16) {
        start.store(converted(start.lanes(at: index)), at: index)
      }
      var rest = Lanes(repeating: 1)
      for index in whole..<buffer.count { rest[index - whole] = start[index] }
      rest = converted(rest)
      for index in whole..<buffer.count { start[index] = rest[index - whole] }
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

  /// 10 · log₁₀ of normal positive numbers, to about 1e-6 relative (the Cephes library's `logf` polynomial).
  @inline(__always)
  static func decibels(of power: Lanes) -> Lanes {
    let bits = unsafeBitCast(power, to: SIMD16<Int32>.self)
    let exponent = (bits &- 0x3f35_04f3) &>> 23
    let fraction = unsafeBitCast(bits &- (exponent &<< 23), to: Lanes.self) - 1
    // The exponent as a float, by placing it in the last bits of 1.5 · 2²³.
    let whole = unsafeBitCast(exponent &+ 0x4B40_0000, to: Lanes.self) - 12_582_912
    var series = Lanes(repeating: 7.0376836292e-2)
    series = series * fraction - 1.1514610310e-1
    series = series * fraction + 1.1676998740e-1
    series = series * fraction - 1.2420140846e-1
    series = series * fraction + 1.4249322787e-1
    series = series * fraction - 1.6668057665e-1
    series = series * fraction + 2.0000714765e-1
    series = series * fraction - 2.4999993993e-1
    series = series * fraction + 3.3333331174e-1
    let square = fraction * fraction
    let logarithm = (series * fraction * square - 0.5 * square) + fraction
    return (logarithm + whole * 0.69314718056) * 4.3429448190325
  }
}
