import Glibc
import Synchronization

extension ResultStore {
  /// A piece of work that this program has taken upon itself; given back when nobody holds it any more, and by the system
  /// when the program ends in whatever way.
  public final class Claim: Sendable {
    private let file: SegmentFile?

    fileprivate init(_ file: SegmentFile?) { self.file = file }
  }

  /// Takes the work for `key`, unless another program, or another thread of this one, is at it.
  ///
  /// A claim is a lock on one byte of a file, its place taken from the key: nothing is left behind by who is killed. Where
  /// locks are not known every claim is granted: work may be done twice then, and nothing wrong comes of it.
  public func claim(_ key: Digest) -> Claim? {
    let path = folder + "/claims"
    try? WholeFile.makeFolder(folder)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return Claim(nil) }
    let file = SegmentFile(descriptor)
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    let place = key.bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
    lock.l_start = off_t(place & 0x3FFF_FFFF_FFFF_FFFF)
    lock.l_len = 1
    // The lock belongs to the open file, not to the process: threads exclude each other too.
    let setOpenFileLock: Int32 = 37
    if fcntl(descriptor, setOpenFileLock, &lock) == 0 { return Claim(file) }
    return errno == EAGAIN || errno == EACCES ? nil : Claim(nil)
  }
}
