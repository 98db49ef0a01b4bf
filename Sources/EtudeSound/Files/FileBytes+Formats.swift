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
          fix: "convert it: ffmpeg -i \(WholeFile.name(of: path)) song.flac")
      }
    }
    // Bits of a sample less one: encoders also make 12, 20 and 32, which libsndfile does not read.
    if start.starts(with: "fLaC".utf8), start.count > 21,
      case let bits = Int(start[20] & 1) << 4 + Int(start[21] >> 4), [11, 19, 31].contains(bits)
    {
      return .input(
        "cannot read \(path): its samples have \(bits + 1) bits",
        fix: "convert it: ffmpeg -i \(WholeFile.name(of: path)) song.wav")
    }
    let isSound = ["OggS", "RIFF", "RIFX", "RF64", "fLaC", "FORM", ".snd", "ID3"].contains {
      start.starts(with: $0.utf8)
    }
    return isSound
      ? .input("cannot read \(path): its header is damaged", fix: "use another copy of the file")
      : .input(
        "cannot read \(path): it is not sound", fix: "use a WAV, AU, AIFF, FLAC, Ogg Vorbis, Opus or MP3 file"
      )
  }

  /// Whether the last page of an Ogg file belongs to a stream that does not begin where the file does: libsndfile reads
  /// no further than the streams that do.
  var isChainedOgg: Bool {
    func serial(_ page: some Collection<UInt8>) -> [UInt8] { Array(page.dropFirst(14).prefix(4)) }
    var serials: Set<[UInt8]> = []
    var place = 0
    while case let page = bytes(at: place, count: 27 + 255), page.starts(with: "OggS".utf8), page.count >= 27,
      page[5] & 2 != 0
    {
      serials.insert(serial(page))
      let segments = page[27...].prefix(Int(page[26]))
      place += 27 + segments.count + segments.reduce(0) { $0 + Int($1) }
    }
    let largestPage = 27 + 255 + 255 * 255
    let end = bytes(at: max(0, count - largestPage), count: largestPage)
    let last = end.indices.last { end[$0...].starts(with: "OggS\0".utf8) && end.count - $0 >= 27 }
    return last.map { !serials.contains(serial(end[$0...])) } ?? false
  }

  /// Whether an MP3 file says how long it is, and holds what it says.
  enum MP3Length {
    case said, unsaid, cutOff
  }

  /// What the tag inside an MP3 file's first frame, past an ID3 tag, says of its length.
  var mp3Length: MP3Length {
    let start = bytes(at: 0, count: 10)
    var first = 0
    if start.count == 10, start.starts(with: "ID3".utf8) {
      first = 10 + start[6...].reduce(0) { $0 << 7 | Int($1 & 0x7F) }
    }
    let frame = bytes(at: first, count: 512)
    let tag = frame.indices.first {
      frame[$0...].starts(with: "Xing".utf8) || frame[$0...].starts(with: "Info".utf8)
    }
    guard let tag, tag + 16 <= frame.count else { return tag == nil ? .unsaid : .said }
    func number(_ place: Int) -> Int { frame[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    // Flags, then the frames (flag 1) and the bytes (flag 2) from the first frame on.
    let flags = number(tag + 4)
    guard flags & 1 != 0 else { return .unsaid }
    return flags & 2 != 0 && first + number(tag + 12) > count ? .cutOff : .said
  }
}
