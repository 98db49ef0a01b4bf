/// Functions of sixteen floats at once, within 1e-6 of the exact value, relative to it; NaN stays NaN.
package enum VectorMath {
  /// e^x for x in −87 … 87, beyond which it stays at the ends' values (Cephes' `expf`: 2^n times a polynomial).
  @inline(__always) package static func exponential(_ x: Vector) -> Vector {
    let low = Vector(repeating: -87)
    let high = Vector(repeating: 87)
    let raised = x.replacing(with: low, where: x .< low)
    let x = raised.replacing(with: high, where: raised .> high)
    // Adding 1.5·2^23 rounds to a whole number and leaves it in the low bits.
    let rounding = Vector(repeating: 0x1.8p23)
    let rounded = rounding + x * Vector(repeating: 1.442_695_040_888_963_4)
    let whole = rounded - rounding
    let rest = (x - whole * Vector(repeating: 0.693_359_375)) + whole * Vector(repeating: 2.121_944_40e-4)
    var polynomial = Vector(repeating: 1.987_569_150_0e-4)
    polynomial = Vector(repeating: 1.398_199_950_7e-3) + polynomial * rest
    polynomial = Vector(repeating: 8.333_451_907_3e-3) + polynomial * rest
    polynomial = Vector(repeating: 4.166_579_589_4e-2) + polynomial * rest
    polynomial = Vector(repeating: 1.666_666_545_9e-1) + polynomial * rest
    polynomial = Vector(repeating: 5.000_000_120_1e-1) + polynomial * rest
    let mantissa = (rest + 1) + polynomial * (rest * rest)
    let exponent =
      unsafeBitCast(rounded, to: SIMD16<Int32>.self) &- unsafeBitCast(rounding, to: SIMD16<Int32>.self)
    return mantissa * unsafeBitCast((exponent &+ 127) &<< 23, to: Vector.self)
  }

  /// 1 / (1 + e^−x).
  @inline(__always) package static func sigmoid(_ x: Vector) -> Vector { 1 / (1 + exponential(-x)) }

  /// tanh x as a quotient of polynomials (Eigen's `ptanh`), exact to the sign and near zero.
  @inline(__always) package static func tanh(_ x: Vector) -> Vector {
    let low = Vector(repeating: -7.905_311_107_635_498)
    let high = Vector(repeating: 7.905_311_107_635_498)
    let raised = x.replacing(with: low, where: x .< low)
    let x = raised.replacing(with: high, where: raised .> high)
    let square = x * x
    var numerator = Vector(repeating: -2.760_768_477_423_55e-16)
    numerator = Vector(repeating: 2.000_187_904_824_77e-13) + numerator * square
    numerator = Vector(repeating: -8.604_671_522_137_35e-11) + numerator * square
    numerator = Vector(repeating: 5.122_297_090_371_14e-8) + numerator * square
    numerator = Vector(repeating: 1.485_722_357_179_79e-5) + numerator * square
    numerator = Vector(repeating: 6.372_619_288_754_36e-4) + numerator * square
    numerator = Vector(repeating: 4.893_524_558_917_86e-3) + numerator * square
    var denominator = Vector(repeating: 1.198_258_394_667_02e-6)
    denominator = Vector(repeating: 1.185_347_056_866_54e-4) + denominator * square
    denominator = Vector(repeating: 2.268_434_632_439_00e-3) + denominator * square
    denominator = Vector(repeating: 4.893_525_185_543_85e-3) + denominator * square
    return x * numerator / denominator
  }
}
