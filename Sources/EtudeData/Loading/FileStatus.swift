import Glibc

/// What the system says of a path.
struct FileStatus {
  private var status = stat()

  init() {}

  /// Nil if there is nothing at the path.
  init?(_ path: String) {
    guard read(path) else { return nil }
  }

  /// Whether there is anything at the path; if not, `errno` says why.
  mutating func read(_ path: String) -> Bool { stat(path, &status) == 0 }

  var isFolder: Bool { status.st_mode & S_IFMT == S_IFDIR }
  var isFile: Bool { status.st_mode & S_IFMT == S_IFREG }

  /// The same for two paths that lead to one place.
  var place: Place { Place(device: UInt64(status.st_dev), node: UInt64(status.st_ino)) }

  struct Place: Hashable {
    let device: UInt64
    let node: UInt64
  }
}
