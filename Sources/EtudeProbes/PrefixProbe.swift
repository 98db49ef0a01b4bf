import EtudeCore
import EtudeNetworks
import Synchronization

/// A frozen recipe over one picture again and again: what speed is measured on.
package enum PrefixProbe {
  /// Seconds a picture, on each of `threads` threads that run side by side as `features` has them: the median.
  package static func secondsPerPicture(
    _ model: Model, picture: RGBImage, precision: Precision, threads: Int, seconds: Double
  ) throws -> [Double] {
    let waiting = Atomic<Int>(threads)
    let clock = ContinuousClock()
    return try parallelMap(threads, threads: threads) { _ in
      try run(model, picture: picture, precision) { step in
        for _ in 0..<3 { _ = try step() }
        waiting.subtract(1, ordering: .sequentiallyConsistent)
        while waiting.load(ordering: .sequentiallyConsistent) > 0 {}
        var times: [Duration] = []
        let start = clock.now
        while clock.now - start < .seconds(seconds) { times.append(try clock.measure { _ = try step() }) }
        return times.sorted()[times.count / 2] / .seconds(1)
      }
    }
  }

  /// What the recipe gives for one picture, the first thing that a fresh process asks of it.
  package static func output(_ model: Model, picture: RGBImage) throws -> [Float] {
    try run(model, picture: picture, .fp32) { step in try step() }
  }

  private static func run<Value>(
    _ model: Model, picture: RGBImage, _ precision: Precision,
    _ body: (() throws -> [Float]) throws -> Value
  ) throws -> Value {
    try Compute.run(threads: 1) {
      let plan = try Plan(model, imageSize: picture.width, bands: 1, classes: 1)
      guard case .frozen(let prefix) = plan.inputStages.first else {
        throw Failure("the recipe has no frozen prefix")
      }
      let store = try ParameterStore(prefix.layers.flatMap(\.parameters))
      try store.load(plan.pretrainedWeights())
      let context = LayerContext(
        engine: try Engine(), pool: BlockPool(), store: store, items: 1, purpose: .inference,
        precision: precision)
      let slot = try InputSlot(.image(size: prefix.imageSize), steps: 1, context)
      try slot.fill([.image(picture)])
      let network = try PrefixNetwork(prefix, slot.signal, context)
      return try body { try network.run() }
    }
  }
}

extension PreparedExamples {
  /// Rows drawn at random in the place of what the frozen front of `model` gives.
  package static func made(_ model: Model, imageSize: Int, items: [Int]) throws -> PreparedExamples {
    let plan = try Plan(model, imageSize: imageSize, bands: 1, classes: 1)
    let pretrained = try plan.pretrainedWeights()
    var random = RandomStream(Digest.build { $0.append("made") })
    var rows: [Int: [PreparedItem]] = [:]
    var prefixes: [Digest] = []
    for front in plan.inputStages {
      guard case .frozen(let prefix) = front else { continue }
      prefixes.append(prefix.digest(weights: pretrained, .fp32))
      for item in items {
        let row = (0..<prefix.output.count).map { _ in Float(random.normal()) }
        rows[item, default: []].append(.values(row))
      }
    }
    return PreparedExamples(
      recipe: model.digest, steps: [], areWeightsKnown: false, precision: .fp32, canBeMasked: false,
      prefixes: prefixes,
      pretrained: pretrained, items: rows
    ) { item in throw Failure("item \(item) was not made") }
  }
}
