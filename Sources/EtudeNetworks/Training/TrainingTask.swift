import EtudeCore

/// Everything one training depends on.
struct TrainingTask {
  let plan: Plan
  let prepared: PreparedExamples
  /// One an item, an index into the classes.
  let labels: [Int]
  let classes: Int
  let training: [Int]
  let validation: [Int]
  let options: TrainingOptions
  /// Whole epochs after which it ends as if it were interrupted; nil for its own end.
  let stop: Int?
  let stream: Digest
  /// Weights to begin with, by full name; the rest are fresh.
  var given: [String: Tensor]
  /// Of the training that this one goes on from.
  let history: History
  /// Where an interrupted training goes on, with the very numbers an uninterrupted one gives.
  let resumption: Resumption?

  /// Fills a store: fresh weights, then those given, then the statistics of the training items' input.
  func loadWeights(into store: ParameterStore) throws {
    try store.initialise(stream, except: given)
    try store.load(given)
    for (index, front) in plan.inputStages.enumerated() {
      let layer: String
      switch front {
      case .frames(let name, _, _), .statistics(let name, _), .descriptors(let name, _): layer = name
      case .image, .sound, .frozen: continue
      }
      if given[layer + ".input_mean"] != nil { continue }
      let items = try training.map { item -> [Float] in
        switch try prepared.parts(of: item)[index] {
        case .sequence(_, let values), .values(let values): return values
        case .image, .sound: return []
        }
      }
      try store.load(Standardisation(items, width: front.standardisedCount).tensors(of: layer))
    }
  }

  /// Training items in the epoch's order.
  func order(epoch: Int) -> [Int] {
    var random = RandomStream(
      Digest.build {
        $0.append(stream)
        $0.append("order")
        $0.append(epoch)
      })
    return random.permutation(training.count).map { training[$0] }
  }

  /// `[items, classes]`, one where the label is.
  func targets(_ items: [Int]) -> [Float] {
    var targets = [Float](repeating: 0, count: items.count * classes)
    for (place, item) in items.enumerated() { targets[place * classes + labels[item]] = 1 }
    return targets
  }

  /// Inverse shares of the classes among the training items, 1 on average over items; nil unless asked for.
  var classWeights: [Float]? {
    guard options.balancesGenres else { return nil }
    var counts = [Int](repeating: 0, count: classes)
    for item in training { counts[labels[item]] += 1 }
    let present = counts.count { $0 > 0 }
    return counts.map { $0 > 0 ? Float(training.count) / Float(present * $0) : 0 }
  }

  /// Pretrained layers learn at a rate of their own.
  func parameterGroups(in store: ParameterStore) -> [ParameterGroup] {
    let pretrained = plan.allLayers.filter(\.kind.type.isPretrained)
    let ranges = pretrained.flatMap(\.parameters).filter(\.isTrainable).compactMap { store.range($0.name) }
    var groups: [ParameterGroup] = []
    var start = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > start { groups.append(ParameterGroup(range: start..<range.lowerBound)) }
      groups.append(ParameterGroup(range: range, rateFactor: options.pretrainedRate))
      start = range.upperBound
    }
    if start < store.trainableCount { groups.append(ParameterGroup(range: start..<store.trainableCount)) }
    return groups
  }
}
