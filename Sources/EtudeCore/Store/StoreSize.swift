import Glibc

/// Two files on the disk that hold results of one kind.
struct StoredSegment {
  let kind: String
  /// Without `.data` and `.index`.
  let path: String
  let bytes: Int
  let entries: Int
  /// Seconds and nanoseconds of its last use.
  let used: (Int, Int)

  func remove() {
    // The index last: data without a line is nothing, a line without data would be looked for.
    unlink(path + ".data")
    unlink(path + ".index")
  }

  /// Removes it unless a program is writing to it.
  func removeUnlessTaken() -> Bool {
    if let data = SegmentFile(reading: path + ".data"), !data.isTaken() { return false }
    remove()
    return true
  }
}

extension ResultStore {
  /// What is stored of a kind.
  public struct Size: Sendable, Equatable {
    /// The kind's name.
    public let kind: String
    /// How many results.
    public let entries: Int
    /// Bytes on the disk.
    public let bytes: Int
  }

  /// What is stored now, kind by kind, in the order of their names.
  public func sizes() -> [Size] {
    let kinds = Dictionary(grouping: segments(), by: \.kind)
    return kinds.map { kind, segments in
      Size(
        kind: kind, entries: segments.reduce(0) { $0 + $1.entries },
        bytes: segments.reduce(0) { $0 + $1.bytes })
    }.filter { $0.bytes > 0 }.sorted { $0.kind < $1.kind }
  }

  /// Bytes and results stored now.
  public func usage() -> (bytes: Int, entries: Int) {
    sizes().reduce((0, 0)) { ($0.0 + $1.bytes, $0.1 + $1.entries) }
  }

  /// Removes what was used longest ago until `limit` is kept, and what earlier versions of Étude kept here.
  public func prune() {
    FormerCache.remove(from: folder)
    let segments = segments().sorted { ($0.used.0, $0.used.1, $0.path) < ($1.used.0, $1.used.1, $1.path) }
    var total = segments.reduce(0) { $0 + $1.bytes }
    for segment in segments where total > limit {
      if segment.removeUnlessTaken() { total -= segment.bytes }
    }
  }

  func removeEmptyFolders() {
    for kind in Folder.names(in: root) {
      for processor in Folder.names(in: "\(root)/\(kind)") { rmdir("\(root)/\(kind)/\(processor)") }
      rmdir("\(root)/\(kind)")
    }
    rmdir(root)
  }

  func segments() -> [StoredSegment] {
    Folder.names(in: root).flatMap { kind in
      Folder.names(in: "\(root)/\(kind)").flatMap { processor -> [StoredSegment] in
        let folder = "\(root)/\(kind)/\(processor)"
        return Folder.names(in: folder).filter { $0.hasSuffix(".index") }.map { file in
          let path = "\(folder)/\(file.dropLast(6))"
          var (data, index) = (stat(), stat())
          let hasData = stat(path + ".data", &data) == 0
          _ = stat(path + ".index", &index)
          let time = hasData ? data.st_mtim : index.st_mtim
          return StoredSegment(
            kind: kind, path: path, bytes: (hasData ? Int(data.st_size) : 0) + Int(index.st_size),
            entries: Int(index.st_size) / StoreEntry.size, used: (time.tv_sec, time.tv_nsec))
        }
      }
    }
  }
}
