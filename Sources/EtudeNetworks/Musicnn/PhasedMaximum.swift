import CDNNL
import EtudeCore
import Glibc

/// A convolution of musicnn's front that learns nothing, with its relu and batch norm, and the greatest value over all bands:
/// what `BandMaximum` gives, by half as many multiplications.
///
/// A kernel that spans bands is taken apart along them, one that spans frames alone along those. No phase has to be put back
/// among the others before the greatest value is looked for. The products' maps are made for a strip of rows at a time, which
/// stay in a core's own cache.
final class PhasedMaximum: FrontMaximum {
  let shape: Musicnn.FrontConvolution
  private let name: String
  private let axis: PhasedWindow.Axis
  private let context: LayerContext
  /// Of each product, as `[filters, 1, rows, columns]`, and what lays it out as its primitive likes it.
  private let kernels: [(plain: Memory, copy: Primitive?)]
  /// For each strip what makes its maps.
  private var strips: [(row: Int, steps: [Primitive])] = []
  /// The maps of a strip, one product's behind the other's.
  private let maps: UnsafeMutablePointer<Float>
  private let mapSize: Int
  private let map: BlockedMap
  /// Places along the taken-apart axis, in one phase.
  private let outputs: Int
  private let rowsOfStrip: Int
  private let line: FrozenLine

  /// Of a strip's maps together, at most: what a core has of the caches. Smaller strips cost more calls of oneDNN than they save.
  private static let room = 1536 << 10

  init(
    _ shape: Musicnn.FrontConvolution, of network: String, window: PhasedWindow, maps room: Block,
    _ context: LayerContext
  ) throws {
    self.shape = shape
    self.context = context
    let name = "\(network).\(shape.name)"
    self.name = name
    line = FrozenLine(name, channels: shape.filters, context.store)
    let axis: PhasedWindow.Axis = shape.bands > 1 ? .bands : .frames
    self.axis = axis
    let layout = Layout(shape)
    (outputs, rowsOfStrip) = (layout.outputs, layout.rows)
    let (descriptor, filters) = try layout.descriptor(name, context)
    let made = try descriptor.descriptor(dnnl_query_dst_md)
    let isBlocked = try BlockedMap(made) != nil
    let blocked = try isBlocked ? made : BlockedMap.layout(made.extents, block: 16, type: dnnl_f32)
    guard let map = try BlockedMap(blocked) else { throw Failure("\(name) has no blocked map") }
    self.map = map
    let size = blocked.bytes
    mapSize = size / 4
    maps = room.floats
    var kernels: [(plain: Memory, copy: Primitive?)] = []
    var weights: [Memory] = []
    for _ in 0..<PhaseProducts.count {
      let extents = try MemoryDescriptor([filters] + layout.kernel, dnnl_abcd, layer: name)
      let plain = try context.memory(extents)
      memset(plain.address, 0, extents.bytes)
      var copies: [Primitive] = []
      weights.append(
        try context.reordered(
          plain, as: descriptor.descriptor(dnnl_query_weights_md), layer: name, copies: &copies))
      kernels.append((plain, copies.first))
    }
    self.kernels = kernels
    let targets = try (0..<PhaseProducts.count).map { product in
      try Memory(blocked, at: room.address + product * size, of: room, engine: context.engine)
    }
    let between = isBlocked ? nil : try context.memory(made)
    var row = 0
    while row < layout.allRows {
      // The last strip begins so early that it is whole: what is made twice is the same.
      let first = min(row, layout.allRows - layout.rows)
      var steps: [Primitive] = []
      for product in 0..<PhaseProducts.count {
        let seen = try window.source(
          axis, product: product, of: shape, row: first, rows: layout.sourceRows)
        let read = try context.reordered(
          seen, as: descriptor.descriptor(dnnl_query_src_md), layer: name, copies: &steps)
        steps.append(
          try Primitive(
            descriptor,
            [
              (PrimitiveArgument.source, read), (PrimitiveArgument.weights, weights[product]),
              (PrimitiveArgument.destination, between ?? targets[product]),
            ], engine: context.engine))
        if let between {
          steps.append(
            try Primitive(copying: between, to: targets[product], engine: context.engine, layer: name))
        }
      }
      strips.append((first, steps))
      row = first + layout.rows
    }
  }

