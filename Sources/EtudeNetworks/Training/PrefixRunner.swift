import EtudeCore
import Synchronization

/// Runs a frozen prefix over items, as many side by side as there are threads, or finds its outputs in the store.
struct PrefixRunner: Sendable {
  private let prefix: FrozenPrefix
  private let weights: [String: Tensor]
  private let examples: any Examples
  private let precision: Precision
  private let work: Work
  let digest: Digest
  /// The recipe's prefix ends in a mean over a map or over windows; what runs and is stored is the mean over each column of
  /// the map, or each window, so that recipes with `globalpool` and with a sequence share it.
  private let averagesSteps: Bool

  init(
    _ recipe: FrozenPrefix, weights: [String: Tensor], digest: Digest, examples: any Examples,
    precision: Precision, work: Work
  ) {
    let sequence = recipe.endingInSequence
    let prefix = sequence ?? recipe
    averagesSteps = sequence != nil
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
      $0.append(EngineIdentity.text)
      $0.append(prefix.isOfSound ? examples.soundDigest(item) : examples.digest(item))
    }
  }

  /// Row-major outputs, in the order of `items`. Items of equal content are run once.
  func outputs(of items: [Int]) throws -> [PreparedItem] {
    let keys = items.map(key)
    var found = try parallelMap(items.count, threads: work.threads) { kept(keys[$0]) }
    var places: [Digest: Int] = [:]
    for place in found.indices.reversed() where found[place] == nil { places[keys[place]] = place }
    let missing = places.values.sorted()
    if !missing.isEmpty {
      let pieces = try pieces(of: missing.map { items[$0] }).begun(at: work.share)
      let queue = ItemQueue(count: pieces.count)
      let workers = min(work.threads, pieces.count)
      work.progress(ItemQueue.stage, 0, of: pieces.count)
      let made = try parallelMap(workers, threads: workers) { _ in
        try compute(
          queue, pieces,
          known: { piece in
            // Other parts of the run are at the same items, each from another place on.
            guard work.share != nil, pieces[piece].windows == nil else { return nil }
            work.store?.refresh(.features)
            return kept(keys[missing[pieces[piece].place]])
          }
        ) { piece, values in
          pieces[piece].windows == nil ? keep(values, under: keys[missing[pieces[piece].place]]) : values
        }
      }.flatMap { $0 }
      for (piece, values) in made.sorted(by: { $0.piece < $1.piece }) {
        found[missing[pieces[piece].place]] = (found[missing[pieces[piece].place]] ?? []) + values
      }
      for place in Set(pieces.filter { $0.windows != nil }.map { missing[$0.place] }) {
        if let values = found[place] { found[place] = keep(values, under: keys[place]) }
      }
      for place in found.indices where found[place] == nil {
        found[place] = places[keys[place]].flatMap { found[$0] }
      }
    }
    return found.map { prepared($0 ?? []) }
  }

  /// What an item gives, as it is asked for, if it is stored.
  private func kept(_ key: Digest) -> [Float]? {
    guard averagesSteps else { return stored(key) }
    return work.store?.floats(.features, meanKey(key), count: prefix.output.features)
      ?? stored(key).map { keepMean(of: $0, under: key) }
  }

  private func stored(_ key: Digest) -> [Float]? {
    if case .ownLength(_, let features) = prefix.output {
      guard let values = work.store?.floats(.features, key), values.count % features == 0 else { return nil }
      return values
    }
    return work.store?.floats(.features, key, count: prefix.output.count)
  }

  /// Stores what an item gives; returns it as it is asked for.
  private func keep(_ values: [Float], under key: Digest) -> [Float] {
    work.store?.keep(values, as: .features, under: key)
    return averagesSteps ? keepMean(of: values, under: key) : values
  }

  /// The mean is stored beside the steps that it is of: of thousands of songs it takes an eighth of the time to read, and of
  /// the memory.
  private func keepMean(of values: [Float], under key: Digest) -> [Float] {
    let mean = stepsMean(values)
    work.store?.keep(mean, as: .features, under: meanKey(key))
    return mean
  }

  private func meanKey(_ key: Digest) -> Digest {
    Digest.build {
      $0.append("mean over steps")
      $0.append(key)
    }
  }

  private func prepared(_ values: [Float]) -> PreparedItem {
    if averagesSteps { return .values(values) }
    if case .ownLength(_, let features) = prefix.output {
      return .sequence(steps: values.count / features, values: values)
    }
    return .values(values)
  }

  private func stepsMean(_ values: [Float]) -> [Float] {
    let features = prefix.output.features
    let steps = values.count / max(1, features)
    guard steps > 0, values.count == steps * features else { return values }
    return (0..<features).map { feature in
      var sum: Float = 0
      for step in 0..<steps { sum += values[step * features + feature] }
      return sum / Float(steps)
    }
  }

  /// What one worker does at a time.
  private struct Piece: Sendable {
    /// The item's place among those that are missing.
    let place: Int
    let item: Int
    /// Some windows of its sound; nil for the whole item.
    var windows: LogMelWindows?
  }

  /// The items; where there are fewer than threads, and no window needs to know of another, parts of them, so that one
  /// song too is the work of all threads.
  private func pieces(of items: [Int]) throws -> [Piece] {
    let whole = items.enumerated().map { Piece(place: $0.offset, item: $0.element) }
    guard prefix.isOfSound, prefix.layers.count == 1, items.count < work.threads else { return whole }
    return try whole.flatMap { piece in
      let windows = try examples.checkedSound(piece.item)
      let parts = min(windows.count, work.threads)
      return (0..<parts).map { part in
        var some = piece
        some.windows = windows.slice(windows.count * part / parts..<windows.count * (part + 1) / parts)
        return some
      }
    }
  }

  /// Takes items from the queue until it is empty: makes the picture, runs the network over it with one thread.
  ///
  /// One thread an item: two cores need not wait for each other within a picture, and the numbers are the same for any
  /// number of threads.
  private func compute(
    _ queue: ItemQueue, _ pieces: [Piece], known: (Int) -> [Float]?, _ keep: (Int, [Float]) -> [Float]
  ) throws -> [(piece: Int, values: [Float])] {
    try Compute.run(threads: 1) {
      do {
        let store = try ParameterStore(prefix.layers.flatMap(\.parameters))
        try store.load(weights)
        let engine = try Engine()
        var network: (network: PrefixNetwork, slot: InputSlot, room: Int)?
        var made: [(piece: Int, values: [Float])] = []
        while let piece = queue.take() {
          try work.checkCancelled()
          if let values = known(piece) {
            made.append((piece, values))
            queue.finishOne(work)
            continue
          }
          let part = try view(of: pieces[piece])
          if network == nil || part.steps > network?.room ?? 0 {
            let context = LayerContext(
              engine: engine, pool: BlockPool(), store: store, items: 1, purpose: .inference,
              precision: precision)
            context.cancellation = work.cancellation
            let slot = try InputSlot(InputStage.frozen(prefix).uncut, steps: part.steps, context)
            network = (try PrefixNetwork(prefix, slot.signal, context), slot, part.steps)
          }
          guard let network else { break }
          try network.slot.fill([part])
          var values = try network.network.run()
          // There may be room for more windows than the item has.
          if case .ownLength(_, let features) = prefix.output {
            values.removeLast(values.count - part.steps * features)
          }
          made.append((piece, keep(piece, values)))
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

extension PrefixRunner {
  private func view(of piece: Piece) throws -> PreparedItem {
    try piece.windows.map { .sound($0) }
      ?? InputStage.frozen(prefix).view(of: piece.item, examples: examples)
  }
}

extension Array {
  /// The same elements, from a place on that is another for each part of a run.
  fileprivate func begun(at share: PieceShare?) -> [Element] {
    guard let share else { return self }
    let first = count * (share.part - 1) / share.parts
    return Array(self[first...] + self[..<first])
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
package struct PrefixNetwork {
  private let layers: [any NetworkLayer]
  private let context: LayerContext
  private let rows: Memory
  private let copy: Primitive?

  package init(_ prefix: FrozenPrefix, _ input: Signal, _ context: LayerContext) throws {
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
  package func run() throws -> [Float] {
    for layer in layers { try layer.forward() }
    try copy?.run()
    try context.engine.wait()
    return Array(UnsafeBufferPointer(start: rows.floats, count: rows.floatCount))
  }
}

extension FrozenPrefix {
  /// The digest of its layers and weights and the precision: what its outputs depend on beside the item.
  package func digest(weights: [String: Tensor], _ precision: Precision) -> Digest {
    let prefix = endingInSequence ?? self
    let parameters = prefix.parameters
    return Digest.build {
      $0.append("frozen prefix")
      if precision != .fp32 { $0.append(precision.rawValue) }
      // Their last bits differ from those of earlier versions.
      if prefix.isOfSound { $0.append("convolutions in phases") }
      $0.append(prefix.layers.count)
      for layer in prefix.layers { $0.append(kind: layer.kind) }
      $0.append(prefix.blocks ?? 0)
      $0.append(prefix.imageSize)
      for parameter in parameters { $0.append(weights[parameter.name]?.values ?? []) }
    }
  }

  /// The prefix with `columns` for a last `globalpool` of a map, or without one of windows; nil if it does not end so.
  fileprivate var endingInSequence: FrozenPrefix? {
    guard let last = layers.last, last.kind == .globalpool else { return nil }
    if case .ownLength = last.input, isOfSound { return FrozenPrefix(layers.dropLast(), size: imageSize) }
    guard let map = last.input.asMap else { return nil }
    let columns = ResolvedLayer(
      name: last.name, kind: .columns, input: last.input,
      output: .sequence(steps: map.width, features: map.channels), parameters: [], isFrozen: true,
      frozenParts: 1,
      isImplicit: true, branches: [])
    return FrozenPrefix(Array(layers.dropLast()) + [columns], size: imageSize)
  }
}

extension Shape {
  /// Values of one item; the most there can be if its length decides (of windows those of a usual clip), and 0 for frames
  /// and the sound, of which there can be any number.
  package var count: Int {
    switch self {
    case .image(let size): 3 * size * size
    case .frames, .sound: 0
    case .map(let channels, let height, let width): channels * height * width
    case .sequence(let steps, let features), .ownLength(let steps?, let features): steps * features
    case .ownLength(nil, let features): Musicnn.usualWindows * features
    case .vector(let count): count
    }
  }
}
