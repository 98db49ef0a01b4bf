import EtudeCore

// What the formats say in places where libsndfile does not look.
extension FileBytes {
  /// Why libsndfile does not open this, by how it begins.
  func refusal(_ path: String) -> Failure {
    let start = bytes(at: 0, count: 27 + 255 + 8)
    if start.starts(with: "OggS".utf8), start.count > 27 {
      let stream = start.dropFirst(27 + Int(start[26]))
      guard ["\u{1}vorbis", "OpusHead"].contains(where: { stream.starts(with: $0.utf8) }) else {
        return .input(
          "cannot read \(path): its first Ogg stream is neither Vorbis nor Opus",
          fix: "convert it: \(Conversion.command(path, to: "flac"))")
      }
    }
    // Bits of a sample less one: encoders also make 12, 20 and 32, which libsndfile does not read.
    if start.starts(with: "fLaC".utf8), start.count > 21,
      case let bits = Int(start[20] & 1) << 4 + Int(start[21] >> 4), [11, 19, 31].contains(bits)
    {
      return .input(
        "cannot read \(path): its samples have \(bits + 1) bits",
        fix: "convert it: \(Conversion.command(path, to: "wav"))")
    }
    if let kind = ForeignKind(start) { return kind.refusal(path) }
    return isOfKnownKind || start.starts(with: "ID3".utf8)
      ? .input("cannot read \(path): its header is damaged", fix: "use another copy of the file")
      : .input(
        "cannot read \(path): it is not sound",
        fix: "use a WAV, AIFF, AU, CAF, FLAC, Ogg Vorbis, Opus or MP3 file"
      )
  }

  /// Whether it begins as files of a kind other than MPEG audio do.
  var isOfKnownKind: Bool {
    let start = bytes(at: 0, count: 64)
    return ForeignKind(start) != nil || FileBytes.beginnings.contains { start.starts(with: $0.name.utf8) }
  }

  /// How files that libsndfile reads begin, and what follows at a place behind that.
  private static let beginnings: [(name: String, place: Int, more: String)] = [
    ("RIFF", 8, "WAVE"), ("RIFX", 8, "WAVE"), ("RF64", 8, "WAVE"), ("FORM", 8, "AIF"), ("fLaC", 4, ""),
    ("OggS", 4, "\0\u{2}"), (".snd", 4, "\0\0"), ("caff", 4, "\0"), ("riff", 24, "wave"),
  ]

  /// Where a header begins in a file that does not begin with one: behind bytes that are no sound, at most a megabyte.
  var laterBeginning: Int? {
    guard !isOfKnownKind else { return nil }
    let start = bytes(at: 0, count: 1 << 20)
    var first: Int?
    for beginning in FileBytes.beginnings {
      let (name, more) = (Array(beginning.name.utf8), Array(beginning.more.utf8))
      var place = 0
      while let found = start[place..<(first ?? start.count)].firstRange(of: name)?.lowerBound {
        if start.dropFirst(found + beginning.place).starts(with: more) {
          first = found
          break
        }
        place = found + 1
      }
    }
    return first
  }

  /// Shows what lies from a place on, with the size of its samples as it is; gives that size where the header has one.
  func show(from start: Int) -> DataSize? {
    let size = DataSize(self, from: start)
    let written = size?.correction.map { [(place: $0.place - start, bytes: $0.bytes)] } ?? []
    // libsndfile refuses a file behind whose end another begins.
    shown = ByteMap([start..<(size?.next ?? self.size)], writing: written)
    return size
  }

  /// Whether the last page of an Ogg file belongs to a stream that does not begin where the file does: libsndfile reads
  /// no further than the streams that do.
  var isChainedOgg: Bool {
    func serial(_ page: some Collection<UInt8>) -> [UInt8] { Array(page.dropFirst(14).prefix(4)) }
    var serials: Set<[UInt8]> = []
    var place = shown.run(at: 0)?.lowerBound ?? 0
    while case let page = bytes(at: place, count: 27 + 255), page.starts(with: "OggS".utf8), page.count >= 27,
      page[5] & 2 != 0
    {
      serials.insert(serial(page))
      let segments = page[27...].prefix(Int(page[26]))
      place += 27 + segments.count + segments.reduce(0) { $0 + Int($1) }
    }
    let largestPage = 27 + 255 + 255 * 255
    let end = bytes(at: max(0, size - largestPage), count: largestPage)
    let last = end.indices.last { end[$0...].starts(with: "OggS\0".utf8) && end.count - $0 >= 27 }
    return last.map { !serials.contains(serial(end[$0...])) } ?? false
  }
}
