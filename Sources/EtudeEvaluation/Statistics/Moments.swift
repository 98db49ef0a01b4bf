import Glibc

/// Arithmetic mean; 0 of nothing.
package func arithmeticMean(_ values: [Double]) -> Double {
  values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
}

/// Sample variance, divided by count − 1; 0 of fewer than two.
func sampleVariance(_ values: [Double]) -> Double {
  guard values.count > 1 else { return 0 }
  let centre = arithmeticMean(values)
  return values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(values.count - 1)
}

/// Sample standard deviation, divided by count − 1; 0 of fewer than two.
func sampleDeviation(_ values: [Double]) -> Double { sampleVariance(values).squareRoot() }
