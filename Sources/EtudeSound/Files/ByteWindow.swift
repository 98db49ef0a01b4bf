/// A file's bytes, looked at in ascending order with a block of them in memory at a time.
struct ByteWindow: PlacedBytes {
  private static let size = 1 << 16

  private let file: FileBytes
  private var start = 0
  private var block: [UInt8] = []

  init(_ file: FileBytes) { self.file = file }

  /// Up to so many bytes, at most 64 KiB, from a place in the file on.
  mutating func bytes(at place: Int, count: Int) -> ArraySlice<UInt8> {
    guard place >= 0, place < file.size else { return [] }
    if place < start || place + count > start + block.count {
      start = place
      block = file.bytes(at: place, count: max(Self.size, count))
    }
    let first = place - start
    return block[min(first, block.count)..<min(block.count, first + count)]
  }

  /// The first place from one on, before another, that has a byte; nil if there is none.
  mutating func first(_ byte: UInt8, from place: Int, to end: Int) -> Int? {
    var place = place
    while place < end {
      let bytes = bytes(at: place, count: min(end - place, 4096))
      if bytes.isEmpty { return nil }
      if let found = bytes.firstIndex(of: byte) { return place + found - bytes.startIndex }
      place += bytes.count
    }
    return nil
  }
}
