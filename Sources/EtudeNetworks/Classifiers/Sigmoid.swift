import Glibc

/// 1 / (1 + exp(A f + B)): the probability that a machine's value f stands for, after Platt (1999), fitted by Newton's
/// method as Lin, Lin and Weng (*A note on Platt's probabilistic outputs*, 2007) and libsvm do.
package struct PlattSigmoid {
  let slope: Double
  let offset: Double

  package init(slope: Double, offset: Double) {
    self.slope = slope
    self.offset = offset
  }

  /// - Parameters:
  ///   - values: of machines that have not seen the items.
  ///   - isFirst: whether an item is of the first kind.
  package init(_ values: [Double], isFirst: [Bool]) {
    let ones = Double(isFirst.count { $0 })
    let zeros = Double(isFirst.count) - ones
    let targets = isFirst.map { $0 ? (ones + 1) / (ones + 2) : 1 / (zeros + 2) }
    func loss(_ a: Double, _ b: Double) -> Double {
      zip(values, targets).reduce(0) { sum, each in
        let f = each.0 * a + b
        return sum + (f >= 0 ? each.1 * f + log(1 + exp(-f)) : (each.1 - 1) * f + log(1 + exp(f)))
      }
    }
    var (a, b) = (0.0, log((zeros + 1) / (ones + 1)))
    var value = loss(a, b)
    for _ in 0..<100 {
      // A ridge keeps the Hessian invertible.
      var (h11, h22, h21, g1, g2) = (1e-12, 1e-12, 0.0, 0.0, 0.0)
      for (x, target) in zip(values, targets) {
        let f = x * a + b
        let p = f >= 0 ? exp(-f) / (1 + exp(-f)) : 1 / (1 + exp(f))
        let weight = p * (1 - p)
        h11 += x * x * weight
        h22 += weight
        h21 += x * weight
        g1 += x * (target - p)
        g2 += target - p
      }
      if abs(g1) < 1e-5 && abs(g2) < 1e-5 { break }
      let determinant = h11 * h22 - h21 * h21
      let stepA = -(h22 * g1 - h21 * g2) / determinant
      let stepB = -(-h21 * g1 + h11 * g2) / determinant
      let descent = g1 * stepA + g2 * stepB
      var size = 1.0
      var isLower = false
      while size >= 1e-10 && !isLower {
        let next = loss(a + size * stepA, b + size * stepB)
        if next < value + 1e-4 * size * descent {
          (a, b, value, isLower) = (a + size * stepA, b + size * stepB, next, true)
        } else {
          size /= 2
        }
      }
      if !isLower { break }
    }
    slope = a
    offset = b
  }

  package func probability(_ value: Double) -> Double {
    let f = value * slope + offset
    return f >= 0 ? exp(-f) / (1 + exp(-f)) : 1 / (1 + exp(f))
  }
}

/// Probabilities of classes from those of each pair: the second method of Wu, Lin and Weng (*Probability estimates for
/// multi-class classification by pairwise coupling*, 2004), as libsvm computes it.
///
/// - Parameter pairs: `pairs[i][j]` is the probability of class i if it is i or j.
package func coupledProbabilities(_ pairs: [[Double]]) -> [Double] {
  let count = pairs.count
  var q = pairs
  for i in 0..<count {
    q[i][i] = (0..<count).reduce(0) { $1 == i ? $0 : $0 + pairs[$1][i] * pairs[$1][i] }
    for j in 0..<count where j != i { q[i][j] = -pairs[j][i] * pairs[i][j] }
  }
  var p = [Double](repeating: 1 / Double(count), count: count)
  for _ in 0..<max(100, count) {
    var qp = (0..<count).map { i in (0..<count).reduce(0) { $0 + q[i][$1] * p[$1] } }
    var total = (0..<count).reduce(0) { $0 + p[$1] * qp[$1] }
    if !qp.contains(where: { abs($0 - total) >= 0.005 / Double(count) }) { break }
    for i in 0..<count {
      let step = (total - qp[i]) / q[i][i]
      p[i] += step
      total = (total + step * (step * q[i][i] + 2 * qp[i])) / (1 + step) / (1 + step)
      for j in 0..<count {
        qp[j] = (qp[j] + step * q[i][j]) / (1 + step)
        p[j] /= 1 + step
      }
    }
  }
  return p
}
