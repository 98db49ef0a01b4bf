/// Bytes that a header is read from, by their places.
protocol PlacedBytes {
  /// Up to so many bytes from a place on; fewer where they end.
  mutating func bytes(at place: Int, count: Int) -> ArraySlice<UInt8>
}

extension PlacedBytes {
  /// Up to eight bytes as a number; nil if there are not so many.
  mutating func number(at place: Int, count: Int, isBigEndian: Bool) -> UInt64? {
    let bytes = Array(bytes(at: place, count: count))
    guard bytes.count == count else { return nil }
    return (isBigEndian ? bytes : bytes.reversed()).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Four bytes as a number, the highest first; nil if there are not so many.
  mutating func word(at place: Int) -> UInt32? {
    number(at: place, count: 4, isBigEndian: true).map { UInt32($0) }
  }

  /// Whether there are these characters.
  mutating func holds(_ text: String, at place: Int) -> Bool {
    let bytes = bytes(at: place, count: text.utf8.count)
    return bytes.count == text.utf8.count && bytes.elementsEqual(text.utf8)
  }
}
