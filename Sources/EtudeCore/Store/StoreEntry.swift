/// The line of a segment's index that tells of one result: 64 bytes, the last eight of them the sum of the others.
struct StoreEntry {
  static let size = 64

  let key: Digest
  /// Where the result begins in the segment's data.
  let place: Int
  let count: Int
  /// The sum of the result, begun with its key: bytes that are another's are as wrong as damaged ones.
  let sum: UInt64

  init(key: Digest, place: Int, bytes: UnsafeRawBufferPointer) {
    self.key = key
    self.place = place
    count = bytes.count
    sum = Self.sum(of: bytes, under: key)
  }

  /// Nil for a line that was not written whole.
  init?(_ line: UnsafeRawBufferPointer) {
    func word(_ place: Int) -> UInt64 {
      UInt64(littleEndian: line.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
    guard line.count == Self.size,
      word(56) == Checksum.of(UnsafeRawBufferPointer(rebasing: line[..<56]), seed: Self.seed),
      let key = Digest(bytes: line[..<32]), let place = Int(exactly: word(32)),
      let count = Int(exactly: word(40)), place <= .max - count
    else { return nil }
    self.key = key
    self.place = place
    self.count = count
    sum = word(48)
  }

  /// A line of zeros has a sum of its own, so it tells of nothing.
  private static let seed: UInt64 = 0x7365_676D_656E_7431

  var line: [UInt8] {
    var line = key.bytes
    for word in [UInt64(place), UInt64(count), sum] {
      withUnsafeBytes(of: word.littleEndian) { line.append(contentsOf: $0) }
    }
    let own = line.withUnsafeBytes { Checksum.of($0, seed: Self.seed) }
    withUnsafeBytes(of: own.littleEndian) { line.append(contentsOf: $0) }
    return line
  }

  static func sum(of bytes: UnsafeRawBufferPointer, under key: Digest) -> UInt64 {
    Checksum.of(bytes, seed: key.bytes.withUnsafeBytes { Checksum.of($0) })
  }
}
