import CDNNL

/// Rows of an interleaved map of one item in memory: all of them, or as many as a strip needs.
struct MapRows {
  /// Where row `first` lies.
  let start: UnsafeMutableRawPointer
  /// Keeps the memory alive.
  let owner: AnyObject
  /// The first row that is there.
  var first = 0
  let width: Int
  let channels: Int
  let context: LayerContext

  /// A whole map.
  init(of map: Memory, _ context: LayerContext) {
    let extents = map.descriptor.extents
    (start, owner, width, channels) = (map.address, map, extents[3], extents[1])
    self.context = context
  }

  /// The rows of a strip from `first` on.
  init(in block: Block, first: Int, width: Int, channels: Int, _ context: LayerContext) {
    (start, owner) = (block.address, block)
    (self.first, self.width, self.channels) = (first, width, channels)
    self.context = context
  }

  var rowBytes: Int { width * channels * context.precision.bytes }

  func address(of row: Int) -> UnsafeMutableRawPointer { start + (row - first) * rowBytes }

  func memory(of rows: Range<Int>, layer: String) throws -> Memory {
    let descriptor = try MemoryDescriptor(
      [1, channels, rows.count, width], dnnl_acdb, type: context.precision.mapType, layer: layer)
    return try Memory(descriptor, at: address(of: rows.lowerBound), of: owner, engine: context.engine)
  }
}
