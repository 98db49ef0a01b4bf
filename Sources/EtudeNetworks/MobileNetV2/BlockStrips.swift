import CDNNL
import EtudeCore

/// An inverted residual (or the first convolution and the block behind it) over large maps, a strip of rows at a time.
///
/// The many channels between its convolutions are held for one strip only, so that they stay in a core's own cache: as
/// whole maps of up to 6 MB they would go out to the cache that cores share, and back, and threads would wait for one
/// another there. Rows under the windows of two strips move to the front of the next; nothing is computed twice.
struct BlockStrips {
  private let expand, depthwise, project: FoldedConvolution
  private let context: LayerContext
  /// Rows and columns of the expanded map and of the filtered one.
  private let expanded, filtered: (height: Int, width: Int)
  private let inputHeight: Int
  /// Output rows of a strip.
  private var strip: Int

  /// What a core's own cache has room for, beside weights, input and output.
  private static let room = 576 << 10
  /// Whole maps of so many bytes go through it well enough.
  private static let small = 2 << 20

  /// Nil where whole maps are small, or there is more than one item.
  init?(_ convolutions: [FoldedConvolution], height: Int, width: Int, _ context: LayerContext) {
    guard convolutions.count == 3, context.items == 1 else { return nil }
    (expand, depthwise, project) = (convolutions[0], convolutions[1], convolutions[2])
    self.context = context
    inputHeight = height
    expanded = (expand.extent(after: height), expand.extent(after: width))
    filtered = (depthwise.extent(after: expanded.height), depthwise.extent(after: expanded.width))
    strip = filtered.height
    if expandedBytes + filteredBytes <= Self.small { return nil }
    while strip > 1, expandedBytes + filteredBytes > Self.room { strip = (strip + 1) / 2 }
  }

  /// Memory for the rows of one strip, of any of some blocks.
  struct Held {
    fileprivate let expanded, filtered: Block?

    init(for strips: [BlockStrips], _ pool: BlockPool) throws {
      expanded = try strips.map(\.expandedBytes).max().map { try pool.take(bytes: $0) }
      filtered = try strips.map(\.filteredBytes).max().map { try pool.take(bytes: $0) }
    }
  }

  func outputDescriptor() throws -> MemoryDescriptor {
    try MemoryDescriptor(
      [1, project.convolution.outputs, filtered.height, filtered.width], dnnl_acdb,
      type: context.precision.mapType, layer: project.layer)
  }

  private var channels: Int { depthwise.convolution.outputs }
  private var pixelBytes: Int { channels * context.precision.bytes }
  private var filteredBytes: Int { strip * filtered.width * pixelBytes }
  private var expandedBytes: Int {
    let rows = (strip - 1) * depthwise.convolution.stride + depthwise.convolution.kernel
    return rows * expanded.width * pixelBytes
  }

  /// Appends what makes `output` of `source`, both interleaved.
  ///
  /// - Parameter addsToOutput: to what stands there, which may be the source.
  func append(
    to steps: inout [FoldedStep], from source: Memory, to output: Memory, addsToOutput: Bool,
    holding rows: Held
  ) throws {
    guard let expandedBlock = rows.expanded, let filteredBlock = rows.filtered else {
      throw Failure("no memory is left for \(expand.layer)")
    }
    let source = MapRows(of: source, context)
    let output = MapRows(of: output, context)
    var works = StripWorks(context)
    var held = 0..<0
    for first in stride(from: 0, to: filtered.height, by: strip) {
      let made = first..<min(first + strip, filtered.height)
      let (wanted, edges) = depthwise.rows(under: made, height: expanded.height)
      let wide = MapRows(
        in: expandedBlock, first: wanted.lowerBound, width: expanded.width, channels: channels, context)
      let known = wanted.lowerBound..<max(wanted.lowerBound, held.upperBound)
      if !known.isEmpty {
        steps.append(
          .move(
            wide.start + (known.lowerBound - held.lowerBound) * wide.rowBytes, to: wide.start,
            bytes: known.count * wide.rowBytes))
      }
      held = wanted
      let new = known.upperBound..<wanted.upperBound
      if !new.isEmpty {
        let (under, padding) = expand.rows(under: new, height: inputHeight)
        steps.append(try works.work(expand, (source, under), (wide, new), padding: padding))
      }
      let deep = MapRows(
        in: filteredBlock, first: made.lowerBound, width: filtered.width, channels: channels, context)
      steps.append(try works.work(depthwise, (wide, wanted), (deep, made), padding: edges))
      steps.append(
        try works.work(project, (deep, made), (output, made), padding: (0, 0), addsToOutput: addsToOutput))
    }
  }
}

/// Convolutions over runs of rows, prepared once for all runs that are alike.
private struct StripWorks {
  private struct Kind: Hashable {
    let layer: String
    let rows: Int
    let above: Int
    let below: Int
  }

  private let context: LayerContext
  private var descriptors: [Kind: PrimitiveDescriptor] = [:]

  init(_ context: LayerContext) { self.context = context }

  mutating func work(
    _ convolution: FoldedConvolution, _ source: (map: MapRows, rows: Range<Int>),
    _ result: (map: MapRows, rows: Range<Int>), padding: (above: Int, below: Int), addsToOutput: Bool = false
  ) throws -> FoldedStep {
    let kind = Kind(
      layer: convolution.layer, rows: source.rows.count, above: padding.above, below: padding.below)
    let descriptor =
      try descriptors[kind]
      ?? convolution.descriptor(
        extents: [1, source.map.channels, source.rows.count, source.map.width], source: dnnl_acdb,
        result: dnnl_acdb, padding: padding, addsToDestination: addsToOutput)
    descriptors[kind] = descriptor
    return .run(
      try convolution.primitive(
        descriptor, from: source.map.memory(of: source.rows, layer: convolution.layer),
        to: result.map.memory(of: result.rows, layer: convolution.layer)))
  }
}
