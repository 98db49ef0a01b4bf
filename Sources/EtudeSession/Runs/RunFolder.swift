import EtudeCore
import GRDB
import Glibc

/// Opening the file of runs, and setting a damaged one aside: under a lock, so that two sessions that start at once do
/// not stumble over each other.
struct RunFolder {
  private let path: String

  init(_ path: String) { self.path = path }

  /// The open file, made if there is none; read-only where it cannot be written.
  func open() throws -> DatabaseQueue {
    try? WholeFile.makeFolder(Paths.folder(of: path))
    return try locked {
      do {
        return try opened(readonly: false)
      } catch let error as DatabaseError
        where [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(error.resultCode) && access(path, R_OK) == 0
      {
        return try opened(readonly: true)
      }
    }
  }

  private func opened(readonly: Bool) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(10)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let isForeign = try queue.read { db in try RunSchema.isForeign(db) }
    guard !isForeign else {
      throw Failure(
        "\(path) was written by another version of Étude", fix: "use that version, or set ETUDE_RUNS")
    }
    guard !readonly else { return queue }
    // A reader does not wait for a writer then, and a killed program leaves nothing half written.
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
    }
    try RunSchema.migrator.migrate(queue)
    return queue
  }

  /// Renames a damaged file with what belongs to it, unless another session has done so already.
  ///
  /// - Throws: `Failure` if it never was a record of runs, by its name and its beginning: it stays where it is.
  func setAside(_ warn: (String) -> Void) throws {
    guard isNamedAsDatabase || beginsAsDatabase else {
      throw Failure("\(path) is no record of runs", fix: "set ETUDE_RUNS to another file")
    }
    try locked {
      if let queue = try? opened(readonly: false),
        (try? queue.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }) == "ok"
      {
        return
      }
      var aside = "\(path).damaged-\(WallClock.stamp(WallClock.now()))"
      while access(aside, F_OK) == 0 { aside += "-" }
      guard rename(path, aside) == 0 else { throw systemFailure("cannot set aside \(path)") }
      for ending in ["-wal", "-shm"] { rename(path + ending, aside + ending) }
      warn("the record of runs was damaged: it is now \(aside), a new one is begun")
    }
  }

  private var isNamedAsDatabase: Bool {
    [".sqlite", ".sqlite3", ".db"].contains { path.lowercased().hasSuffix($0) }
  }

  /// True if its first bytes are those of every SQLite file.
  private var beginsAsDatabase: Bool {
    guard let file = fopen(path, "rb") else { return false }
    defer { fclose(file) }
    let magic = Array("SQLite format 3\0".utf8)
    var bytes = [UInt8](repeating: 0, count: magic.count)
    return fread(&bytes, 1, bytes.count, file) == bytes.count && bytes == magic
  }

  private func locked<Result>(_ body: () throws -> Result) throws -> Result {
    let lock = Glibc.open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { return try body() }
    defer { close(lock) }
    while flock(lock, LOCK_EX) != 0 && errno == EINTR {}
    return try body()
  }
}

extension DatabaseError {
  var isDamage: Bool { [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(resultCode) }

  /// What a user is told of it.
  func failure(_ path: String) -> Failure {
    let fix: String? =
      switch resultCode {
      case .SQLITE_FULL: "free some space on the disk"
      case .SQLITE_READONLY, .SQLITE_CANTOPEN: "check its permissions, or set ETUDE_RUNS"
      case .SQLITE_IOERR: "check the disk, or set ETUDE_RUNS"
      case .SQLITE_BUSY: "see which program holds it"
      default: nil
      }
    return Failure("cannot use \(path): \(message ?? "SQLite says \(resultCode.rawValue)")", fix: fix)
  }
}