  /// Bytes that the maps of a strip of any of some convolutions take.
  static func mapBytes(_ shapes: [Musicnn.FrontConvolution]) -> Int {
    shapes.map { Layout($0).bytes * PhaseProducts.count }.max() ?? 0
  }

  /// How a convolution lies.
  private struct Layout {
    let shape: Musicnn.FrontConvolution
    /// Extents of a product's kernel, `[1, rows, columns]`.
    let kernel: [Int]
    /// Rows of all maps, and of a strip of them.
    let allRows: Int
    let rows: Int
    let columns: Int
    /// Places along the taken-apart axis, in one phase.
    let outputs: Int

    init(_ shape: Musicnn.FrontConvolution) {
      func quarters(_ count: Int) -> Int { (count + PhaseProducts.phases - 1) / PhaseProducts.phases }
      self.shape = shape
      if shape.bands > 1 {
        kernel = [1, shape.frames, quarters(shape.bands)]
        outputs = quarters(shape.places)
        (allRows, columns) = (LogMelWindows.frames, outputs)
      } else {
        kernel = [1, quarters(shape.frames), 1]
        outputs = quarters(LogMelWindows.frames)
        (allRows, columns) = (outputs, LogMelWindows.bands)
      }
      let row = PhaseProducts.count * columns * Self.filled(shape.filters, 16) * 4
      let most = max(1, min(allRows, PhasedMaximum.room / row))
      let count = (allRows + most - 1) / most
      rows = (allRows + count - 1) / count
    }

    private static func filled(_ count: Int, _ block: Int) -> Int { (count + block - 1) / block * block }

    /// Of one map of a strip, however its channels are blocked.
    var bytes: Int { rows * columns * Self.filled(shape.filters, 16) * 4 }
    /// Rows that a strip's kernel sees.
    var sourceRows: Int { rows + kernel[1] - 1 }
    private var sourceColumns: Int { shape.bands > 1 ? LogMelWindows.bands / PhaseProducts.phases : columns }

    /// What runs a product over a strip, and with how many filters: those that fill up a block are there too, of zeros.
    /// oneDNN would write the zeros of a block that is not full into the map by itself, after each call, and slowly.
    func descriptor(_ name: String, _ context: LayerContext) throws -> (PrimitiveDescriptor, filters: Int) {
      let plain = try descriptor(name, filters: shape.filters, context)
      guard let map = try BlockedMap(plain.descriptor(dnnl_query_dst_md)) else {
        return (plain, shape.filters)
      }
      let filters = Self.filled(shape.filters, map.block)
      return (try descriptor(name, filters: filters, context), filters)
    }

    private func descriptor(
      _ name: String, filters: Int, _ context: LayerContext
    ) throws -> PrimitiveDescriptor {
      var source = try MemoryDescriptor([1, 1, sourceRows, sourceColumns], dnnl_abcd, layer: name)
      var weights = try MemoryDescriptor([filters] + kernel, dnnl_format_tag_any, layer: name)
      var destination = try MemoryDescriptor(
        [1, filters, rows, columns], dnnl_format_tag_any, layer: name)
      var operation = dnnl_convolution_desc_t()
      try check(
        dnnl_convolution_forward_desc_init(
          &operation, dnnl_forward_inference, dnnl_convolution_direct, &source, &weights, nil, &destination,
          [1, 1], [0, 0], [0, 0]), name)
      return try PrimitiveDescriptor(&operation, engine: context.engine, layer: name)
    }
  }

  /// Mixes the kernels' phases. Those of channels whose line falls are turned round: their least value is the greatest then.
  func reloadWeights() throws {
    try line.reload()
    let weight = try context.store.place(name + ".weight").values
    let extents = kernels[0].plain.descriptor.extents
    let (rows, columns) = (extents[2], extents[3])
    // From a place of the kernel to the next phase's.
    let (phase, place) =
      axis == .frames ? (shape.bands, PhaseProducts.phases * shape.bands) : (1, PhaseProducts.phases)
    let length = axis == .frames ? shape.frames : shape.bands
    for (product, kernel) in kernels.enumerated() {
      let shares = PhaseProducts.kernel[product]
      let (first, second, third, fourth) = (shares[0], shares[1], shares[2], shares[3])
      for filter in 0..<shape.filters {
        let sign = Double(line.signs[filter])
        for row in 0..<rows {
          let target = kernel.plain.floats + (filter * rows + row) * columns
          let start =
            weight + filter * shape.frames * shape.bands + row * (axis == .frames ? place : shape.bands)
          for column in 0..<columns {
            let values = start + (axis == .frames ? 0 : column * place)
            let left = length - (axis == .frames ? row : column) * PhaseProducts.phases
            var sum = first * Double(values[0])
            if left > 1 { sum += second * Double(values[phase]) }
            if left > 2 { sum += third * Double(values[2 * phase]) }
            if left > 3 { sum += fourth * Double(values[3 * phase]) }
            target[column] = Float(sum * sign)
          }
        }
      }
      try kernel.copy?.run()
    }
  }

