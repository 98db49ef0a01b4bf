import EtudeCore
import EtudeNetworks

/// A recurrent layer's scan, forward and backward over one batch that stays the same: what speed is measured on.
package enum ScanProbe {
  /// Hands `body` the step, which runs where oneDNN belongs; the loss is the sum of all outputs.
  package static func run(
    _ layer: RecurrentLayer, items: Int, steps: Int, threads: Int, _ body: (() throws -> Void) throws -> Void
  ) throws {
    try Compute.run(threads: threads) {
      var random = RandomStream(Digest.build { $0.append("probe") })
      let parameters = layer.initialParameters(&random)
      let input = (0..<items * steps * layer.inputs).map { _ in Float(random.uniform(-1...1)) }
      let ones = [Float](repeating: 1, count: items * steps * layer.outputs)
      var gradients = [Float](repeating: 0, count: layer.parameterCount)
      let scan = try RecurrentScan(layer, maxItems: items, maxSteps: steps, forTraining: true)
      try body {
        for index in gradients.indices { gradients[index] = 0 }
        try scan.forward(parameters, input: input, order: .stepsFirst, items: items, steps: steps)
        try gradients.withUnsafeMutableBufferPointer {
          try scan.backward(
            parameters, sequenceGradient: ones, lastStateGradient: nil, order: .stepsFirst,
            inputGradient: nil, parameterGradients: $0.baseAddress)
        }
      }
    }
  }
}
