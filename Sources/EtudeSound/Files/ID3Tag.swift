/// A tag of ID3's second version, as MP3 files have it at their beginning and other files here and there.
enum ID3Tag {
  /// Bytes of the head that says how long it is.
  static let head = 10

  /// Bytes of a whole tag, by its first ten; 0 if it is none.
  static func length(_ start: ArraySlice<UInt8>) -> Int {
    guard start.count == head, start.starts(with: "ID3".utf8) else { return 0 }
    return head + start.suffix(4).reduce(0) { $0 << 7 | Int($1 & 0x7F) }
  }
}
