/// Where the header of uncompressed sound keeps how many bytes of samples follow, and where those begin.
struct SizeField {
  /// Its place and its bytes.
  let place: Int
  let count: Int
  let isBigEndian: Bool
  /// Where the samples begin, and what the number counts besides them.
  let samples: Int
  let more: Int
  /// What stands before a chunk's contents, its name and size; 0 if the format has no chunks.
  var chunkHead = 8
  /// Whether all that says how to read the samples stands before them.
  var isComplete = true

  /// Reads the header that begins at a place, up to its samples, which begin before `size`; nil if it is of a format that
  /// is not looked into, or has no samples.
  init?(_ bytes: inout some PlacedBytes, from start: Int, size: Int) {
    guard let field = Self.field(&bytes, from: start, size: size), field.samples <= size else { return nil }
    self = field
  }

  private init(
    place: Int, count: Int = 4, isBigEndian: Bool, samples: Int, more: Int = 0, chunkHead: Int = 8,
    isComplete: Bool = true
  ) {
    (self.place, self.count, self.isBigEndian) = (place, count, isBigEndian)
    (self.samples, self.more, self.chunkHead, self.isComplete) = (samples, more, chunkHead, isComplete)
  }

  /// Whether the number was written by a program that could not yet know it.
  func meansToTheEnd(_ number: UInt64) -> Bool {
    let unknown: [UInt64] =
      count == 4 ? [0x7FFF_FFFF, 0x7FFF_FFFE, 0xFFFF_FFFF, 0xFFFF_FFFE, 0x8000_0000] : [.max, .max >> 1]
    return unknown.contains(number)
  }

  /// The largest number that may stand there.
  var largest: UInt64 { count == 4 ? UInt64(UInt32.max) : UInt64(Int.max) }

  /// A number as it stands there.
  func bytes(of number: UInt64) -> [UInt8] {
    (0..<count).map { index in
      UInt8(truncatingIfNeeded: number >> (8 * UInt64(isBigEndian ? count - 1 - index : index)))
    }
  }

  private static func field(_ bytes: inout some PlacedBytes, from start: Int, size: Int) -> SizeField? {
    if bytes.holds(".snd", at: start), let offset = bytes.word(at: start + 4) {
      return SizeField(place: start + 8, isBigEndian: true, samples: start + Int(offset), chunkHead: 0)
    }
    if ["RIFF", "RIFX", "RF64"].contains(where: { bytes.holds($0, at: start) }) {
      return bytes.holds("WAVE", at: start + 8) ? riff(&bytes, from: start, size: size) : nil
    }
    if bytes.holds("FORM", at: start) { return form(&bytes, from: start, size: size) }
    if bytes.holds("caff", at: start) {
      // Sizes of eight bytes; four bytes of a count of edits come before the samples.
      return chunk("data", &bytes, from: start + 8, size: size, isBigEndian: true, sizeBytes: 8).map {
        SizeField(
          place: $0 + 4, count: 8, isBigEndian: true, samples: $0 + 16, more: 4, chunkHead: 12)
      }
    }
    return nil
  }

  /// RF64 has the size of its samples in a chunk of its own, of eight bytes.
  private static func riff(_ bytes: inout some PlacedBytes, from start: Int, size: Int) -> SizeField? {
    let isBigEndian = bytes.holds("RIFX", at: start)
    guard let data = chunk("data", &bytes, from: start + 12, size: size, isBigEndian: isBigEndian) else {
      return nil
    }
    if bytes.holds("RF64", at: start), bytes.word(at: data + 4) == .max,
      let sizes = chunk("ds64", &bytes, from: start + 12, size: data, isBigEndian: false)
    {
      return SizeField(place: sizes + 16, count: 8, isBigEndian: false, samples: data + 8)
    }
    return SizeField(place: data + 4, isBigEndian: isBigEndian, samples: data + 8)
  }

  /// AIFF, whose description may also stand behind the samples.
  private static func form(_ bytes: inout some PlacedBytes, from start: Int, size: Int) -> SizeField? {
    guard bytes.holds("AIF", at: start + 8),
      let sound = chunk("SSND", &bytes, from: start + 12, size: size, isBigEndian: true)
    else { return nil }
    let description = chunk("COMM", &bytes, from: start + 12, size: sound, isBigEndian: true)
    return SizeField(
      place: sound + 4, isBigEndian: true, samples: sound + 16, more: 8, isComplete: description != nil)
  }

  /// Where a chunk of a name begins.
  private static func chunk(
    _ name: String, _ bytes: inout some PlacedBytes, from start: Int, size: Int, isBigEndian: Bool,
    sizeBytes: Int = 4
  ) -> Int? {
    var place = start
    for _ in 0..<1000 where place + 4 + sizeBytes <= size {
      if bytes.holds(name, at: place) { return place }
      guard let number = bytes.number(at: place + 4, count: sizeBytes, isBigEndian: isBigEndian),
        number < UInt64(size)
      else { return nil }
      // Chunks of all but one of the formats begin at even places.
      place += 4 + sizeBytes + Int(number) + (sizeBytes == 4 ? Int(number % 2) : 0)
    }
    return nil
  }
}
