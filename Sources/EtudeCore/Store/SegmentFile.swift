import Glibc

/// One open file, closed when nobody needs it any more.
final class SegmentFile: Sendable {
  let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  convenience init?(reading path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    self.init(descriptor)
  }

  deinit { close(descriptor) }

  /// Bytes in it; 0 if that cannot be known.
  var size: Int { status.map { Int($0.st_size) } ?? 0 }

  /// Whether the path still names this file.
  func isStill(at path: String) -> Bool {
    var named = stat()
    guard stat(path, &named) == 0, let status else { return false }
    return named.st_ino == status.st_ino && named.st_dev == status.st_dev
  }

  /// Takes the file for this program alone until it is closed. Where the file system knows no locks, the file is taken.
  func isTaken() -> Bool {
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
    return errno != EWOULDBLOCK && errno != EINTR
  }

  /// Marks it as used now.
  func touch() { futimens(descriptor, nil) }

  /// Fills memory from a place on; how many bytes there were.
  func fill(_ memory: UnsafeMutableRawBufferPointer, from place: Int) -> Int {
    var done = 0
    while done < memory.count {
      let count = pread(
        descriptor, memory.baseAddress?.advanced(by: done), memory.count - done, place + done)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      done += count
    }
    return done
  }

  private var status: stat? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status : nil
  }
}
