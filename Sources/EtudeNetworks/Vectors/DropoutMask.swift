import EtudeCore

/// Which values a dropout of `rate` keeps, and by how much it scales them up.
struct DropoutMask {
  let rate: Double

  /// Fills `mask` with zeros and scales, four choices of 16 bits from each random number.
  func draw(into mask: UnsafeMutablePointer<Float>, count: Int, _ random: inout RandomStream) {
    let threshold = UInt64((rate * 65536).rounded())
    let scale = Float(65536 / (65536 - Double(threshold)))
    var index = 0
    while index < count {
      var bits = random.next()
      for _ in 0..<min(4, count - index) {
        mask[index] = bits & 0xFFFF < threshold ? 0 : scale
        bits >>= 16
        index += 1
      }
    }
  }
}
