import Glibc

/// Files that appear whole or not at all: written beside their place, then renamed.
public enum WholeFile {
  /// Writes `bytes` to `path`, making its folder if need be; on failure nothing is left behind.
  ///
  /// - Parameter isDurable: whether to wait until the disk has it, so that it outlives a loss of power.
  public static func write(
    _ bytes: some ContiguousBytesConvertible, to path: String, isDurable: Bool = true
  ) throws {
    try write(to: path, isDurable: isDurable) { descriptor in
      try append(bytes, to: descriptor, of: path)
    }
  }

  /// Writes UTF-8 text to `path`.
  public static func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  /// Lets `body` fill a file by its descriptor, then gives it its name.
  public static func write(
    to path: String, isDurable: Bool = true, _ body: (Int32) throws -> Void
  ) throws {
    try makeFolder(Paths.folder(of: path))
    // A name of its own: two threads may write the same file, and the last to finish gives it its content.
    var template = Array((Paths.folder(of: path) + "/.etude-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw systemFailure("cannot write \(path)") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    fchmod(descriptor, 0o644)
    let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do {
      defer { close(descriptor) }
      try body(descriptor)
      if isDurable && fsync(descriptor) != 0 && errno != EINVAL {
        throw systemFailure("cannot write \(path)")
      }
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let failure = systemFailure("cannot write \(path)")
      unlink(temporary)
      throw failure
    }
  }

  /// Writes `bytes` to the descriptor that the body of `write(to:)` is given.
  public static func append(
    _ bytes: some ContiguousBytesConvertible, to descriptor: Int32, of path: String
  ) throws {
    var failed = false
    bytes.withBytes { failed = !writeAll($0, to: descriptor) }
    if failed { throw systemFailure("cannot write \(path)") }
  }

  /// All bytes of a file.
  public static func read(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemFailure("cannot open \(path)", kind: .input) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw systemFailure("cannot read \(path)", kind: .input) }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw Failure.input("cannot read \(path): it is a folder", fix: "name a file")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw systemFailure("cannot read \(path)", kind: .input) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// Makes a folder and those above it.
  public static func makeFolder(_ path: String) throws {
    guard !path.isEmpty, path != "/", path != "." else { return }
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    if errno == ENOENT {
      try makeFolder(Paths.folder(of: path))
      if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    }
    throw systemFailure("cannot make the folder \(path)")
  }

  private static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      offset += count
    }
    return true
  }
}

/// A failure with the system's own reason, read from `errno`, and what to do about the common ones.
public func systemFailure(_ what: String, kind: Failure.Kind = .running) -> Failure {
  let code = errno
  let fixes = [
    ENOENT: "check the path", EACCES: "check its permissions", ENOSPC: "free some space on the disk",
    EDQUOT: "free some space on the disk", EROFS: "choose another folder", ENOTDIR: "check the path",
    EISDIR: "name a file",
  ]
  return Failure("\(what): \(String(cString: strerror(code)).lowercased())", fix: fixes[code], kind: kind)
}
