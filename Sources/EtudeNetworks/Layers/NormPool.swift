import CDNNL
import EtudeCore

/// Batch norm by the batch, relu and a max-pool of 2 × 2 behind a convolution, while training, in as few passes over
/// memory as there can be; the gradient by the convolution's output takes the place of that output.
///
/// Sums over the batch are added up item by item in order, so the numbers do not depend on the threads.
final class NormPool: NetworkLayer {
  let output: Signal
  private let name: String
  private let input: Signal
  private let context: LayerContext
  private let full: BlockedMap
  private let pooled: BlockedMap
  /// The values of the input that were greatest in their window.
  private let chosen: Memory
  private let team = ThreadTeam()
  /// By channel.
  private var mean: [Float]
  private var variance: [Float]
  private var gradient: Memory?
  private var gradientCopies: [Primitive] = []

  /// - Parameter map: how the input lies.
  init(_ name: String, _ input: Signal, map: BlockedMap, _ context: LayerContext) throws {
    self.name = name
    self.input = input
    self.context = context
    full = map
    let extents = [map.items, map.channels, map.height / 2, map.width / 2]
    let layout = try BlockedMap.layout(extents, block: map.block, type: map.type)
    guard let pooled = try BlockedMap(layout) else { throw Failure("\(name) has no layout to pool in") }
    self.pooled = pooled
    chosen = try context.memory(layout)
    output = Signal(try context.memory(layout), wantsGradient: true)
    mean = [Float](repeating: 0, count: map.channels)
    variance = mean
  }

  func prepareBackward() throws {
    guard let given = output.gradient else { return }
    gradient = try context.reordered(
      given, as: output.value.descriptor, layer: name, copies: &gradientCopies)
    input.gradient = try Memory(input.value.descriptor, sharing: input.value, engine: context.engine)
  }

  func forward() throws {
    if full.type == dnnl_bf16 { try forward(BrainLanes.self) } else { try forward(FloatLanes.self) }
    try BatchNorm.moveStatistics(
      of: name, mean: mean, variance: variance, count: full.items * full.positions, context.store)
  }

  func backward() throws {
    for copy in gradientCopies { try copy.run() }
    if full.type == dnnl_bf16 { try backward(BrainLanes.self) } else { try backward(FloatLanes.self) }
  }

  private func forward<Lanes: MapLanes>(_ lanes: Lanes.Type) throws {
    let passes = NormPoolPasses<Lanes>(full: full, pooled: pooled)
    let y = input.value.address
    // Distances from a value of the channel's own, so that large means cost no precision.
    let offsets = (0..<full.groups).map { group -> Vector in
      let (first, second) = full.place(item: 0, group: group)
      return Lanes.load(y, first, second)
    }
    let sums = try summed { item, group in passes.sums(y, item: item, group: group, offset: offsets[group]) }
    let count = Double(full.items * full.positions)
    forEachChannel { group, lane, channel in
      let distance = sums[group].0[lane] / count
      mean[channel] = Float(Double(offsets[group][lane]) + distance)
      variance[channel] = Float(max(0, sums[group].1[lane] / count - distance * distance))
    }
    let norms = try norms(lanes)
    let (target, chosen) = (output.value.address, chosen.address)
    try team.run(full.items * full.groups) { [full] task in
      let group = task % full.groups
      passes.forward(
        y, to: target, chosen: chosen, item: task / full.groups, group: group, norm: norms[group])
    }
  }

  private func backward<Lanes: MapLanes>(_ lanes: Lanes.Type) throws {
    guard let gradient = gradient?.address else { return }
    let passes = NormPoolPasses<Lanes>(full: full, pooled: pooled)
    let norms = try norms(lanes)
    let (y, chosen) = (input.value.address, chosen.address)
    let sums = try summed { item, group in
      passes.gradientSums(gradient, chosen: chosen, item: item, group: group, norm: norms[group])
    }
    let scaleGradient = try context.store.place(name + ".weight").gradients
    let shiftGradient = try context.store.place(name + ".bias").gradients
    let count = Double(full.items * full.positions)
    var constants = [Vector](repeating: .zero, count: full.groups)
    var slopes = constants
    forEachChannel { group, lane, channel in
      let inverse = 1 / (Double(variance[channel]) + Double(BatchNormLayer.epsilon)).squareRoot()
      let scale = Double(norms[group].scale[lane])
      let (byShift, byScale) = (sums[group].0[lane], sums[group].1[lane] * inverse)
      scaleGradient?[channel] = Float(byScale)
      shiftGradient?[channel] = Float(byShift)
      constants[group][lane] = Float(scale * byShift / count)
      slopes[group][lane] = Float(scale * inverse * byScale / count)
    }
    try team.run(full.items * full.groups) { [full, constants, slopes] task in
      let group = task % full.groups
      passes.backward(
        y, gradient: gradient, chosen: chosen, item: task / full.groups, group: group, norm: norms[group],
        constant: constants[group], slope: slopes[group])
    }
  }

  /// What each group is normalised with by the batch's statistics; zero in padded lanes.
  private func norms<Lanes: MapLanes>(_ lanes: Lanes.Type) throws -> [NormPoolPasses<Lanes>.Norm] {
    let weight = try context.store.place(name + ".weight").values
    let bias = try context.store.place(name + ".bias").values
    var norms = [NormPoolPasses<Lanes>.Norm](repeating: .init(), count: full.groups)
    forEachChannel { group, lane, channel in
      let inverse = 1 / (Double(variance[channel]) + Double(BatchNormLayer.epsilon)).squareRoot()
      norms[group].mean[lane] = mean[channel]
      norms[group].scale[lane] = Float(Double(weight[channel]) * inverse)
      norms[group].shift[lane] = bias[channel]
    }
    return norms
  }

  /// Sums over all items, by group: each item's on some thread, then added up in order.
  private func summed(
    _ body: (_ item: Int, _ group: Int) -> (SIMD16<Double>, SIMD16<Double>)
  ) throws -> [(SIMD16<Double>, SIMD16<Double>)] {
    let groups = full.groups
    var parts = [(SIMD16<Double>, SIMD16<Double>)](
      repeating: (.zero, .zero), count: full.items * groups)
    try parts.withUnsafeMutableBufferPointer { parts in
      try team.run(parts.count) { task in parts[task] = body(task / groups, task % groups) }
    }
    return (0..<groups).map { group in
      (0..<full.items).reduce(into: (.zero, .zero)) { sum, item in
        sum.0 += parts[item * groups + group].0
        sum.1 += parts[item * groups + group].1
      }
    }
  }

  private func forEachChannel(_ body: (_ group: Int, _ lane: Int, _ channel: Int) -> Void) {
    for group in 0..<full.groups {
      for lane in 0..<16 {
        if let channel = full.channel(group: group, lane: lane) { body(group, lane, channel) }
      }
    }
  }
}
