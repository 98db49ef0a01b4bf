import EtudeCore
import EtudeNetworks
import EtudeProbes
import Testing

/// Batch norm, relu and max-pool in one layer against the three, each oneDNN's own.
@Suite struct NormPoolTests {
  static let maps: [(filters: Int, height: Int, width: Int)] = [
    (16, 8, 12), (12, 6, 6), (8, 6, 4), (24, 7, 9), (40, 5, 6), (3, 4, 5),
  ]

  private func numbers(_ count: Int, _ purpose: String, offset: Double = 0) -> [Float] {
    var random = RandomStream(key(purpose))
    return (0..<count).map { _ in Float(offset + random.normal()) }
  }

  private func pass(
    _ map: (filters: Int, height: Int, width: Int), isInspected: Bool, threads: Int = 1, offset: Double = 0,
    precision: Precision = .fp32
  ) throws -> NetworkProbe.Pass {
    let items = 3
    let model = try Model([.conv(filters: map.filters), .batchnorm, .relu, .maxpool(), .flatten])
    let probe = try NetworkProbe(
      model, input: .map(channels: 4, height: map.height, width: map.width), items: items, threads: threads,
      precision: precision, isInspected: isInspected)
    var weights: [String: Tensor] = [:]
    for name in ["batchnorm.weight", "batchnorm.bias"] {
      weights[name] = Tensor(shape: [map.filters], values: numbers(map.filters, name))
    }
    weights["conv.bias"] = Tensor(
      shape: [map.filters], values: numbers(map.filters, "conv.bias", offset: offset))
    return try probe.run(
      numbers(items * 4 * map.height * map.width, "input"), weights: weights,
      gradient: numbers(items * map.filters * (map.height / 2) * (map.width / 2), "gradient"))
  }

  @Test(arguments: maps) func isWhatTheThreeLayersAre(_ map: (filters: Int, height: Int, width: Int)) throws {
    let (fused, plain) = (try pass(map, isInspected: false), try pass(map, isInspected: true))
    expectClose(fused.output, plain.output, absolute: 1e-5, relative: 1e-5, "output")
    expectClose(fused.inputGradient, plain.inputGradient, absolute: 2e-5, relative: 1e-4, "input gradient")
    #expect(fused.gradients.count == 4)
    for (name, gradient) in fused.gradients {
      // What a bias before a batch norm gets is zero but for rounding.
      let absolute: Float = name == "conv.bias" ? 1e-4 : 2e-5
      expectClose(gradient, plain.gradients[name] ?? [], absolute: absolute, relative: 1e-4, name)
    }
    for (name, tensor) in fused.weights {
      expectClose(tensor.values, plain.weights[name]?.values ?? [], absolute: 1e-6, relative: 1e-5, name)
    }
  }

  @Test func threadsDoNotChangeTheStatistics() throws {
    let (one, two) = (
      try pass((32, 9, 8), isInspected: false), try pass((32, 9, 8), isInspected: false, threads: 2)
    )
    #expect(one.weights["batchnorm.running_var"] == two.weights["batchnorm.running_var"])
    #expect(one.gradients["batchnorm.weight"] == two.gradients["batchnorm.weight"])
  }

  /// A mean a thousand times the deviation costs no more than the numbers themselves have lost by it.
  @Test func largeMeansKeepTheirVariance() throws {
    let far = try pass((16, 8, 8), isInspected: false, offset: 1000)
    let near = try pass((16, 8, 8), isInspected: false)
    expectClose(far.output, near.output, absolute: 2e-3, relative: 2e-3, "output")
  }

  @Test(.enabled(if: Precision.bf16.isPossible)) func bf16IsTheSameButCoarser() throws {
    for isInspected in [false, true] {
      let exact = try pass((24, 8, 12), isInspected: isInspected)
      let coarse = try pass((24, 8, 12), isInspected: isInspected, precision: .bf16)
      #expect(exact.output != coarse.output)
      #expect(distance(coarse.output, exact.output) < 0.02)
      #expect(distance(coarse.inputGradient, exact.inputGradient) < 0.1)
      for (name, gradient) in exact.gradients where name != "conv.bias" {
        #expect(distance(coarse.gradients[name] ?? [], gradient) < 0.1, "\(name)")
      }
    }
  }
}

/// The norm of a difference as a share of what is expected.
func distance(_ values: [Float], _ expected: [Float]) -> Double {
  var (squares, whole) = (0.0, 0.0)
  for (value, wanted) in zip(values, expected) {
    squares += Double(value - wanted) * Double(value - wanted)
    whole += Double(wanted) * Double(wanted)
  }
  return values.count == expected.count ? (squares / whole).squareRoot() : .infinity
}

extension Precision {
  /// True if this processor can compute in it.
  var isPossible: Bool { failure(check) == nil }
}
