import EtudeCore
import FoundationEssentials
import GRDB
import Glibc

/// The record of runs: an SQLite file that several sessions may write at once.
///
/// It is opened when first needed. A damaged file is set aside and a new one begun; nothing is ever overwritten.
public final class RunFile {
  public let path: String
  private let warn: (String) -> Void
  private var opened: (queue: DatabaseQueue, identity: FileIdentity)?

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
    try perform { try Self.insert(run, $0) }
  }

  /// Keeps what came of a run; gives its number, a new one if the file that it began in is no longer there.
  ///
  /// - Parameter contents: its value whole, as JSON.
  public func end(_ run: RecordedRun, contents: String?) throws -> Int {
    try perform { db in
      if try Self.update(run, run.number, contents, db) { return run.number }
      let number = try Self.insert(run, db)
      _ = try Self.update(run, number, contents, db)
      return number
    }
  }

  private static func insert(_ run: RecordedRun, _ db: Database) throws -> Int {
    try db.execute(
      sql: """
        INSERT INTO run (state, verb, statement, label, resolved, options, operands, seed, version, machine, threads,
        started, seconds, script, folder, place, turn, repeats) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?,
        ?, ?, ?)
        """,
      arguments: [
        run.state.rawValue, run.verb, run.statement, run.label, run.resolved, json(run.options),
        json(run.operands), String(run.seed), run.version, run.machine, run.threads, run.started,
        run.script, run.folder, run.place, run.turn, run.repeats,
      ])
    return Int(db.lastInsertedRowID)
  }

  /// Whether there is such a run: the same number in another file is another run.
  private static func update(
    _ run: RecordedRun, _ number: Int, _ contents: String?, _ db: Database
  ) throws -> Bool {
    try db.execute(
      sql: """
        UPDATE run SET state = ?, seconds = ?, kind = ?, digest = ?, scores = ?, cause = ?, contents = ?
        WHERE number = ? AND started = ?
        """,
      arguments: [
        run.state.rawValue, run.seconds, run.kind, run.digest, json(run.scores), run.cause, contents, number,
        run.started,
      ])
    return db.changesCount > 0
  }

  /// All runs, oldest first; the latest few if `latest` says how many. None where there is no file; rows that make no
  /// sense are left out, with a warning.
  public func runs(latest: Int? = nil) throws -> [RecordedRun] {
    guard access(path, F_OK) == 0 else { return [] }
    return try perform(reading: true) { db in
      try Row.fetchAll(
        db, sql: "SELECT \(Self.columns) FROM run ORDER BY number DESC LIMIT ?", arguments: [latest ?? -1]
      ).reversed().compactMap(sensible)
    }
  }

  private func sensible(_ row: Row) -> RecordedRun? {
    if let run = RecordedRun(row) { return run }
    let number = Int.fromDatabaseValue(row["number"])
    warn("run \(number.map(String.init) ?? "?") in the record of runs is damaged: it is left out")
    return nil
  }

  /// One run, and its value whole as JSON; nil if there is none of that number.
  public func run(_ number: Int) throws -> (run: RecordedRun, contents: String?)? {
    guard access(path, F_OK) == 0 else { return nil }
    return try perform(reading: true) { db in
      try Row.fetchOne(
        db, sql: "SELECT \(Self.columns), contents FROM run WHERE number = ?", arguments: [number]
      ).flatMap { row in sensible(row).map { ($0, String.fromDatabaseValue(row["contents"])) } }
    }
  }

  private static let columns = """
    number, state, verb, statement, label, resolved, options, operands, seed, version, machine, threads, started, seconds,
    script, folder, place, turn, repeats, kind, digest, scores, cause
    """

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
    if let opened, opened.identity == FileIdentity(path) { return opened.queue }
    let queue = try RunFolder(path).open()
    opened = FileIdentity(path).map { (queue, $0) }
    return queue
  }

  private static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

/// Which file a path leads to.
private struct FileIdentity: Equatable {
  let device: dev_t
  let node: ino_t

  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = status.st_dev
    node = status.st_ino
  }
}

extension RecordedRun {
  /// Nil if a column holds what no run has there: a row's own conversions would end the program.
  fileprivate init?(_ row: Row) {
    func value<Value: DatabaseValueConvertible>(_ column: String, as _: Value.Type = Value.self) -> Value? {
      Value.fromDatabaseValue(row[column])
    }
    func decoded<Value: Decodable>(_ column: String) -> [String: Value] {
      let text: String = value(column) ?? ""
      return (try? JSONDecoder().decode([String: Value].self, from: Data(text.utf8))) ?? [:]
    }
    guard let number: Int = value("number"), let state = value("state").flatMap(State.init(rawValue:)),
      let verb: String = value("verb"), let statement: String = value("statement"),
      let resolved: String = value("resolved"),
      let seed = value("seed", as: String.self).flatMap({ UInt64($0) }),
      let version: String = value("version"), let machine: String = value("machine"),
      let threads: Int = value("threads"), let started: Double = value("started"),
      let seconds: Double = value("seconds"), let script: String = value("script"),
      let folder: String = value("folder"), let place: Int = value("place"), let turn: Int = value("turn")
    else { return nil }
    self.init(
      number: number, state: state, verb: verb, statement: statement, label: value("label"),
      resolved: resolved, options: decoded("options"), operands: decoded("operands"), seed: seed,
      version: version, machine: machine, threads: threads, started: started, seconds: seconds,
      script: script, folder: folder, place: place, turn: turn, repeats: value("repeats"),
      kind: value("kind"), digest: value("digest"), scores: decoded("scores"), cause: value("cause"))
  }
}
