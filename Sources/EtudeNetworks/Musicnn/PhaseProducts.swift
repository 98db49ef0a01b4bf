/// A convolution along one axis in seven short products instead of sixteen (Toom and Cook; as Winograd used it for filters).
///
/// Every fourth place of the input is a phase of it, every fourth of the kernel one of the kernel, and each phase of the output
/// is a sum of four convolutions of phases, sixteen in all. Seen as polynomials in the phase, the product is known by its values
/// at seven points: seven convolutions, each of a quarter's length, of mixtures of the input's phases with mixtures of the
/// kernel's; the output's phases are mixtures of them again. With these points, sums of a quarter's length and in float32, what
/// comes out is as near to the exact value as what is summed up directly.
package enum PhaseProducts {
  /// Phases of input, kernel and output.
  package static let phases = 4
  /// Products.
  package static let count = 2 * phases - 1
  /// The points but for the last, which is infinity.
  private static let points: [Double] = [0, 1, -1, 0.5, -0.5, 2]

  /// For each product how much of each of `count` phases in a row of the input goes into it.
  package static let input: [[Float]] = scaled.map { row in row.input.map { Float($0) } }
  /// For each product how much of each phase of the kernel goes into it.
  package static let kernel: [[Double]] = scaled.map(\.kernel)

  /// Mixtures of the input and of the kernel; what they are large by is moved from the one to the other, in powers of two.
  private static let scaled: [(input: [Double], kernel: [Double])] = {
    var rows = points.map { point in
      // The polynomial that is 1 at the point and 0 at all others.
      let others = points.filter { $0 != point }
      let height = others.reduce(1) { $0 * (point - $1) }
      return (
        input: product(roots: others).map { $0 / height } + [0],
        kernel: powers(of: point)
      )
    }
    rows.append((product(roots: points), [0, 0, 0, 1]))
    return rows.map { row in
      let size = row.input.reduce(0) { $0 + abs($1) }.binade
      return (row.input.map { $0 / size }, row.kernel.map { $0 * size })
    }
  }()

  /// Coefficients of (x − a)(x − b)…, the constant one first.
  private static func product(roots: [Double]) -> [Double] {
    roots.reduce([1]) { polynomial, root in
      zip([0] + polynomial, polynomial + [0]).map { $0 - root * $1 }
    }
  }

  private static func powers(of point: Double) -> [Double] {
    (0..<phases).map { (0..<$0).reduce(1.0) { power, _ in power * point } }
  }

  /// The output's four phases at one place, of four channels each: `products` has those of the first product there, those of
  /// the others lie `stride` further each.
  @inline(__always)
  package static func output(_ products: UnsafeMutablePointer<Float>, _ stride: Int) -> (
    Four, Four, Four, Four
  ) {
    let (one, minusOne) = (products.four(stride), products.four(2 * stride))
    let (half, minusHalf) = (products.four(3 * stride), products.four(4 * stride))
    let two = products.four(5 * stride)
    let (ones, difference) = (one + minusOne, one - minusOne)
    let (halves, halfDifference) = (half + minusHalf, half - minusHalf)
    return (
      (products.four(0) + ones) + (halves + two),
      difference + (halfDifference * 0.5 + two * 2),
      ones + (halves * 0.25 + two * 4),
      (difference + products.four(6 * stride)) + (halfDifference * 0.125 + two * 8)
    )
  }
}
