import EtudeNetworks
import Testing

/// A convolution in seven products against the sum that it stands for.
@Suite struct PhaseProductsTests {
  @Test func sevenProductsGiveWhatSixteenDo() {
    let (phases, taps, places) = (PhaseProducts.phases, 12, 20)
    func wave(_ index: Int, _ step: Int) -> Double { Double((index * step) % 17) / 8 - 1 }
    let input = (0..<places + taps + phases).map { wave($0, 5) }
    let kernel = (0..<taps).map { wave($0, 7) }
    let quarter = (places / phases, taps / phases)
    // Of each product the places, four channels of one number each.
    var products = [Float](repeating: 0, count: PhaseProducts.count * quarter.0 * 4)
    for product in 0..<PhaseProducts.count {
      for place in 0..<quarter.0 {
        var sum: Float = 0
        for tap in 0..<quarter.1 {
          let mixed = PhaseProducts.input[product].enumerated().reduce(Float(0)) {
            $0 + $1.element * Float(input[(place + tap) * phases + $1.offset])
          }
          let weight = PhaseProducts.kernel[product].enumerated().reduce(0.0) {
            $0 + $1.element * kernel[tap * phases + $1.offset]
          }
          sum += mixed * Float(weight)
        }
        for lane in 0..<4 { products[(product * quarter.0 + place) * 4 + lane] = sum * Float(lane + 1) }
      }
    }
    products.withUnsafeMutableBufferPointer { products in
      guard let start = products.baseAddress else { return }
      for place in 0..<quarter.0 {
        let (first, second, third, fourth) = PhaseProducts.output(start + place * 4, quarter.0 * 4)
        for (phase, values) in [first, second, third, fourth].enumerated() {
          let exact = (0..<taps).reduce(0.0) { $0 + kernel[$1] * input[place * phases + phase + $1] }
          for lane in 0..<4 { #expect(abs(Double(values[lane]) - exact * Double(lane + 1)) < 2e-5) }
        }
      }
    }
  }
}
