import Glibc

/// How alike two vectors are to a support vector machine, by libsvm's formulas.
package enum SVMKernel: String, Codable, Hashable, Sendable, CaseIterable {
  /// exp(−γ ‖x − y‖²)
  case rbf
  /// x · y
  case linear
  /// (γ x · y)³
  case poly

  func value(_ first: [Float], _ second: [Float], gamma: Double) -> Double {
    switch self {
    case .rbf: exp(-gamma * squaredDistance(first, second))
    case .linear: innerProduct(first, second)
    case .poly: pow(gamma * innerProduct(first, second), 3)
    }
  }

  /// 1 / (dimensions · variance of all values), which scikit-learn calls `scale`; 1 where nothing varies.
  static func gamma(of vectors: [[Float]]) -> Double {
    let count = Double(vectors.reduce(0) { $0 + $1.count })
    guard let dimensions = vectors.first?.count, count > 0 else { return 1 }
    let mean = vectors.reduce(0) { $0 + $1.reduce(0) { $0 + Double($1) } } / count
    let squares = vectors.reduce(0) { $0 + $1.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } }
    let variance = squares / count
    return variance > 0 ? 1 / (Double(dimensions) * variance) : 1
  }
}
