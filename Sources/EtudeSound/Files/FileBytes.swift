import CSndfile
import EtudeCore
import Glibc

/// The bytes of a regular file, read by libsndfile and libFLAC through callbacks: libsndfile closes descriptors that it
/// fails on, which a program with threads cannot allow.
final class FileBytes {
  let count: Int
  let identity: Identity
  private let descriptor: Int32
  private(set) var position = 0
  /// The length that libsndfile is told.
  private var claimedCount: Int
  /// Bytes read ahead, since some decoders ask for a few at a time, and where in the file they begin.
  private let ahead = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
  private var aheadStart = 0
  private var aheadCount = 0

  /// What is another one once a file's bytes are others.
  struct Identity: Hashable {
    private let numbers: [Int]

    init(_ status: stat) {
      numbers = [
        Int(truncatingIfNeeded: status.st_dev), Int(truncatingIfNeeded: status.st_ino), Int(status.st_size),
        Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec),
      ]
    }
  }

  /// Opens a regular, non-empty file. Anything else (a folder, a pipe) is refused before it is opened.
  init(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { throw systemFailure("cannot open \(path)", kind: .input) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      throw Failure.input("cannot read \(path) as sound: it is a folder", fix: "name a file in it")
    case S_IFREG: break
    default: throw Failure.input("cannot read \(path): it is not a regular file", fix: "name an audio file")
    }
    guard status.st_size > 0 else {
      throw Failure.input("cannot read \(path): it is empty", fix: "use another copy of the file")
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    count = Int(status.st_size)
    identity = Identity(status)
    claimedCount = count
    guard descriptor >= 0 else { throw systemFailure("cannot open \(path)", kind: .input) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    ahead.deallocate()
  }

  /// Up to `count` bytes from `offset` on.
  func bytes(at offset: Int, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = max(0, pread(descriptor, buffer.baseAddress, count, off_t(offset)))
    }
  }

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
    // Bits of a sample less one, of which libsndfile reads 8, 16 and 24.
    if start.starts(with: "fLaC".utf8), start.count > 21,
      case let bits = Int(start[20] & 1) << 4 + Int(start[21] >> 4), ![7, 15, 23].contains(bits)
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

  /// Opens libsndfile's handle on these bytes, told that there are `factor` times as many.
  ///
  /// libsndfile reads no more of an MP3 file without a length than it guesses from its size and first frame. Told of
  /// more, it reads to the end; what it looks for at the very end (an ID3 tag) it is still given.
  func openSound(_ header: inout SF_INFO, claiming factor: Int = 1) -> OpaquePointer? {
    position = 0
    claimedCount = count * factor
    var access = SF_VIRTUAL_IO(
      get_filelen: { sf_count_t(FileBytes.of($0)?.claimedCount ?? 0) },
      seek: { FileBytes.of($2)?.seek($0, $1) ?? -1 },
      read: { FileBytes.of($2)?.read($0, $1) ?? 0 },
      write: { _, _, _ in 0 },
      tell: { sf_count_t(FileBytes.of($0)?.position ?? 0) })
    return sf_open_virtual(&access, Int32(SFM_READ), &header, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Length of an ID3 tag at the end of an MP3 file.
  private static let tail = 128

  private static func of(_ pointer: UnsafeMutableRawPointer?) -> FileBytes? {
    pointer.map { Unmanaged<FileBytes>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Moves to a byte, as `fseek` does; gives the place, −1 if there is none.
  func seek(_ offset: sf_count_t, _ origin: Int32) -> sf_count_t {
    let start =
      switch origin {
      case SEEK_CUR: position
      case SEEK_END: claimedCount
      default: 0
      }
    let (target, overflow) = start.addingReportingOverflow(Int(offset))
    guard !overflow, target >= 0 else { return -1 }
    position = target
    return sf_count_t(target)
  }

  /// Reads the next bytes; gives how many there were, 0 at the end.
  func read(_ target: UnsafeMutableRawPointer?, _ wanted: sf_count_t) -> sf_count_t {
    guard wanted > 0, let target else { return 0 }
    var done = 0
    while done < Int(wanted) {
      let isAtEnd = position >= claimedCount - FileBytes.tail
      let offset = isAtEnd ? position - claimedCount + count : position
      let got = offset < 0 ? 0 : copy(from: offset, to: target + done, atMost: Int(wanted) - done)
      guard got > 0 else { break }
      done += got
      position += got
    }
    return sf_count_t(done)
  }

  /// Copies what is known of the bytes from `offset` on, reading ahead if nothing is; 0 at the file's end.
  private func copy(from offset: Int, to target: UnsafeMutableRawPointer, atMost wanted: Int) -> Int {
    if offset < aheadStart || offset >= aheadStart + aheadCount {
      if wanted >= ahead.count { return read(at: offset, into: target, count: wanted) }
      aheadStart = offset
      aheadCount = ahead.baseAddress.map { read(at: offset, into: $0, count: ahead.count) } ?? 0
    }
    let known = min(wanted, aheadStart + aheadCount - offset)
    guard known > 0, let base = ahead.baseAddress else { return 0 }
    target.copyMemory(from: base + (offset - aheadStart), byteCount: known)
    return known
  }

  /// Reads from the file; 0 at its end or if it cannot be read.
  private func read(at offset: Int, into target: UnsafeMutableRawPointer, count: Int) -> Int {
    while true {
      let got = pread(descriptor, target, count, off_t(offset))
      if got >= 0 || errno != EINTR { return max(0, got) }
    }
  }
}
