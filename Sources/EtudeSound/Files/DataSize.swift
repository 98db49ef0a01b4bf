/// What the header of an uncompressed file says of how many bytes of samples follow, and how many do.
///
/// Programs that write to a pipe leave 0 or the largest number there: both mean to the end. What libsndfile makes of such
/// sizes, and of a file that was cut off, differs from format to format; it is shown the size that is true.
struct DataSize {
  /// Bytes of samples that the header promises; nil if its number only means to the end.
  let promised: Int?
  /// Bytes of samples that the file holds, up to the promised ones.
  let held: Int
  /// Where another file's header follows behind what the header counts; nil if none does.
  let next: Int?
  /// Another file's header follows behind what the header counts.
  var isFollowed: Bool { next != nil }
  /// The bytes of the size as it should be, and their place in the file; nil if it is right.
  let correction: (place: Int, bytes: [UInt8])?

  /// Where a format keeps the number.
  private struct Field {
    /// Its place in the file and its bytes.
    let place: Int
    let count: Int
    let isBigEndian: Bool
    /// Where the samples begin, and what the number counts besides them.
    let samples: Int
    let more: Int
    /// What stands before a chunk's contents, its name and size; 0 if the file has no chunks.
    var chunkHead = 8
  }

  /// Reads the header that begins at a place; nil if it is of a format that is not looked into, or has no samples.
  init?(_ file: FileBytes, from start: Int) {
    var window = ByteWindow(file)
    guard let field = Self.field(&window, from: start, size: file.size) else { return nil }
    let bytes = Array(window.bytes(at: field.place, count: field.count))
    let rest = file.size - field.samples
    guard bytes.count == field.count, rest >= 0 else { return nil }
    let ordered = field.isBigEndian ? bytes : bytes.reversed()
    let number = ordered.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let own = Int(clamping: number) - field.more
    let isEmpty = own <= 0 && Self.holdsChunks(&window, field, size: file.size)
    let isUnknown = (own <= 0 && rest > 0 && !isEmpty) || Self.unknown(field.count).contains(number)
    promised = isUnknown ? nil : max(0, own)
    held = isUnknown ? rest : min(max(0, own), rest)
    // Behind the samples there may be more chunks of the same file. A damaged number may be too large to count on with.
    let ends = isUnknown || own > rest ? [] : [field.samples + own + own % 2]
    next = (ends + [isUnknown ? nil : Self.end(&window, of: start, field)]).compactMap(\.self).first { end in
      ["RIFF", "RF64", "FORM", ".snd"].contains { window.holds($0, at: end) }
    }
    // The largest number is what a file of more than its field can count keeps.
    let largest = field.count == 4 ? UInt64(UInt32.max) : UInt64(Int.max)
    let right = min(UInt64(held + field.more), largest)
    let isWrong = isUnknown || own > rest
    correction =
      isWrong && right != number
      ? (
        field.place,
        (0..<field.count).map { index in
          let place = field.isBigEndian ? field.count - 1 - index : index
          return UInt8(truncatingIfNeeded: right >> (8 * UInt64(place)))
        }
      ) : nil
  }

  /// Where the whole file ends by its header; nil if it has no such number.
  private static func end(_ window: inout ByteWindow, of start: Int, _ field: Field) -> Int? {
    guard field.chunkHead == 8 else { return nil }
    let bytes = Array(window.bytes(at: start + 4, count: 4))
    guard bytes.count == 4 else { return nil }
    let number = (field.isBigEndian ? bytes : bytes.reversed()).reduce(0) { $0 << 8 | Int($1) }
    return start + 8 + number + number % 2
  }

  /// Sizes written by programs that could not yet know them.
  private static func unknown(_ count: Int) -> [UInt64] {
    count == 4
      ? [0x7FFF_FFFF, 0x7FFF_FFFE, 0xFFFF_FFFF, 0xFFFF_FFFE, 0x8000_0000] : [.max, .max >> 1]
  }

  private static func field(_ window: inout ByteWindow, from start: Int, size: Int) -> Field? {
    if window.holds(".snd", at: start), let offset = window.word(at: start + 4) {
      return Field(
        place: start + 8, count: 4, isBigEndian: true, samples: start + Int(offset), more: 0, chunkHead: 0)
    }
    let isRIFF = ["RIFF", "RF64"].contains { window.holds($0, at: start) }
    if isRIFF, window.holds("WAVE", at: start + 8) { return riff(&window, from: start, size: size) }
    if window.holds("FORM", at: start), window.holds("AIF", at: start + 8) {
      return chunk("SSND", &window, from: start + 12, size: size, isBigEndian: true).map {
        Field(place: $0 + 4, count: 4, isBigEndian: true, samples: $0 + 16, more: 8)
      }
    }
    if window.holds("caff", at: start) {
      // Sizes of eight bytes; four bytes of a count of edits come before the samples.
      return chunk("data", &window, from: start + 8, size: size, isBigEndian: true, sizeBytes: 8).map {
        Field(place: $0 + 4, count: 8, isBigEndian: true, samples: $0 + 16, more: 4, chunkHead: 12)
      }
    }
    return nil
  }

  /// RF64 has the size of its samples in a chunk of its own, of eight bytes.
  private static func riff(_ window: inout ByteWindow, from start: Int, size: Int) -> Field? {
    guard let data = chunk("data", &window, from: start + 12, size: size, isBigEndian: false) else {
      return nil
    }
    if window.holds("RF64", at: start), window.word(at: data + 4) == .max,
      let sizes = chunk("ds64", &window, from: start + 12, size: size, isBigEndian: false)
    {
      return Field(place: sizes + 16, count: 8, isBigEndian: false, samples: data + 8, more: 0)
    }
    return Field(place: data + 4, count: 4, isBigEndian: false, samples: data + 8, more: 0)
  }

  /// Where a chunk of a name begins.
  private static func chunk(
    _ name: String, _ window: inout ByteWindow, from start: Int, size: Int, isBigEndian: Bool,
    sizeBytes: Int = 4
  ) -> Int? {
    var place = start
    for _ in 0..<1000 where place + 4 + sizeBytes <= size {
      if window.holds(name, at: place) { return place }
      let bytes = Array(window.bytes(at: place + 4, count: sizeBytes))
      let number = (isBigEndian ? bytes : bytes.reversed()).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      guard number < UInt64(size) else { return nil }
      // Chunks of two of the formats begin at even places.
      place += 4 + sizeBytes + Int(number) + (sizeBytes == 4 ? Int(number % 2) : 0)
    }
    return nil
  }

  /// Whether behind the beginning of the samples there are chunks to the file's end: then there are no samples.
  private static func holdsChunks(_ window: inout ByteWindow, _ field: Field, size: Int) -> Bool {
    guard field.chunkHead == 8 else { return false }
    var place = field.samples
    while place + 8 <= size {
      let name = window.bytes(at: place, count: 4)
      guard name.allSatisfy({ (32..<127).contains($0) }) else { return false }
      let bytes = Array(window.bytes(at: place + 4, count: 4))
      let number = (field.isBigEndian ? bytes : bytes.reversed()).reduce(0) { $0 << 8 | Int($1) }
      place += 8 + number + number % 2
    }
    return place == size || place == size + 1
  }
}
