import Glibc

/// The regularised incomplete beta function I_x(a, b), by Lentz's continued fraction (Press et al., *Numerical Recipes*).
///
/// - Parameters: a > 0, b > 0, x in 0 … 1.
package func incompleteBeta(_ a: Double, _ b: Double, _ x: Double) -> Double {
  if x <= 0 { return 0 }
  if x >= 1 { return 1 }
  // The fraction converges quickly left of the mean; right of it the symmetric one does.
  if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(b, a, 1 - x) }
  let front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x)) / a
  let tiny = 1e-300
  func kept(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
  var numerator = 1.0
  var denominator = 1 / kept(1 - (a + b) * x / (a + 1))
  var fraction = denominator
  for step in 1...10_000 {
    let m = Double(step)
    for term in [
      m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
      -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
    ] {
      denominator = 1 / kept(1 + term * denominator)
      numerator = kept(1 + term / numerator)
      fraction *= numerator * denominator
    }
    if abs(numerator * denominator - 1) < 1e-15 { break }
  }
  return front * fraction
}

private func logGamma(_ value: Double) -> Double {
  var sign: Int32 = 0
  return lgamma_r(value, &sign)
}

/// Student's t distribution with `freedom` degrees of freedom.
public struct StudentT: Sendable {
  /// Degrees of freedom.
  public let freedom: Double

  /// The distribution of so many degrees of freedom.
  public init(freedom: Double) { self.freedom = freedom }

  /// P(|T| ≥ |t|), the two-sided p-value of t.
  public func twoSided(_ t: Double) -> Double {
    incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t))
  }

  /// P(T ≤ t).
  public func cumulative(_ t: Double) -> Double {
    let tail = twoSided(t) / 2
    return t < 0 ? tail : 1 - tail
  }

  /// The t above 0 with P(|T| ≥ t) = `share`, share in 0 < … < 1; found by bisection to the last bit.
  public func critical(twoSided share: Double) -> Double {
    var low = 0.0
    var high = 1.0
    while twoSided(high) > share && high < 0x1p500 { high *= 2 }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return middle }
      if twoSided(middle) > share { low = middle } else { high = middle }
    }
  }
}
