import EtudeCore
import FoundationEssentials
import GRDB

/// A run as a row of the record's table, and its value whole as JSON.
struct RunRow: FetchableRecord, MutablePersistableRecord {
  /// A column holds what no run has there.
  struct Damage: Error {}

  static let databaseTableName = "run"
  static let number = Column("number")
  static let started = Column("started")
  /// What the end of a run adds to its row.
  static let outcome = ["state", "seconds", "kind", "digest", "scores", "cause", "contents"]
  /// Values whole are long; they are read one at a time.
  static var databaseSelection: [any SQLSelectable] { [.allColumns(excluding: ["contents"])] }

  var run: RecordedRun
  let contents: String?

  init(_ run: RecordedRun, contents: String? = nil) {
    self.run = run
    self.contents = contents
  }

  /// - Throws: `Damage`; a row's own conversions would end the program.
  init(row: Row) throws {
    func value<Value: DatabaseValueConvertible>(_ column: String, as _: Value.Type = Value.self) -> Value? {
      Value.fromDatabaseValue(row[column])
    }
    func decoded<Value: Decodable>(_ column: String) -> [String: Value] {
      let text: String = value(column) ?? ""
      return (try? JSONDecoder().decode([String: Value].self, from: Data(text.utf8))) ?? [:]
    }
    guard let number: Int = value("number"), let state: RecordedRun.State = value("state"),
      let verb: String = value("verb"), let statement: String = value("statement"),
      let resolved: String = value("resolved"),
      let seed = value("seed", as: String.self).flatMap({ UInt64($0) }),
      let version: String = value("version"), let machine: String = value("machine"),
      let threads: Int = value("threads"), let started: Double = value("started"),
      let seconds: Double = value("seconds"), let script: String = value("script"),
      let folder: String = value("folder"), let place: Int = value("place"), let turn: Int = value("turn")
    else { throw Damage() }
    run = RecordedRun(
      number: number, state: state, verb: verb, statement: statement, label: value("label"),
      resolved: resolved, options: decoded("options"), operands: decoded("operands"), seed: seed,
      version: version, machine: machine, threads: threads, started: started, seconds: seconds,
      script: script, folder: folder, place: place, turn: turn, repeats: value("repeats"),
      kind: value("kind"), digest: value("digest"), scores: decoded("scores"), cause: value("cause"))
    contents = row.hasColumn("contents") ? value("contents") : nil
  }

  func encode(to container: inout PersistenceContainer) throws {
    container["number"] = run.number == 0 ? nil : run.number
    container["state"] = run.state
    container["verb"] = run.verb
    container["statement"] = run.statement
    container["label"] = run.label
    container["resolved"] = run.resolved
    container["options"] = try Self.json(run.options)
    container["operands"] = try Self.json(run.operands)
    // SQLite has no unsigned numbers of 64 bits.
    container["seed"] = String(run.seed)
    container["version"] = run.version
    container["machine"] = run.machine
    container["threads"] = run.threads
    container["started"] = run.started
    container["seconds"] = run.seconds
    container["script"] = run.script
    container["folder"] = run.folder
    container["place"] = run.place
    container["turn"] = run.turn
    container["repeats"] = run.repeats
    container["kind"] = run.kind
    container["digest"] = run.digest
    container["scores"] = try Self.json(run.scores)
    container["cause"] = run.cause
    container["contents"] = contents
  }

  /// The row with the number that the file gives it.
  func inserted(_ db: Database) throws -> RunRow {
    var row = self
    row.run.number = 0
    try row.insert(db)
    return row
  }

  mutating func didInsert(_ inserted: InsertionSuccess) { run.number = Int(inserted.rowID) }

  private static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

extension RecordedRun.State: DatabaseValueConvertible {}

extension QueryInterfaceRequest<RunRow> {
  /// The rows with their values whole.
  var selectingContents: Self { select(.allColumns) }
}
