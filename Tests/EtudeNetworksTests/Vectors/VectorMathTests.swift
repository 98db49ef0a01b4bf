import EtudeNetworks
import Glibc
import Testing

/// The vector functions against the C library's doubles, on a grid and at the ends.
@Suite struct VectorMathTests {
  private func check(
    _ range: ClosedRange<Float>, within tolerance: Double, _ function: (Vector) -> Vector,
    _ exact: (Double) -> Double
  ) {
    let count = 40_000
    var worst = (error: 0.0, at: Float(0))
    for index in stride(from: 0, to: count, by: 16) {
      var x = Vector()
      for lane in 0..<16 {
        x[lane] =
          range.lowerBound + (range.upperBound - range.lowerBound) * Float(index + lane) / Float(count - 1)
      }
      let result = function(x)
      for lane in 0..<16 {
        let expected = exact(Double(x[lane]))
        let error = abs(Double(result[lane]) - expected) / max(abs(expected), .leastNormalMagnitude)
        if !(error <= worst.error) { worst = (error, x[lane]) }
      }
    }
    #expect(worst.error <= tolerance, "\(worst)")
  }

  @Test func exponential() { check(-86.9...86.9, within: 1e-6, VectorMath.exponential, exp) }
  @Test func sigmoid() { check(-86...86, within: 1e-6, VectorMath.sigmoid) { 1 / (1 + exp(-$0)) } }
  @Test func hyperbolicTangent() { check(-20...20, within: 1e-6, VectorMath.tanh, tanh) }
  @Test func hyperbolicTangentNearZero() { check(-1e-3...1e-3, within: 1e-6, VectorMath.tanh, tanh) }

  @Test func endsAndNaN() {
    let ends = Vector(repeating: .infinity)
    #expect(VectorMath.tanh(ends)[0] <= 1 && VectorMath.tanh(ends)[0] > 0.999_999)
    #expect(VectorMath.tanh(-ends)[3] >= -1)
    #expect(VectorMath.sigmoid(ends)[0] == 1)
    #expect(VectorMath.sigmoid(-ends)[0] > 0 && VectorMath.sigmoid(-ends)[0] < 1e-37)
    #expect(VectorMath.exponential(Vector(repeating: 0))[7] == 1)
    for function in [VectorMath.exponential, VectorMath.sigmoid, VectorMath.tanh] {
      #expect(function(Vector(repeating: .nan))[0].isNaN)
    }
  }
}
