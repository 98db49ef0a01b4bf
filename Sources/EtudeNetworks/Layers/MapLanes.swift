import CDNNL
import EtudeCore

/// How oneDNN lays a feature map out in blocks of channels: `[items, blocks, height, width, channels of a block]`.
struct BlockedMap {
  let items: Int
  let channels: Int
  let height: Int
  let width: Int
  /// Channels of a block, 8 or 16.
  let block: Int
  let type: dnnl_data_type_t

  /// Nil for maps that lie otherwise.
  init?(_ descriptor: MemoryDescriptor) throws {
    let extents = descriptor.extents
    guard extents.count == 4 else { return nil }
    type = descriptor.data_type
    let blocks = type == dnnl_bf16 ? [16] : [16, 8]
    let block = try blocks.first { block in
      try descriptor.equals(Self.layout(extents, block: block, type: descriptor.data_type))
    }
    guard let block, type == dnnl_f32 || type == dnnl_bf16 else { return nil }
    self.block = block
    (items, channels, height, width) = (extents[0], extents[1], extents[2], extents[3])
  }

  static func layout(_ extents: [Int], block: Int, type: dnnl_data_type_t) throws -> MemoryDescriptor {
    try MemoryDescriptor(extents, block == 16 ? dnnl_aBcd16b : dnnl_aBcd8b, type: type, layer: "a map")
  }

  var positions: Int { height * width }
  private var blocks: Int { (channels + block - 1) / block }
  /// Runs of sixteen channels.
  var groups: Int { (channels + 15) / 16 }

  /// Where sixteen channels of an item's first position lie: the first eight, and how far from them the others. An odd
  /// last block of eight counts twice.
  func place(item: Int, group: Int) -> (first: Int, second: Int) {
    let firstBlock = group * 16 / block
    let first = (item * blocks + firstBlock) * positions * block
    if block == 16 { return (first, 8) }
    return (first, firstBlock + 1 < blocks ? positions * 8 : 0)
  }

  /// The channel in each lane of a group's vectors; nil for padding.
  func channel(group: Int, lane: Int) -> Int? {
    var lane = lane
    if type == dnnl_bf16 {
      lane = lane < 8 ? 2 * lane : 2 * (lane - 8) + 1
    } else if place(item: 0, group: group).second == 0 {
      lane %= 8
    }
    let channel = group * 16 + lane
    return channel < channels ? channel : nil
  }

  /// The channel that a lane counts for in sums over lanes: the lanes that hold an odd last block again count for none.
  func countedChannel(group: Int, lane: Int) -> Int? {
    lane >= 8 && place(item: 0, group: group).second == 0 ? nil : channel(group: group, lane: lane)
  }
}

/// Sixteen channels of one position as a vector of float32, and back.
protocol MapLanes {
  static func load(_ map: UnsafeMutableRawPointer, _ first: Int, _ second: Int) -> Vector
  static func store(_ vector: Vector, _ map: UnsafeMutableRawPointer, _ first: Int, _ second: Int)
}

/// Lanes of a map of float32.
enum FloatLanes: MapLanes {
  @inline(__always)
  static func load(_ map: UnsafeMutableRawPointer, _ first: Int, _ second: Int) -> Vector {
    Vector(
      lowHalf: map.loadUnaligned(fromByteOffset: first * 4, as: SIMD8<Float>.self),
      highHalf: map.loadUnaligned(fromByteOffset: (first + second) * 4, as: SIMD8<Float>.self))
  }

  @inline(__always)
  static func store(_ vector: Vector, _ map: UnsafeMutableRawPointer, _ first: Int, _ second: Int) {
    map.storeBytes(of: vector.lowHalf, toByteOffset: first * 4, as: SIMD8<Float>.self)
    map.storeBytes(of: vector.highHalf, toByteOffset: (first + second) * 4, as: SIMD8<Float>.self)
  }
}

/// Lanes of a map of bf16: the even channels, then the odd ones, since each pair is one word.
enum BrainLanes: MapLanes {
  @inline(__always)
  static func load(_ map: UnsafeMutableRawPointer, _ first: Int, _ second: Int) -> Vector {
    let words = map.loadUnaligned(fromByteOffset: first * 2, as: SIMD8<UInt32>.self)
    return Vector(
      lowHalf: unsafeBitCast(words &<< 16, to: SIMD8<Float>.self),
      highHalf: unsafeBitCast(words & 0xFFFF_0000, to: SIMD8<Float>.self))
  }

  /// Rounds to the nearest, ties to even.
  @inline(__always)
  static func store(_ vector: Vector, _ map: UnsafeMutableRawPointer, _ first: Int, _ second: Int) {
    let bits = unsafeBitCast(vector, to: SIMD16<UInt32>.self)
    let rounded = bits &+ 0x7FFF &+ ((bits &>> 16) & 1)
    let words = (rounded.lowHalf &>> 16) | (rounded.highHalf & 0xFFFF_0000)
    map.storeBytes(of: words, toByteOffset: first * 2, as: SIMD8<UInt32>.self)
  }
}
