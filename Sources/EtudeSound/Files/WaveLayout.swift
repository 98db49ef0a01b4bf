import EtudeCore

/// The chunks of a WAV file that stand in another order than decoders know, or more than once: the samples before what says
/// how to read them, several chunks of samples, of which the first may be empty.
struct WaveLayout {
  /// Where the size of the samples stands that are read: those of the first chunk that has any.
  let field: SizeField
  /// What decoders are shown before those samples, as runs of the file.
  let header: [Range<Int>]
  /// Bytes that they are shown otherwise, by their places in the file.
  let written: [(place: Int, bytes: [UInt8])]

  /// Nil if it is no such file, or all is as usual.
  ///
  /// - Throws: `Failure.input` if it says in two ways how its samples are to be read.
  init?(_ file: FileBytes, from start: Int, path: String) throws {
    var window = ByteWindow(file)
    guard ["RIFF", "RIFX"].contains(where: { window.holds($0, at: start) }),
      window.holds("WAVE", at: start + 8)
    else { return nil }
    let form: ChunkForm = window.holds("RIFX", at: start) ? .bigEndian : .littleEndian
    let chunks = form.chunks(&window, from: start + 12, size: file.size)
    func named(_ name: String) -> [ChunkForm.Chunk] { chunks.filter { $0.name.lowercased() == name } }
    let (formats, sounds) = (named("fmt "), named("data"))
    guard let format = formats.first, let sound = sounds.first(where: { $0.count > 0 }) else { return nil }
    func contents(_ chunk: ChunkForm.Chunk) -> [UInt8] {
      Array(window.bytes(at: chunk.contents, count: min(chunk.count, 1 << 10)))
    }
    if formats.dropFirst().contains(where: { contents($0) != contents(format) }) {
      throw Failure.input(
        "cannot read \(path): its header says in two ways how its samples are to be read",
        fix: "use another copy of the file")
    }
    let wide = Self.widening(contents(format), isBigEndian: form.isBigEndian)
    let isUsual =
      format.name == "fmt " && sound.name == "data" && format.place < sound.place
      && sounds.count == 1 && !formats.dropFirst().contains { $0.place < sound.place }
    guard !isUsual || wide != nil else { return nil }
    field = SizeField(sound, form)
    // What some encodings need besides.
    let facts = named("fact").prefix(1)
    header =
      isUsual
      ? [start..<sound.contents]
      : [start..<start + 12] + ([format] + facts).map { $0.place..<min(file.size, form.next(behind: $0)) }
        + [sound.place..<sound.contents]
    written =
      [(format.place, Array("fmt ".utf8)), (sound.place, Array("data".utf8))]
      + (wide.map { [(format.contents + 14, $0)] } ?? [])
  }

  /// How many bits a sample has where the header counts those alone that are used of it, at its upper end; nil if it counts
  /// all.
  private static func widening(_ format: [UInt8], isBigEndian: Bool) -> [UInt8]? {
    guard format.count >= 16 else { return nil }
    func number(_ place: Int) -> Int {
      let (low, high) = isBigEndian ? (format[place + 1], format[place]) : (format[place], format[place + 1])
      return Int(high) << 8 | Int(low)
    }
    let (channels, block, bits) = (number(2), number(12), number(14))
    guard number(0) == 1, channels > 0, block % channels == 0, case let bytes = block / channels,
      (2...4).contains(bytes), bits > 8, (bits + 7) / 8 < bytes
    else { return nil }
    let all = UInt8(8 * bytes)
    return isBigEndian ? [0, all] : [all, 0]
  }
}
