import Glibc

/// Results kept on disk under a digest of all they depend on; checked when read, bounded in size.
///
/// An entry is its payload followed by the payload's SHA-256. A damaged entry is removed and made again.
public struct DiskCache: Sendable {
  /// The folder that holds the entries.
  public let folder: String
  /// Bytes to which `prune()` cuts the cache, oldest use first.
  public let limit: Int

  /// A cache in `folder`, made when first needed, that keeps at most `limit` bytes.
  public init(folder: String, limit: Int = 4 << 30) {
    self.folder = folder
    self.limit = limit
  }

  /// The user's own cache: `$ETUDE_CACHE`, else `$XDG_CACHE_HOME/etude`, else `~/.cache/etude`.
  public static func standard() -> DiskCache {
    DiskCache(
      folder: UserEnvironment.value(of: "ETUDE_CACHE") ?? UserEnvironment.cacheFolder.map { $0 + "/etude" }
        ?? "/tmp/etude-\(getuid())")
  }

  /// The payload kept under `key`, or nil if there is none that is whole.
  public func read(_ key: Digest) -> [UInt8]? {
    let path = path(of: key)
    guard var bytes = try? WholeFile.read(path) else { return nil }
    guard bytes.count >= 32 else {
      unlink(path)
      return nil
    }
    let sum = Array(bytes[(bytes.count - 32)...])
    bytes.removeLast(32)
    guard Digest(of: bytes).bytes == sum else {
      unlink(path)
      return nil
    }
    utimensat(AT_FDCWD, path, nil, 0)
    return bytes
  }

  /// Keeps `payload` under `key`. A cache that cannot be written is not an error: the work is done again next time.
  ///
  /// It does not wait for the disk: an entry that a loss of power has cut short is found by its sum.
  public func write(_ payload: [UInt8], for key: Digest) {
    try? WholeFile.write(payload + Digest(of: payload).bytes, to: path(of: key), isDurable: false)
  }

  /// Bytes and entries held now.
  public func usage() -> (bytes: Int, entries: Int) {
    let entries = entries()
    return (entries.reduce(0) { $0 + $1.size }, entries.count)
  }

  /// Removes the entries used longest ago until `limit` is kept.
  public func prune() {
    let entries = entries().sorted { ($0.used, $0.path) < ($1.used, $1.path) }
    var total = entries.reduce(0) { $0 + $1.size }
    for entry in entries where total > limit {
      unlink(entry.path)
      total -= entry.size
    }
  }

  /// Removes every entry.
  public func clear() { for entry in entries() { unlink(entry.path) } }

  func path(of key: Digest) -> String {
    let hex = key.hex
    return "\(folder)/\(hex.prefix(2))/\(hex.dropFirst(2))"
  }

  private struct Entry {
    let path: String
    let size: Int
    let used: Int
  }

  private func entries() -> [Entry] {
    Folder.names(in: folder).filter { $0.utf8.count == 2 }.flatMap { shelf in
      Folder.names(in: "\(folder)/\(shelf)").compactMap { name -> Entry? in
        var status = stat()
        let path = "\(folder)/\(shelf)/\(name)"
        guard stat(path, &status) == 0 else { return nil }
        return Entry(path: path, size: Int(status.st_size), used: status.st_mtim.tv_sec)
      }
    }
  }
}

/// What a folder holds.
public enum Folder {
  /// Names in the folder, sorted by their bytes, without `.` and `..`; empty if it cannot be read.
  public static func names(in path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
