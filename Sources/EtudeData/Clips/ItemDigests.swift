import EtudeCore
import EtudeDemo
import EtudeSound
import Glibc
import Synchronization

/// Digests of items: the SHA-256 of a file's bytes, remembered in the store by path, size and time of change.
enum ItemDigests {
  /// For each clip the digest of its item. An item that cannot be read has the digest of that fact.
  static func of(_ clips: [Clip], work: Work) throws -> [Digest] {
    let paths = clips.compactMap(\.file)
    let files = try FileDigests.of(paths, work: work)
    return clips.map { clip in
      switch clip.source {
      case .file(let path): files[Spelling(path)] ?? FileDigests.unreadable
      case .demo(let song): song.digest
      case .sound(let sound): of(sound)
      }
    }
  }

  /// The digest of samples in memory.
  static func of(_ sound: Sound) -> Digest {
    Digest.build {
      $0.append(sound.rate)
      $0.append(sound.samples)
    }
  }
}

/// Digests of whole files.
enum FileDigests {
  /// The digest that stands for a file that cannot be read.
  static let unreadable = Digest.build { $0.append("unreadable file") }

  /// The digests of files by path; what is remembered and still fits is not read again.
  static func of(_ paths: [String], work: Work) throws -> [Spelling: Digest] {
    var remembered = RememberedDigests(store: work.store)
    var found: [Spelling: Digest] = [:]
    var missing: [(path: String, identity: FileIdentity)] = []
    let each = Set(paths.map(Spelling.init)).map(\.text)
    for (number, path) in each.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }).enumerated() {
      if number % 256 == 0 { try work.checkCancelled() }
      guard let identity = FileIdentity(path) else { continue }
      if let known = remembered.digest(path, identity) {
        found[Spelling(path)] = known
      } else {
        missing.append((path, identity))
      }
    }
    let asked = missing
    let counter = ProgressCounter("reading files", total: asked.count, work: work)
    let made = Mutex([Int: Digest]())
    // What was read before Ctrl-C need not be read again.
    defer {
      for (index, digest) in made.withLock({ $0 }) {
        remembered.keep(asked[index].path, asked[index].identity, digest)
      }
    }
    _ = try parallelMap(asked.count, threads: work.threads) { index in
      try work.checkCancelled()
      defer { counter.step() }
      let digest = try? digest(ofFile: asked[index].path, cancellation: work.cancellation)
      try work.checkCancelled()
      if let digest { made.withLock { $0[index] = digest } }
    }
    for (index, digest) in made.withLock({ $0 }) { found[Spelling(asked[index].path)] = digest }
    return found
  }

  /// The digest of a file's bytes, read in pieces; throws `Failure.interrupted` once the cancellation is requested.
  static func digest(ofFile path: String, cancellation: Cancellation) throws -> Digest {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemFailure("cannot open \(path)", kind: .input) }
    defer { close(descriptor) }
    var digester = Digester()
    var failed = false
    withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
      while !cancellation.isRequested {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0 && errno == EINTR { continue }
        failed = count < 0
        if count <= 0 { break }
        digester.append(raw: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
    if cancellation.isRequested { throw Failure.interrupted }
    if failed { throw systemFailure("cannot read \(path)", kind: .input) }
    return digester.finish()
  }
}

/// What changes when a file does.
struct FileIdentity: Hashable {
  let size: Int
  /// Time of the last change, in nanoseconds.
  let changed: Int

  /// Nil for what is not a file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    size = Int(status.st_size)
    changed = Int(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int(status.st_mtim.tv_nsec)
  }

  init(size: Int, changed: Int) {
    self.size = size
    self.changed = changed
  }
}
