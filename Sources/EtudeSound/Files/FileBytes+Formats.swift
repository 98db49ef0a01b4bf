import EtudeCore
import Glibc

// What the formats say in places where libsndfile does not look.
extension FileBytes {
  /// Why libsndfile does not open this, by how it begins.
  func refusal(_ path: String) -> Failure {
    let beginning = beginning
    let start = bytes(at: beginning, count: 27 + 255 + 8)
    if start.starts(with: "OggS".utf8), start.count > 27 {
      let stream = start.dropFirst(27 + Int(start[26]))
      guard ["\u{1}vorbis", "OpusHead"].contains(where: { stream.starts(with: $0.utf8) }) else {
        let names = ["\u{7F}FLAC": "FLAC", "Speex   ": "Speex", "\u{80}theora": "film (Theora)"]
        let name = names.first { stream.starts(with: $0.key.unicodeScalars.map { UInt8($0.value) }) }?.value
        return .input(
          "cannot read \(path): "
            + (name.map { "it is \($0) in Ogg" } ?? "its first Ogg stream is neither Vorbis nor Opus"),
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
    if let encoding = SampleEncoding(self, from: beginning) { return encoding.refusal(path) }
    return isOfKnownKind || start.starts(with: "ID3".utf8)
      ? .input("cannot read \(path): its header is damaged", fix: "use another copy of the file")
      : .input(
        "cannot read \(path): it is not sound",
        fix: "use a WAV, AIFF, AU, CAF, FLAC, Ogg Vorbis, Opus or MP3 file"
      )
  }

  /// Whether it begins as files of a kind other than MPEG audio do.
  var isOfKnownKind: Bool {
    let start = bytes(at: beginning, count: 64)
    return ForeignKind(start) != nil || Self.beginnings.contains { start.starts(with: $0.name.utf8) }
  }

  /// Where the header is: behind tags of MP3 files, where some program has put them before a file of another kind.
  var beginning: Int {
    var window = ByteWindow(self)
    var place = 0
    while case let tag = ID3Tag.length(window.bytes(at: place, count: ID3Tag.head)), tag > 0 { place += tag }
    return place > 0 && begins(&window, at: place) ? place : 0
  }

  /// How files that libsndfile reads begin, and what follows at a place behind that.
  private static let beginnings: [FileBeginning] = [
    FileBeginning(name: "RIFF", place: 8, more: "WAVE"), FileBeginning(name: "RIFX", place: 8, more: "WAVE"),
    FileBeginning(name: "RF64", place: 8, more: "WAVE"), FileBeginning(name: "FORM", place: 8, more: "AIF"),
    FileBeginning(name: "fLaC", place: 4, more: ""), FileBeginning(name: "OggS", place: 4, more: "\0\u{2}"),
    FileBeginning(name: ".snd", place: 4, more: "\0\0"), FileBeginning(name: "caff", place: 4, more: "\0"),
    FileBeginning(name: "riff", place: 24, more: "wave"),
  ]

  /// Whether at a place a file of one of those kinds begins.
  func begins(_ window: inout ByteWindow, at place: Int) -> Bool {
    Self.beginnings.contains {
      window.holds($0.name, at: place) && window.holds($0.more, at: place + $0.place)
    }
  }

  /// Where a header begins in a file that does not begin with one: behind bytes that are no sound, at most a megabyte.
  var laterBeginning: Int? {
    guard !isOfKnownKind else { return nil }
    return Self.beginnings.compactMap { $0.first(in: self, from: 0, to: 1 << 20) }.min()
  }

  /// Where another file of the kind that begins at a place begins, from another place on.
  func next(like start: Int, from place: Int) -> Int? {
    var window = ByteWindow(self)
    let kind = Self.beginnings.first {
      window.holds($0.name, at: start) && window.holds($0.more, at: start + $0.place)
    }
    return kind?.first(in: self, from: place, to: size)
  }

  /// Where another file begins as this one does from a place on, to the twelfth byte: of formats whose headers do not say
  /// where their sound ends.
  func next(likeItself start: Int) -> Int? {
    let mark = bytes(at: start, count: 12)
    guard let head = mark.first, Set(mark).count > 3 else { return nil }
    return first(from: start + mark.count, to: size, whole: mark.count) { bytes in
      var place = 0
      while let found = bytes.place(of: head, from: place), found + mark.count <= bytes.count {
        if bytes[found...].starts(with: mark) { return found }
        place = found + 1
      }
      return nil
    }
  }

  /// Shows what lies from a place on, with the size of its samples as it is; gives that size where the header has one.
  ///
  /// - Throws: `Failure.input` for a header that contradicts itself.
  func show(from start: Int, path: String) throws -> DataSize? {
    let layout = try WaveLayout(self, from: start, path: path)
    let size = DataSize(self, from: start, field: layout?.field)
    var written = layout?.written ?? []
    if let correction = size?.correction { written.append(correction) }
    // libsndfile refuses a file behind whose end another begins.
    var end = size?.next ?? self.size
    if let size, size.field.isReadToTheEnd || layout != nil { end = size.field.samples + size.held }
    let first = layout?.header ?? []
    shown = ByteMap(
      first + [(first.last?.upperBound ?? start)..<max(end, first.last?.upperBound ?? start)],
      writing: written)
    return size
  }
}

/// How a kind of file begins: its name, and what follows at a place behind that.
struct FileBeginning {
  let name: String
  let place: Int
  let more: String

  /// Where it first stands in a part of a file.
  func first(in file: FileBytes, from start: Int, to end: Int) -> Int? {
    let (name, more) = (Array(name.utf8), Array(more.utf8))
    let whole = place + more.count
    return file.first(from: start, to: end, whole: whole) { bytes in
      var at = 0
      while at + whole <= bytes.count, let found = bytes.place(of: name[0], from: at) {
        if found + whole <= bytes.count, bytes[found...].starts(with: name),
          bytes[(found + place)...].starts(with: more)
        {
          return found
        }
        at = found + 1
      }
      return nil
    }
  }
}

extension FileBytes {
  /// The first place in a part of the file where something of so many bytes is found, which is looked for block by block.
  func first(
    from start: Int, to end: Int, whole: Int, _ find: (UnsafeRawBufferPointer) -> Int?
  ) -> Int? {
    let block = 1 << 20
    var place = start
    while place < end,
      case let bytes = bytes(at: place, count: min(block, end - place) + whole - 1), bytes.count >= whole
    {
      if let found = bytes.withUnsafeBytes(find) { return place + found }
      place += block
    }
    return nil
  }
}

extension UnsafeRawBufferPointer {
  /// The first place from one on that has a byte.
  func place(of byte: UInt8, from start: Int) -> Int? {
    guard let base = baseAddress, start < count, let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }
}
