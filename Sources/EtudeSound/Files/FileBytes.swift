import CSndfile
import EtudeCore
import Glibc

/// The bytes of a regular file, read by libsndfile through callbacks: it closes descriptors that it fails on, which a
/// program with threads cannot allow.
final class FileBytes {
  let count: Int
  private let descriptor: Int32
  private var position = 0
  /// The length that libsndfile is told.
  private var claimedCount: Int

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
    claimedCount = count
    guard descriptor >= 0 else { throw systemFailure("cannot open \(path)", kind: .input) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Up to `count` bytes from `offset` on.
  func bytes(at offset: Int, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = max(0, pread(descriptor, buffer.baseAddress, count, off_t(offset)))
    }
  }

  /// Whether this begins as sound files begin.
  var beginsLikeSound: Bool {
    let start = bytes(at: 0, count: 4)
    return ["RIFF", "RIFX", "RF64", "OggS", "fLaC", "FORM", ".snd", "ID3"].contains {
      start.starts(with: $0.utf8)
    }
  }

  /// Whether an MP3 file says how long it is: in a tag inside its first frame, past an ID3 tag.
  var hasMP3Length: Bool {
    let start = bytes(at: 0, count: 10)
    var first = 0
    if start.count == 10, start.starts(with: "ID3".utf8) {
      first = 10 + start[6...].reduce(0) { $0 << 7 | Int($1 & 0x7F) }
    }
    let frame = bytes(at: first, count: 512)
    return frame.indices.contains {
      frame[$0...].starts(with: "Xing".utf8) || frame[$0...].starts(with: "Info".utf8)
    }
  }

  /// Opens libsndfile's handle on these bytes, told that there are `factor` times as many.
  ///
  /// libsndfile reads no more of an MP3 file without a length than it guesses from its size and first frame.
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

  private static func of(_ pointer: UnsafeMutableRawPointer?) -> FileBytes? {
    pointer.map { Unmanaged<FileBytes>.fromOpaque($0).takeUnretainedValue() }
  }

  private func seek(_ offset: sf_count_t, _ origin: Int32) -> sf_count_t {
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

  private func read(_ target: UnsafeMutableRawPointer?, _ wanted: sf_count_t) -> sf_count_t {
    guard wanted > 0, let target else { return 0 }
    var done = 0
    while done < Int(wanted) {
      let got = pread(descriptor, target + done, Int(wanted) - done, off_t(position))
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { break }
      done += got
      position += got
    }
    return sf_count_t(done)
  }
}
