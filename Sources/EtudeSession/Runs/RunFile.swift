import EtudeCore
import GRDB
import Glibc

/// The record of runs: an SQLite file that several sessions may write at once.
///
/// It is opened when first needed. A damaged file is set aside and a new one begun; nothing is ever overwritten.
public final class RunFile {
  public let path: String
  private let warn: (String) -> Void
  private var opened: (queue: DatabaseQueue, identity: FileNode)?

  /// - Parameter warn: told once a damaged file was set aside.
  public init(_ path: String, warn: @escaping (String) -> Void = { _ in }) {
    self.path = path
    self.warn = warn
  }

  /// The user's own: `$ETUDE_RUNS`, else `$XDG_DATA_HOME/etude/runs.sqlite`, else under `~/.local/share`; nil without a
  /// home.
  public static func standardPath() -> String? {
    UserEnvironment.value(of: "ETUDE_RUNS") ?? UserEnvironment.dataFolder.map { $0 + "/etude/runs.sqlite" }
  }

  /// Keeps a run that begins; gives its number.
  public func begin(_ run: RecordedRun) throws -> Int {
    try perform { try RunRow(run).inserted($0).run.number }
  }

  /// Keeps what came of a run; gives its number, a new one if the file that it began in is no longer there.
  ///
  /// - Parameter contents: its value whole, as JSON.
  public func end(_ run: RecordedRun, contents: String?) throws -> Int {
    try perform { db in
      let row = RunRow(run, contents: contents)
      // The same number in another file is another run.
      let isThere =
        try RunRow.filter(RunRow.number == run.number && RunRow.started == run.started)
        .fetchCount(db) > 0
      if isThere { try row.update(db, columns: RunRow.outcome) }
      return isThere ? run.number : try row.inserted(db).run.number
    }
  }

  /// All runs, oldest first; the latest few if `latest` says how many. None where there is no file; rows that make no
  /// sense are left out, with a warning.
  public func runs(latest: Int? = nil) throws -> [RecordedRun] {
    guard access(path, F_OK) == 0 else { return [] }
    return try perform(reading: true) { db in
      let newest = RunRow.order(RunRow.number.desc)
      return try sensible(Row.fetchCursor(db, latest.map { newest.limit($0) } ?? newest))
        .map(\.run).reversed()
    }
  }

  /// One run, and its value whole as JSON; nil if there is none of that number.
  public func run(_ number: Int) throws -> (run: RecordedRun, contents: String?)? {
    guard access(path, F_OK) == 0 else { return nil }
    return try perform(reading: true) { db in
      try sensible(Row.fetchCursor(db, RunRow.filter(RunRow.number == number).selectingContents)).first
        .map { ($0.run, $0.contents) }
    }
  }

  /// The rows that are runs; of each other one a warning.
  private func sensible(_ rows: RowCursor) throws -> [RunRow] {
    var sensible: [RunRow] = []
    while let row = try rows.next() {
      do {
        sensible.append(try RunRow(row: row))
      } catch is RunRow.Damage {
        let number = Int.fromDatabaseValue(row["number"])
        warn("run \(number.map(String.init) ?? "?") in the record of runs is damaged: it is left out")
      }
    }
    return sensible
  }

  /// Runs `body` as one transaction; a file that turns out to be damaged is set aside, and it is done on a new one.
  private func perform<Result>(
    reading: Bool = false, _ body: (Database) throws -> Result
  ) throws -> Result {
    do {
      do {
        return try transaction(reading, body)
      } catch let error as DatabaseError where error.isDamage {
        opened = nil
        try RunFolder(path).setAside(warn)
        return try transaction(reading, body)
      }
    } catch let error as DatabaseError {
      opened = nil
      throw error.failure(path)
    }
  }

  private func transaction<Result>(_ reading: Bool, _ body: (Database) throws -> Result) throws -> Result {
    let queue = try queue()
    if reading { return try queue.read(body) }
    return try queue.writeWithoutTransaction { db in
      var result: Result?
      try db.inTransaction(.immediate) {
        result = try body(db)
        return .commit
      }
      guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
      return result
    }
  }

  /// The open file; opened anew where another session has set it aside or somebody has removed it.
  private func queue() throws -> DatabaseQueue {
    if let opened, opened.identity == FileNode(path) { return opened.queue }
    let queue = try RunFolder(path).open()
    opened = FileNode(path).map { (queue, $0) }
    return queue
  }
}

/// Which file a path leads to, whatever is in it.
private struct FileNode: Equatable {
  let device: dev_t
  let node: ino_t

  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = status.st_dev
    node = status.st_ino
  }
}
