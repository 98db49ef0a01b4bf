/// A file's bytes, looked at in ascending order with a block of them in memory at a time.
struct ByteWindow {
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

  /// Four bytes as a number, the highest first; nil if there are not so many.
  mutating func word(at place: Int) -> UInt32? {
    let four = bytes(at: place, count: 4)
    guard four.count == 4 else { return nil }
    let first = four.startIndex
    return UInt32(four[first]) << 24 | UInt32(four[first + 1]) << 16 | UInt32(four[first + 2]) << 8
      | UInt32(four[first + 3])
  }

  /// Whether there are these characters.
  mutating func holds(_ text: String, at place: Int) -> Bool {
    let bytes = bytes(at: place, count: text.utf8.count)
    return bytes.count == text.utf8.count && bytes.elementsEqual(text.utf8)
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