  func begin() {}
  func settleStatistics() throws {}

  func forward(window: Int, into rows: UnsafeMutablePointer<Float>, stride: Int) throws {
    for strip in strips {
      for step in strip.steps { try step.run() }
      try context.engine.wait()
      for channel in Swift.stride(from: 0, to: shape.filters, by: 4) {
        switch axis {
        case .bands: takeBands(strip.row, channel, rows, stride)
        case .frames: takeFrames(strip.row, channel, rows, stride)
        }
      }
    }
  }

  /// Where four channels of a map's first position lie.
  private func place(of channel: Int) -> UnsafeMutablePointer<Float> {
    let block = map.block
    return maps + channel / block * map.positions * block + channel % block
  }

  /// The greatest value of each frame of a strip, over the phases of the bands and their places.
  private func takeBands(
    _ row: Int, _ channel: Int, _ target: UnsafeMutablePointer<Float>, _ stride: Int
  ) {
    let start = place(of: channel)
    let (block, size) = (map.block, mapSize)
    let whole = shape.places / PhaseProducts.phases
    let rest = shape.places % PhaseProducts.phases
    for frame in 0..<rowsOfStrip {
      var products = start + frame * outputs * block
      var best = Four(repeating: -.infinity)
      for _ in 0..<whole {
        let (first, second, third, fourth) = PhaseProducts.output(products, size)
        best = greater(best, greater(greater(first, second), greater(third, fourth)))
        products += block
      }
      if rest > 0 {
        let (first, second, third, _) = PhaseProducts.output(products, size)
        best = greater(best, first)
        if rest > 1 { best = greater(best, second) }
        if rest > 2 { best = greater(best, third) }
      }
      put(best, channel, target + (row + frame) * stride)
    }
  }

  /// The greatest values of four frames, a phase each, over all bands.
  private func takeFrames(
    _ row: Int, _ channel: Int, _ target: UnsafeMutablePointer<Float>, _ stride: Int
  ) {
    let start = place(of: channel)
    let (block, size) = (map.block, mapSize)
    for place in 0..<rowsOfStrip {
      var products = start + place * LogMelWindows.bands * block
      var best = (
        Four(repeating: -.infinity), Four(repeating: -.infinity), Four(repeating: -.infinity),
        Four(repeating: -.infinity)
      )
      for _ in 0..<LogMelWindows.bands {
        let (first, second, third, fourth) = PhaseProducts.output(products, size)
        best = (
          greater(best.0, first), greater(best.1, second), greater(best.2, third), greater(best.3, fourth)
        )
        products += block
      }
      let frame = (row + place) * PhaseProducts.phases
      put(best.0, channel, target + frame * stride)
      if frame + 1 < LogMelWindows.frames { put(best.1, channel, target + (frame + 1) * stride) }
      if frame + 2 < LogMelWindows.frames { put(best.2, channel, target + (frame + 2) * stride) }
      if frame + 3 < LogMelWindows.frames { put(best.3, channel, target + (frame + 3) * stride) }
    }
  }

  @inline(__always)
  private func greater(_ one: Four, _ other: Four) -> Four { one.replacing(with: other, where: other .> one) }

  @inline(__always)
  private func put(_ best: Four, _ channel: Int, _ row: UnsafeMutablePointer<Float>) {
    if channel + 4 <= shape.filters {
      row.putFour(best, channel)
    } else {
      for lane in 0..<(shape.filters - channel) { row[channel + lane] = best[lane] }
    }
  }

  /// Draws each channel's line, behind bias and relu, through the greatest values of a window's frames.
  func normalise(_ rows: UnsafeMutablePointer<Float>, stride: Int) { line.draw(rows, stride: stride) }
}
