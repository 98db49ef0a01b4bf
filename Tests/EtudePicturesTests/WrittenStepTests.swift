import EtudeCore
import EtudePictures
import Testing

/// A step of a convolution as it is written can be computed again from what is printed.
@Suite struct WrittenStepTests {
  private func number(_ text: String) throws -> Double {
    let parts = try text.replacing("−", with: "-").split(separator: "/").map { try #require(Double($0)) }
    return parts.count == 2 ? parts[0] / parts[1] : parts[0]
  }

  @Test("Weights are written in full")
  func weights() {
    let step = ConvolutionStep(
      kernel: [[1.0 / 9, 7.25, -2, 0, -2.0 / 3, 0.111, 0.000_1]], window: [[0, 0, 0, 0, 0, 0, 0]], band: 0,
      frame: 0)
    #expect(step.written.kernel == [["1/9", "7.25", "−2", "0", "−2/3", "0.111", "0.0001"]])
  }

  @Test("The printed products, and the printed factors, add up to the printed sum", arguments: 0..<300)
  func sums(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "kernels")
    let side = Int.random(in: 1...6, using: &random)
    let kinds = Int.random(in: 0...3, using: &random)
    func weight() -> Double {
      switch kinds {
      case 0: Double(Int.random(in: -3...3, using: &random))
      case 1: 1 / Double(side * side)
      case 2: Double(Int.random(in: -900...900, using: &random)) / 100
      default: Double.random(in: -300...300, using: &random)
      }
    }
    let kernel = (0..<side).map { _ in (0..<side).map { _ in weight() } }
    let window = (0..<side).map { _ in
      (0..<side).map { _ in Double(Float.random(in: -80...0, using: &random)) }
    }
    let written = ConvolutionStep(kernel: kernel, window: window, band: 0, frame: 0).written
    let sum = try number(written.sum)
    let products = try written.products.joined().map(number)
    let factors = try zip(written.kernel.joined(), written.window.joined()).map {
      try number($0) * number($1)
    }
    for added in [products, factors] {
      let total = added.reduce(0, +)
      #expect(abs(total - sum) <= 0.005 + 1e-6, "\(total) for \(written.sum)")
    }
  }
}
