import CSndfile
import EtudeCore
import Glibc

/// The bytes of a regular file, read by libsndfile and libFLAC through callbacks: libsndfile closes descriptors that it
/// fails on, which a program with threads cannot allow.
final class FileBytes {
  /// Bytes of the file.
  let size: Int
  /// What decoders are shown of it: all, unless it is said otherwise before they are opened.
  var shown: ByteMap
  private let descriptor: Int32
  private(set) var position = 0
  /// The length that libsndfile is told.
  private var claimedCount: Int
  /// Bytes read ahead, since some decoders ask for a few at a time, and where in the file they begin.
  private let ahead = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
  private var aheadStart = 0
  private var aheadCount = 0

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
    size = Int(status.st_size)
    shown = ByteMap([0..<size])
    claimedCount = size
    guard descriptor >= 0 else { throw systemFailure("cannot open \(path)", kind: .input) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    ahead.deallocate()
  }

  /// Bytes that are shown.
  var count: Int { shown.count }

  /// Up to `count` bytes of the file from `offset` on.
  func bytes(at offset: Int, count: Int) -> [UInt8] {
    guard offset >= 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = max(0, pread(descriptor, buffer.baseAddress, count, off_t(offset)))
    }
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

  /// Moves to where a byte of the file is shown, of a file that is shown in one run.
  func seek(toByteOfFile offset: Int) { position = max(0, offset - (shown.run(at: 0)?.lowerBound ?? 0)) }

  /// Reads the next bytes; gives how many there were, 0 at the end. What is lacking is filled with zeros: of a last block
  /// that was cut off some decoders use all, and would find there what they read before.
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
    if done < Int(wanted) { memset(target + done, 0, Int(wanted) - done) }
    return sf_count_t(done)
  }

  /// Copies what is known of the bytes shown from a place on, reading ahead if nothing is; 0 at their end.
  private func copy(from place: Int, to target: UnsafeMutableRawPointer, atMost limit: Int) -> Int {
    guard let run = shown.run(at: place) else { return 0 }
    let (offset, wanted) = (run.lowerBound, min(limit, run.count))
    var known = 0
    if wanted >= ahead.count, offset < aheadStart || offset >= aheadStart + aheadCount {
      known = read(at: offset, into: target, count: wanted)
    } else {
      if offset < aheadStart || offset >= aheadStart + aheadCount {
        aheadStart = offset
        aheadCount = ahead.baseAddress.map { read(at: offset, into: $0, count: ahead.count) } ?? 0
      }
      known = min(wanted, aheadStart + aheadCount - offset)
      guard known > 0, let base = ahead.baseAddress else { return 0 }
      target.copyMemory(from: base + (offset - aheadStart), byteCount: known)
    }
    shown.overwrite(target, at: place, count: known)
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
