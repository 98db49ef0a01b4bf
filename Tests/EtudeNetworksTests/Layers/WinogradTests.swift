import EtudeCore
import EtudeNetworks
import EtudeProbes
import Testing

/// Convolutions of so many channels that oneDNN has Winograd's algorithm for them.
@Suite struct WinogradTests {
  private let items = 2
  private let side = 10

  private func numbers(_ count: Int, _ purpose: String) -> [Float] {
    var random = RandomStream(key(purpose))
    return (0..<count).map { _ in Float(random.normal()) }
  }

  private func dot(_ a: [Float], _ b: [Float]) -> Double {
    zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  @Test(arguments: [16, 32, 64], [1, 2]) func equalsTheSumOverEveryKernel(_ channels: Int, _ threads: Int)
    throws
  {
    let filters = 32
    let probe = try NetworkProbe(
      Model([.conv(filters: filters, bias: false)]),
      input: .map(channels: channels, height: side, width: side),
      items: items, threads: threads)
    let input = numbers(items * channels * side * side, "input")
    let kernel = numbers(filters * channels * 9, "kernel")
    let gradient = numbers(items * filters * side * side, "gradient")
    let pass = try probe.run(
      input, weights: ["conv.weight": Tensor(shape: [filters, channels, 3, 3], values: kernel)],
      gradient: gradient)
    var expected: [Float] = []
    for item in 0..<items {
      for filter in 0..<filters {
        for y in 0..<side {
          for x in 0..<side {
            var sum = 0.0
            for channel in 0..<channels {
              for dy in max(0, 1 - y)..<min(3, side + 1 - y) {
                for dx in max(0, 1 - x)..<min(3, side + 1 - x) {
                  let place = ((item * channels + channel) * side + y + dy - 1) * side + x + dx - 1
                  sum +=
                    Double(input[place]) * Double(kernel[((filter * channels + channel) * 3 + dy) * 3 + dx])
                }
              }
            }
            expected.append(Float(sum))
          }
        }
      }
    }
    // Winograd's sums round by a share of the outputs' deviation, which is that of 9 · channels products.
    let deviation = Float(9 * channels).squareRoot()
    expectClose(pass.output, expected, absolute: 1e-5 * deviation, relative: 1e-5, "output")
    // A convolution is linear in its input and in its kernel, so each gradient carries the same product.
    let product = dot(gradient, expected)
    let scale = (dot(gradient, gradient) * dot(expected, expected)).squareRoot()
    #expect(abs(dot(pass.inputGradient, input) - product) < 1e-5 * scale)
    #expect(abs(dot(pass.gradients["conv.weight"] ?? [], kernel) - product) < 1e-5 * scale)
  }
}
