import CFFTW
import EtudeCore

/// Floats at an address that FFTW's vector code can use; zero at first, freed with the object.
final class AlignedFloats {
  let count: Int
  let start: UnsafeMutablePointer<Float>

  init(_ count: Int) {
    guard let start = fftwf_alloc_real(count) else { preconditionFailure("out of memory") }
    start.initialize(repeating: 0, count: count)
    self.start = start
    self.count = count
  }

  deinit { fftwf_free(start) }
}

/// Sixteen floats: the width of vector code that goes straight through memory. Where lanes change places it is four, the
/// width of the processor's own instructions without flags.
typealias Lanes = SIMD16<Float>

extension UnsafePointer<Float> {
  /// The sixteen floats from `index` on, at any alignment.
  @inline(__always)
  func lanes(at index: Int) -> Lanes {
    UnsafeRawPointer(self + index).loadUnaligned(as: Lanes.self)
  }

  /// The four floats from `index` on, at any alignment.
  @inline(__always)
  func four(at index: Int) -> SIMD4<Float> {
    UnsafeRawPointer(self + index).loadUnaligned(as: SIMD4<Float>.self)
  }
}

extension UnsafeMutablePointer<Float> {
  /// The sixteen floats from `index` on, at any alignment.
  @inline(__always)
  func lanes(at index: Int) -> Lanes {
    UnsafeRawPointer(self + index).loadUnaligned(as: Lanes.self)
  }

  /// The four floats from `index` on, at any alignment.
  @inline(__always)
  func four(at index: Int) -> SIMD4<Float> {
    UnsafeRawPointer(self + index).loadUnaligned(as: SIMD4<Float>.self)
  }

  /// Writes sixteen floats from `index` on, at any alignment.
  @inline(__always)
  func store(_ lanes: Lanes, at index: Int) {
    UnsafeMutableRawPointer(self + index).storeBytes(of: lanes, as: Lanes.self)
  }

  /// Writes four floats from `index` on, at any alignment.
  @inline(__always)
  func store(_ four: SIMD4<Float>, at index: Int) {
    UnsafeMutableRawPointer(self + index).storeBytes(of: four, as: SIMD4<Float>.self)
  }
}

extension SIMD16<Float> {
  /// The sum of all lanes, in pairs: a fixed order.
  @inline(__always)
  var total: Float {
    // As quarters, for which `lowHalf` and `highHalf` take three times as long.
    let quarter = unsafeBitCast(
      self, to: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>).self)
    let four = (quarter.0 + quarter.2) + (quarter.1 + quarter.3)
    return (four.x + four.z) + (four.y + four.w)
  }
}
