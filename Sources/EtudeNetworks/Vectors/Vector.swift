import CDNNL

/// Sixteen floats at once; on a processor without such registers the compiler uses as many smaller ones as it takes.
///
/// The folder `Vectors` holds what hot loops are written with: vectors, their functions, aligned memory. Products are
/// written `a + b * c`: `addProduct` calls the C library for each lane where the processor's baseline has no fma.
package typealias Vector = SIMD16<Float>

extension UnsafeMutablePointer<Float> {
  /// The sixteen floats from `offset` on.
  @inline(__always) func vector(_ offset: Int) -> Vector {
    UnsafeRawPointer(self + offset).loadUnaligned(as: Vector.self)
  }

  /// Puts sixteen floats at `offset`.
  @inline(__always) func put(_ vector: Vector, _ offset: Int) {
    UnsafeMutableRawPointer(self + offset).storeBytes(of: vector, as: Vector.self)
  }
}

/// Four floats: as many as every processor has registers for. Divisions and roots are better taken so: of sixteen at once
/// the compiler would put most aside in memory.
package typealias Four = SIMD4<Float>

extension Four {
  /// The square root of each.
  var roots: Four { etude_square_roots(self) }
}

extension UnsafeMutablePointer<Float> {
  @inline(__always) func four(_ offset: Int) -> Four {
    UnsafeRawPointer(self + offset).loadUnaligned(as: Four.self)
  }

  @inline(__always) func putFour(_ four: Four, _ offset: Int) {
    UnsafeMutableRawPointer(self + offset).storeBytes(of: four, as: Four.self)
  }
}
