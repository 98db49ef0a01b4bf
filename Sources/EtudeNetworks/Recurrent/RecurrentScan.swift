import EtudeCore

/// In which order a batch of sequences lies in memory.
package enum SequenceOrder: Sendable {
  /// `[items, steps, features]`.
  case itemsFirst
  /// `[steps, items, features]`.
  case stepsFirst
}

/// Runs a recurrent layer over a batch of sequences, forward and backward, in memory taken once.
///
/// Items may have different lengths (as PyTorch's packed sequences): beyond its length an item's state stands still,
/// its outputs are zero, and what the input holds there is never read. Not for use from two threads at once. Its
/// OpenMP threads are those of the calling thread when it is made; they share out directions and items.
package final class RecurrentScan {
  package let layer: RecurrentLayer
  let maxItems: Int
  let maxSteps: Int
  let isForTraining: Bool
  /// By layer, then direction.
  let scans: [[DirectionScan]]
  let team = ThreadTeam()
  var batch: SequenceBatch
  /// The first layer's input `[steps, items, inputs]`, zero beyond an item's length; after `backward` its gradient.
  let input: AlignedFloats
  /// Floats from one row of `input` to the next.
  let inputStride: Int
  /// A padded gradient of weights on its way to the caller's buffer.
  let weightGradient: AlignedFloats
  /// By layer but the last, then direction; empty without dropout.
  let dropouts: [[ScanDropout]]
  /// Where dropout's choices come from; set anew before each step.
  package var random = RandomStream(Digest.build { $0.append("no dropout") })
  private let lengths: UnsafeMutablePointer<Int32>

  /// Memory for batches of up to `maxItems` sequences of up to `maxSteps` steps; `forTraining` also takes what
  /// `backward` needs. `dropout` is the share of what a layer hands to the one on it that is set to zero.
  /// - Throws: `Failure` if there is not enough memory.
  package init(
    _ layer: RecurrentLayer, maxItems: Int, maxSteps: Int, forTraining: Bool, dropout: Double = 0
  ) throws {
    precondition(layer.inputs > 0 && layer.units > 0 && layer.layers > 0 && maxItems > 0 && maxSteps > 0)
    self.layer = layer
    self.maxItems = maxItems
    self.maxSteps = maxSteps
    isForTraining = forTraining
    let slices = team.threads
    let starts = layer.parameters.filter { $0.name.hasPrefix("weight_ih") }.map(\.offset)
    scans = try (0..<layer.layers).map { index in
      try (0..<layer.directions).map { direction in
        let offset = starts[index * layer.directions + direction]
        return try DirectionScan(
          DirectionWeights(layer, index: index, offset: offset), isReverse: direction == 1,
          maxItems: maxItems,
          maxSteps: maxSteps, forTraining: forTraining, slices: slices)
      }
    }
    inputStride = spreadStride(layer.inputs)
    input = try AlignedFloats(maxItems * maxSteps * inputStride)
    let width = wholeVectors(layer.units)
    weightGradient = try AlignedFloats(forTraining ? layer.kind.gates * width * max(width, layer.inputs) : 0)
    dropouts = try (1..<max(1, dropout > 0 ? layer.layers : 1)).map { _ in
      try (0..<layer.directions).map { _ in
        try ScanDropout(rate: dropout, count: maxItems * maxSteps * spreadStride(width))
      }
    }
    lengths = .allocate(capacity: maxItems)
    lengths.initialize(repeating: 0, count: maxItems)
    batch = SequenceBatch(items: 0, steps: 0, lengths: lengths)
  }

  deinit { lengths.deallocate() }

  /// Runs the layer over `input`, of `items` × `steps` × `layer.inputs` floats; `parameters` lie as
  /// `layer.parameters`.
  ///
  /// `lengths` gives each item's steps, 1 … `steps`; nil if all have `steps`.
  package func forward(
    _ parameters: UnsafePointer<Float>, input: UnsafePointer<Float>, order: SequenceOrder, items: Int,
    steps: Int, lengths: [Int]? = nil
  ) throws {
    precondition((1...maxItems).contains(items) && (1...maxSteps).contains(steps))
    precondition(lengths.map { $0.count == items && $0.allSatisfy((1...steps).contains) } ?? true)
    for item in 0..<items { self.lengths[item] = Int32(lengths?[item] ?? steps) }
    batch = SequenceBatch(items: items, steps: steps, lengths: self.lengths)
    takeInput(input, order: order)
    let batch = batch
    let slices = slices
    for index in scans.indices {
      if index > 0 && !dropouts.isEmpty {
        for (below, dropout) in zip(scans[index - 1], dropouts[index - 1]) {
          // As far as the longest item, so that the choices do not depend on how far the batch is padded.
          dropout.forward(
            below.output(batch), count: batch.longest * batch.items * below.stateStride, &random)
        }
      }
      for scan in scans[index] {
        scan.weights.pack(parameters)
        for source in scan.weights.sources.indices {
          try multiply(
            batch.rows, scan.weights.rows, scan.weights.sources[source].width,
            sourcePlace(source, ofLayer: index), scan.weights.input(parameters, source: source).transposed,
            into: inputGates(of: scan), isAdded: source > 0)
        }
      }
      try team.run(slices.count * layer.directions) { task in
        try scans[index][task % layer.directions].forward(slices[task / layer.directions], batch)
      }
    }
  }

  /// The items in as many runs as threads can work on beside the directions.
  var slices: [Range<Int>] {
    let count = min(batch.items, max(1, team.threads / layer.directions))
    return (0..<count).map { batch.items * $0 / count..<batch.items * ($0 + 1) / count }
  }

  /// A source of a layer's input, `[steps · items, width]`.
  func sourcePlace(_ source: Int, ofLayer index: Int) -> MatrixPlace {
    if index == 0 { return MatrixPlace(input.start, stride: inputStride) }
    let below = scans[index - 1][source]
    if !dropouts.isEmpty {
      return MatrixPlace(dropouts[index - 1][source].dropped.start, stride: below.stateStride)
    }
    return MatrixPlace(below.output(batch), stride: below.stateStride)
  }

  /// The gates that the input feeds, `[steps · items, gates · width]`.
  func inputGates(of scan: DirectionScan) -> MatrixPlace {
    MatrixPlace(scan.gates.start + layer.kind.firstInputBlock * scan.width, stride: scan.gateStride)
  }
}
