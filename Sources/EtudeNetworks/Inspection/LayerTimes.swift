import EtudeCore

/// What the work of one layer takes, in seconds a song, measured on this machine.
public struct LayerTime: Hashable, Sendable {
  /// Once, before training: of all that is frozen in front, at the layer in it that has most to do. Nil for none.
  public internal(set) var once: Double?
  /// In every epoch, forward and backward. Nil for none.
  public internal(set) var perEpoch: Double?
  /// The layer at which the time of this one stands, since they run as one; nil for a time of its own.
  public internal(set) var owner: String?
  /// What it gives is made of the songs before the network runs, with their features, and is not timed.
  public internal(set) var isMadeBefore = false
}

extension Model {
  /// Runs songs as `fit` does, and measures each layer.
  ///
  /// - Parameters:
  ///   - items: songs of which the first batch is run, all with the threads of `work`.
  ///   - classes: genres that the recipe is to tell apart.
  /// - Returns: by the layer's name, the least of several passes, since whatever else the machine does only adds;
  ///   without those that do nothing of their own.
  /// - Throws: `Failure` for a recipe that does not fit the examples, and for ensembles; `Failure.input` if pretrained
  ///   weights are missing; `Failure.interrupted`.
  public func layerTimes(
    on examples: any Examples, items: [Int], classes: Int, work: Work
  ) throws -> [String: LayerTime] {
    guard members.isEmpty else {
      throw Failure("an ensemble has no layers of its own", fix: "describe one of its networks")
    }
    let options = TrainingOptions()
    let batch = Array(items.prefix(options.batch))
    try examples.check(batch)
    let plan = try Plan(self, imageSize: examples.imageSize, bands: examples.bands, classes: classes)
    var unkept = work
    unkept.store = nil
    var times = try plan.timesInFront(on: examples, batch, unkept)
    guard !isClassical, plan.parameters.contains(where: \.isTrainable) else { return times }
    let request = TrainingRequest(
      model: self, continuing: nil, examples: examples, labels: [], classes: (0..<classes).map(String.init),
      training: batch, validation: [], options: options, stop: nil,
      stream: Digest.build { $0.append("layer times") }, prepared: nil, featureSettings: "", dataDigest: nil,
      work: work)
    let task = request.task(plan, try request.preparing(plan))
    return try Compute.run(threads: plan.isTiny ? 1 : work.threads) {
      try TimedSteps(task, work: work).addTimes(to: &times)
      return times
    }
  }
}

extension Plan {
  /// Seconds a song of what stands in front of each branch and runs once.
  fileprivate func timesInFront(
    on examples: any Examples, _ items: [Int], _ work: Work
  ) throws -> [String: LayerTime] {
    let weights = try pretrainedWeights()
    var times: [String: LayerTime] = [:]
    for front in inputStages {
      switch front {
      case .statistics(let layer, _), .descriptors(let layer, _): times[layer] = LayerTime(isMadeBefore: true)
      case .image, .frames, .sound, .frozen: break
      }
      guard case .frozen(let prefix) = front else { continue }
      let runner = PrefixRunner(
        prefix, weights: weights, digest: prefix.digest(weights: weights, .fp32), examples: examples,
        precision: .fp32, work: work)
      // The first pass makes the pictures and readies the engine; neither is the layers' work.
      _ = try runner.outputs(of: items)
      let passes = try repeated(work) { try seconds { _ = try runner.outputs(of: items) } }
      let heaviest = prefix.layers.max {
        $0.multiplications(fromPart: 0) < $1.multiplications(fromPart: 0)
      }
      guard let heaviest, let least = passes.min() else { continue }
      for layer in prefix.layers { times[layer.name] = LayerTime(owner: heaviest.name) }
      times[heaviest.name] = LayerTime(once: least / Double(Set(items.map(examples.digest)).count))
    }
    return times
  }
}

/// Training steps on one and the same batch, each layer's passes timed apart.
private struct TimedSteps {
  private let network: Network
  private let items: Int
  private let work: Work
  /// The recipe's layers that give what each of the network's layers gives: several where they run as one; none for what
  /// a layer needs besides itself, such as another order of its input.
  private let names: [[String]]

  /// To be made and used within one `Compute.run`.
  init(_ task: TrainingTask, work: Work) throws {
    let store = try ParameterStore(task.plan.parameters)
    try task.loadWeights(into: store)
    let context = LayerContext(
      engine: try Engine(), pool: BlockPool(), store: store, items: task.training.count, purpose: .training)
    context.cancellation = work.cancellation
    let network = try Network(
      task.plan, context: context, steps: task.prepared.steps, stream: task.stream)
    self.network = network
    items = task.training.count
    self.work = work
    let parts = try task.training.map { try task.prepared.parts(of: $0) }
    for (index, slot) in network.slots.enumerated() { try slot.fill(parts.map { $0[index] }) }
    let all = task.plan.allLayers.map(\.name)
    names = network.layers.map { layer in all.filter { network.signals[$0] === layer.output } }
    if let gradient = network.output.gradient {
      gradient.floats.update(repeating: 1e-3, count: gradient.floatCount)
    }
  }

  /// Adds the seconds a song of each layer, forward and backward.
  func addTimes(to times: inout [String: LayerTime]) throws {
    _ = try step()
    let steps = try repeated(work) { try step() }
    var owner = names.last { !$0.isEmpty }?.first ?? ""
    for (place, names) in names.enumerated().reversed() {
      // What a layer needs besides itself stands before it.
      owner = names.first ?? owner
      let least = (steps.map { $0[place] }.min() ?? 0) / Double(items)
      times[owner, default: LayerTime()].perEpoch = (times[owner]?.perEpoch ?? 0) + least
      for other in names.dropFirst() { times[other] = LayerTime(owner: owner) }
    }
  }

  /// One step's seconds, one a layer of the network.
  private func step() throws -> [Double] {
    let wait = network.context.engine.wait
    network.context.store.clearGradients()
    for layer in network.layers { layer.beginStep(epoch: 0, batch: 0) }
    var times: [Double] = []
    for layer in network.layers {
      try work.checkCancelled()
      times.append(
        try seconds {
          try layer.forward()
          try wait()
        })
    }
    for (place, layer) in network.layers.enumerated().reversed() where layer.output.wantsGradient {
      try work.checkCancelled()
      times[place] += try seconds {
        try layer.backward()
        try wait()
      }
    }
    return times
  }
}

/// Runs something until the least of its times says something: three times or more, and a second long.
private func repeated<Value>(_ work: Work, _ body: () throws -> Value) throws -> [Value] {
  var values: [Value] = []
  let began = ContinuousClock.now
  while values.count < 3 || (values.count < 100 && ContinuousClock.now - began < .seconds(1)) {
    try work.checkCancelled()
    values.append(try body())
  }
  return values
}

private func seconds(_ body: () throws -> Void) rethrows -> Double {
  try ContinuousClock().measure(body) / .seconds(1)
}
