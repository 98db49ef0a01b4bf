import EtudeCore

/// What the work of one layer takes, in seconds a song, measured on this machine.
public struct LayerTime: Hashable, Sendable {
  /// Once, before training: of all that is frozen in front, at the layer in it that has most to do. Nil for none.
  public internal(set) var once: Double?
  /// In every epoch, forward and backward; of layers that run as one, at the first. Nil for none.
  public internal(set) var perEpoch: Double?
}

extension Model {
  /// Runs songs as `fit` does, and measures each layer.
  ///
  /// - Parameters:
  ///   - items: songs of which the first batch is run, all with the threads of `work`.
  ///   - classes: genres that the recipe is to tell apart.
  /// - Returns: by the layer's name; without those that do nothing of their own.
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
    var times = try plan.timesOfFrozenPrefixes(on: examples, batch, unkept)
    guard !isClassical, plan.parameters.contains(where: \.isTrainable) else { return times }
    let request = TrainingRequest(
      model: self, continuing: nil, examples: examples, labels: [], classes: (0..<classes).map(String.init),
      training: batch, validation: [], options: options, stop: nil,
      stream: Digest.build { $0.append("layer times") }, prepared: nil, featureSettings: "", dataDigest: nil,
      work: work)
    let task = request.task(plan, try request.preparing(plan))
    let perEpoch = try Compute.run(threads: plan.isTiny ? 1 : work.threads) {
      try TimedSteps(task, work: work).secondsByLayer()
    }
    for (name, seconds) in perEpoch { times[name, default: LayerTime()].perEpoch = seconds }
    return times
  }
}

extension Plan {
  /// Seconds a song of what is frozen in front of each branch.
  fileprivate func timesOfFrozenPrefixes(
    on examples: any Examples, _ items: [Int], _ work: Work
  ) throws -> [String: LayerTime] {
    let weights = try pretrainedWeights()
    var times: [String: LayerTime] = [:]
    for case .frozen(let prefix) in inputStages {
      let runner = PrefixRunner(
        prefix, weights: weights, digest: prefix.digest(weights: weights, .fp32), examples: examples,
        precision: .fp32, work: work)
      // The first pass makes the pictures and readies the engine; neither is the layers' work.
      _ = try runner.outputs(of: items)
      let passes = try repeated { try seconds { _ = try runner.outputs(of: items) } }
      let heaviest = prefix.layers.max {
        $0.multiplications(fromPart: 0) < $1.multiplications(fromPart: 0)
      }
      if let heaviest {
        times[heaviest.name] = LayerTime(once: median(passes) / Double(Set(items.map(examples.digest)).count))
      }
    }
    return times
  }
}

/// Training steps on one and the same batch, each layer's passes timed apart.
private struct TimedSteps {
  private let network: Network
  private let items: Int
  private let work: Work
  /// For each of the network's layers the name of the recipe's layer that it belongs to.
  private let owners: [String]

  /// To be made and used within one `Compute.run`.
  init(_ task: TrainingTask, work: Work) throws {
    let store = try ParameterStore(task.plan.parameters)
    try task.loadWeights(into: store)
    let context = LayerContext(
      engine: try Engine(), pool: BlockPool(), store: store, items: task.training.count, purpose: .training)
    let network = try Network(
      task.plan, context: context, steps: task.prepared.steps, stream: task.stream)
    self.network = network
    items = task.training.count
    self.work = work
    let parts = try task.training.map { try task.prepared.parts(of: $0) }
    for (index, slot) in network.slots.enumerated() { try slot.fill(parts.map { $0[index] }) }
    let names = task.plan.allLayers.map(\.name)
    // What a layer needs besides itself, such as another order of its input, stands before it.
    var owners: [String] = []
    var owner = names.last ?? ""
    for layer in network.layers.reversed() {
      owner = names.first { network.signals[$0] === layer.output } ?? owner
      owners.append(owner)
    }
    self.owners = owners.reversed()
    if let gradient = network.output.gradient {
      gradient.floats.update(repeating: 1e-3, count: gradient.floatCount)
    }
  }

  /// Seconds a song, forward and backward.
  func secondsByLayer() throws -> [String: Double] {
    _ = try step()
    let steps = try repeated { try step() }
    var total: [String: Double] = [:]
    for (place, owner) in owners.enumerated() {
      total[owner, default: 0] += median(steps.map { $0[place] }) / Double(items)
    }
    return total
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

/// Runs something until a median says something: three times or more, and half a second long.
private func repeated<Value>(_ body: () throws -> Value) throws -> [Value] {
  var values: [Value] = []
  let began = ContinuousClock.now
  while values.count < 3 || (values.count < 50 && ContinuousClock.now - began < .seconds(0.5)) {
    values.append(try body())
  }
  return values
}

private func seconds(_ body: () throws -> Void) rethrows -> Double {
  try ContinuousClock().measure(body) / .seconds(1)
}

private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
