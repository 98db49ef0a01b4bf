import EtudeCore
import Synchronization

/// Runs a frozen prefix over items, as many side by side as there are threads, or finds its outputs in the cache.
struct PrefixRunner: Sendable {
  private let prefix: FrozenPrefix
  private let weights: [String: Tensor]
  private let examples: any Examples
  private let precision: Precision
  private let work: Work
  let digest: Digest
  /// The recipe's prefix ends in a mean over a map; what runs and is cached is the mean over each column of it, so
  /// that recipes with `globalpool` and with `columns` share it.
  private let averagesColumns: Bool

  init(
    _ recipe: FrozenPrefix, weights: [String: Tensor], digest: Digest, examples: any Examples,
    precision: Precision, work: Work
  ) {
    let columns = recipe.endingInColumns
    let prefix = columns ?? recipe
    averagesColumns = columns != nil
    self.prefix = prefix
    self.weights = weights
    self.examples = examples
    self.precision = precision
    self.work = work
    self.digest = digest
  }

  private func key(_ item: Int) -> Digest {
    Digest.build {
      $0.append(digest)
      $0.append(examples.digest(item))
    }
  }

  /// Row-major outputs, in the order of `items`.
  func outputs(of items: [Int]) throws -> [PreparedItem] {
    let count = prefix.output.count
    let keys = items.map(key)
    let cache = work.cache
    var found = try parallelMap(items.count, threads: work.threads) { cache?.floats(keys[$0], count: count) }
    let missing = found.indices.filter { found[$0] == nil }
    if !missing.isEmpty {
      let queue = ItemQueue(count: missing.count)
      let workers = min(work.threads, missing.count)
      work.progress(ItemQueue.stage, 0, of: missing.count)
      let made = try parallelMap(workers, threads: workers) { _ in
        try compute(queue, missing.map { items[$0] }) { place, values in
          cache?.write(values, for: keys[missing[place]])
        }
      }
      for (place, values) in made.joined() { found[missing[place]] = values }
    }
    return found.map { .values(averagesColumns ? columnsMean($0 ?? []) : $0 ?? []) }
  }

  private func columnsMean(_ columns: [Float]) -> [Float] {
    guard case .sequence(let steps, let features) = prefix.output, columns.count == steps * features else {
      return columns
    }
    return (0..<features).map { feature in
      var sum: Float = 0
      for step in 0..<steps { sum += columns[step * features + feature] }
      return sum / Float(steps)
    }
  }

  /// Takes items from the queue until it is empty: makes the picture, runs the network over it with one thread.
  ///
  /// One thread an item: two cores need not wait for each other within a picture, and the numbers are the same for any
  /// number of threads.
  private func compute(
    _ queue: ItemQueue, _ items: [Int], _ keep: (Int, [Float]) -> Void
  ) throws -> [(place: Int, values: [Float])] {
    try Compute.run(threads: 1) {
      do {
        let store = try ParameterStore(prefix.layers.flatMap(\.parameters))
        try store.load(weights)
        let context = LayerContext(
          engine: try Engine(), pool: BlockPool(), store: store, items: 1, purpose: .inference,
          precision: precision)
        let slot = try InputSlot(.image(size: prefix.imageSize), steps: 1, context)
        let network = try PrefixNetwork(prefix, slot.signal, context)
        var made: [(place: Int, values: [Float])] = []
        while let place = queue.take() {
          try work.checkCancelled()
          try slot.fill([.image(try examples.image(items[place]))])
          let values = try network.run()
          keep(place, values)
          made.append((place, values))
          queue.finishOne(work)
        }
        return made
      } catch {
        queue.stop()
        throw error
      }
    }
  }
}

/// Which item comes next, and how many are done, for several threads.
private final class ItemQueue: Sendable {
  static let stage = "frozen layers"
  private let count: Int
  private let state = Mutex((next: 0, done: 0))

  init(count: Int) { self.count = count }

  func take() -> Int? {
    state.withLock { state in
      guard state.next < count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  /// No item is taken any more.
  func stop() { state.withLock { $0.next = count } }

  func finishOne(_ work: Work) {
    let done = state.withLock { state in
      state.done += 1
      return state.done
    }
    work.progress(Self.stage, done, of: count)
  }
}

/// The layers of a frozen prefix at batch 1.
struct PrefixNetwork {
  private let layers: [any NetworkLayer]
  private let context: LayerContext
  private let rows: Memory
  private let copy: Primitive?

  init(_ prefix: FrozenPrefix, _ input: Signal, _ context: LayerContext) throws {
    let builder = NetworkBuilder(
      context: context, steps: [], stream: Digest.build { $0.append("no dropout") }, areWeightsKnown: true,
      cutsPrefix: false, isInspected: false)
    let output = try builder.build(prefix.layers, from: input, blocks: prefix.blocks)
    layers = builder.layers
    self.context = context
    if output.isMap {
      rows = try context.plain(like: output.value, layer: "the frozen layers")
      copy = try Primitive(
        copying: output.value, to: rows, engine: context.engine, layer: "the frozen layers")
    } else {
      rows = output.value
      copy = nil
    }
    for layer in layers { try layer.reloadWeights() }
  }

  /// What the layers give for the picture in the slot, row-major.
  func run() throws -> [Float] {
    for layer in layers { try layer.forward() }
    try copy?.run()
    try context.engine.wait()
    return Array(UnsafeBufferPointer(start: rows.floats, count: rows.floatCount))
  }
}

extension FrozenPrefix {
  /// The digest of its layers and weights and the precision: what its outputs depend on beside the item.
  func digest(weights: [String: Tensor], _ precision: Precision) -> Digest {
    let prefix = endingInColumns ?? self
    let parameters = prefix.parameters
    return Digest.build {
      $0.append("frozen prefix")
      if precision != .fp32 { $0.append(precision.rawValue) }
      $0.append(prefix.layers.count)
      for layer in prefix.layers { $0.append(kind: layer.kind) }
      $0.append(prefix.blocks ?? 0)
      $0.append(prefix.imageSize)
      for parameter in parameters { $0.append(weights[parameter.name]?.values ?? []) }
    }
  }

  /// The prefix with `columns` for a last `globalpool` of a map; nil if it does not end so.
  fileprivate var endingInColumns: FrozenPrefix? {
    guard let last = layers.last, last.kind == .globalpool, let map = last.input.asMap else { return nil }
    let columns = ResolvedLayer(
      name: last.name, kind: .columns, input: last.input,
      output: .sequence(steps: map.width, features: map.channels), parameters: [], isFrozen: true,
      frozenParts: 1,
      isImplicit: true, branches: [])
    return FrozenPrefix(Array(layers.dropLast()) + [columns], size: imageSize)
  }
}

extension Shape {
  /// Values of one item; the most there can be if its length decides, and 0 for frames, of which there can be any number.
  var count: Int {
    switch self {
    case .image(let size): 3 * size * size
    case .frames: 0
    case .map(let channels, let height, let width): channels * height * width
    case .sequence(let steps, let features), .ownLength(let steps, let features): steps * features
    case .vector(let count): count
    }
  }
}
