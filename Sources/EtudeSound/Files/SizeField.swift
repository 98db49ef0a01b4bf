/// Where the header of uncompressed sound keeps how many bytes of samples follow, and where those begin.
struct SizeField {
  /// Its place and its bytes.
  let place: Int
  let count: Int
  let isBigEndian: Bool
  /// Where the samples begin, and what the number counts besides them.
  let samples: Int
  let more: Int
  /// How the format writes chunks; nil if it has none.
  let chunks: ChunkForm?
  /// Whether all that says how to read the samples stands before them.
  var isComplete = true
  /// libsndfile takes all that follows for samples.
  var isReadToTheEnd = false

  /// Reads the header that begins at a place, up to its samples, which begin before `size`; nil if it is of a format that
  /// is not looked into, or has no samples.
  init?(_ bytes: inout some PlacedBytes, from start: Int, size: Int) {
    guard let field = Self.field(&bytes, from: start, size: size), field.samples <= size else { return nil }
    self = field
  }

  /// The field of a chunk of samples.
  init(_ chunk: ChunkForm.Chunk, _ form: ChunkForm) {
    self.init(
      place: chunk.place + form.nameBytes, count: form.sizeBytes, isBigEndian: form.isBigEndian,
      samples: chunk.contents, more: form.countsHead ? form.head : 0, chunks: form)
  }

  private init(
    place: Int, count: Int = 4, isBigEndian: Bool, samples: Int, more: Int = 0, chunks: ChunkForm?
  ) {
    (self.place, self.count, self.isBigEndian) = (place, count, isBigEndian)
    (self.samples, self.more, self.chunks) = (samples, more, chunks)
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
      return SizeField(place: start + 8, isBigEndian: true, samples: start + Int(offset), chunks: nil)
    }
    if ["RIFF", "RIFX", "RF64"].contains(where: { bytes.holds($0, at: start) }) {
      return bytes.holds("WAVE", at: start + 8) ? riff(&bytes, from: start, size: size) : nil
    }
    if bytes.holds("FORM", at: start) { return form(&bytes, from: start, size: size) }
    if bytes.holds("caff", at: start) {
      // Four bytes of a count of edits come before the samples.
      return ChunkForm.caf.chunk("data", &bytes, from: start + 8, size: size).map {
        SizeField(
          place: $0.place + 4, count: 8, isBigEndian: true, samples: $0.contents + 4, more: 4, chunks: .caf)
      }
    }
    if bytes.holds("riff", at: start), bytes.holds("wave", at: start + 24) {
      return ChunkForm.wave64.chunk("data", &bytes, from: start + 40, size: size).map {
        var field = SizeField($0, .wave64)
        field.isReadToTheEnd = true
        return field
      }
    }
    return nil
  }

  /// RF64 has the size of its samples in a chunk of its own, of eight bytes.
  private static func riff(_ bytes: inout some PlacedBytes, from start: Int, size: Int) -> SizeField? {
    let form: ChunkForm = bytes.holds("RIFX", at: start) ? .bigEndian : .littleEndian
    guard let data = form.chunk("data", &bytes, from: start + 12, size: size) else { return nil }
    if bytes.holds("RF64", at: start), bytes.word(at: data.place + 4) == .max,
      let sizes = form.chunk("ds64", &bytes, from: start + 12, size: data.place)
    {
      return SizeField(
        place: sizes.contents + 8, count: 8, isBigEndian: false, samples: data.contents, chunks: form)
    }
    return SizeField(data, form)
  }

  /// AIFF, whose description may also stand behind the samples.
  private static func form(_ bytes: inout some PlacedBytes, from start: Int, size: Int) -> SizeField? {
    guard bytes.holds("AIF", at: start + 8),
      let sound = ChunkForm.bigEndian.chunk("SSND", &bytes, from: start + 12, size: size)
    else { return nil }
    let description = ChunkForm.bigEndian.chunk("COMM", &bytes, from: start + 12, size: sound.place)
    var field = SizeField(
      place: sound.place + 4, isBigEndian: true, samples: sound.contents + 8, more: 8, chunks: .bigEndian)
    field.isComplete = description != nil
    return field
  }
}
