import EtudeCore
import EtudeLanguage
import EtudeSession
import GRDB
import Glibc
import Testing

@Suite("The record of runs") struct RunTests {
  private let folder: String
  private var path: String { folder + "/data/runs.sqlite" }
  private var file: RunFile { RunFile(path) }

  init() throws { folder = try temporaryFolder() }

  private func session() -> (Session, Seen) {
    Seen.session(readingFolder: folder, writingFolder: folder, runs: path)
  }

  private func rerun(_ number: Int) throws -> Rerun {
    let run = try #require(try file.run(number)).run
    return try Rerun.run(run, of: file, vocabulary: SmallVocabulary.make(), environment: Environment())
  }

  @Test("Every call of a verb that is recorded has a row: in lists, loops and brackets, however it ends")
  func rows() throws {
    let (session, seen) = session()
    session.execute("t = make size: 4")
    #expect(access(path, F_OK) != 0)
    for cell in [
      "measure t", "seed 5", "m = measure t with: [2, 3]",
      "for i in [4, 5] { measure (make size: i) with: i }",
      "measure t with: 0", "measure t with: 9", "x = measure t with: 8 seed: 7",
    ] {
      session.execute(cell)
    }
    let runs = try file.runs()
    #expect(runs.map(\.number) == Array(1...8), "\(seen.all)")
    #expect(
      runs.map(\.state) == [.done, .done, .done, .done, .done, .failed, .interrupted, .interrupted])
    #expect(runs.map(\.seed) == [0, 5, 5, 5, 5, 5, 5, 7])
    #expect(runs.map { $0.options["with"] } == ["1", "2", "3", "4", "5", "0", "9", "8"])
    #expect(runs.map(\.label) == [nil, "2", "3", nil, nil, nil, nil, nil])
    #expect(runs[0].resolved == "measure t with: 1" && runs[0].statement == "measure t")
    #expect(runs[3].statement == "measure (make size: i) with: i")
    #expect(runs[5].cause == "measured without care" && runs[5].digest == nil)
    #expect(runs[6].digest == nil && runs[7].digest != nil)
    #expect(runs[0].scores == ["accuracy": 0.5] && runs[0].kind == "score")
    #expect(runs[0].operands["thing"] == Thing(text: "made 4 seed 0").digest)
    #expect(try file.run(2)?.contents == "\"made 4 seed 0 with 2 seed 5\"")
    #expect(try file.run(9) == nil)
    #expect(try file.runs(latest: 2).map(\.number) == [7, 8])
    #expect(!seen.all.contains { $0.hasPrefix("warning") })
  }

  @Test("A run's script is closed: what it stands on, its seed, its files, its cells, and nothing else")
  func scripts() throws {
    try WholeFile.write("song", to: folder + "/a.txt")
    let (session, seen) = session()
    for cell in [
      "seed 3", "t = make", "unused = make", "save t to: \"b.txt\"", "join t (load \"a.txt\")",
      "measure (join _ (load \"b.txt\"))",
    ] {
      session.execute(cell)
    }
    let run = try #require(try file.run(1)).run
    let lines = run.script.split(separator: "\n").dropFirst().map { line in
      String(line.split(separator: "#")[0]).trimmingSpaces
    }
    #expect(
      lines == [
        "seed 3", "t = make size: 3 share: 30%", "save t to: \"b.txt\"", "cell5 = join t (load \"a.txt\")",
        "measure (join cell5 (load \"b.txt\")) with: 1",
      ], "\(seen.all)")
    #expect(run.folder == folder)
    // The call can be looked at in its place, as long as the files of its script are there.
    let replay = RunReplay(run, vocabulary: SmallVocabulary.make(), environment: Environment())
    let seenThere = try replay.atCall { call in
      let written = call.environment.writingFolder + "/b.txt"
      return (verb: call.verb.name, written: written, isWritten: access(written, F_OK) == 0)
    }
    #expect(seenThere.verb == "measure" && seenThere.isWritten && access(seenThere.written, F_OK) != 0)
    #expect(throws: CancellationError.self) { try replay.atCall { _ -> Int in throw CancellationError() } }
    #expect(try file.runs().count == 1)
    // What the script writes is written elsewhere.
    try WholeFile.write("mine", to: folder + "/b.txt")
    #expect(try rerun(1).isEqual == true)
    #expect(String(decoding: try WholeFile.read(folder + "/b.txt"), as: UTF8.self) == "mine")
  }

  @Test("A rerun gives the same, of a list's element and in a loop too, and is a run of its own")
  func reruns() throws {
    let (session, _) = session()
    session.execute("t = make\nfor i in [1, 2] { measure t with: [3, 4] }\nmeasure (make size: 9)")
    for number in 1...5 {
      let rerun = try rerun(number)
      #expect(rerun.isEqual == true && rerun.reasons.isEmpty)
      #expect(rerun.after.number == 5 + number && rerun.after.repeats == number)
      #expect(rerun.after.digest == rerun.before.digest)
    }
    #expect(try file.runs().count == 10)
    session.execute("measure t with: 8")
    let partial = try rerun(11)
    #expect(partial.isEqual == nil && partial.reasons.isEmpty && partial.after.state == .interrupted)
    // The rerun of a rerun.
    #expect(try rerun(7).isEqual == true)
  }

  @Test("A rerun that differs says why: files changed, or gone; another version, another machine")
  func differences() throws {
    try WholeFile.write("song", to: folder + "/a.txt")
    let (session, _) = session()
    session.execute("t = load \"a.txt\"\nmeasure t")
    session.execute("measure (load \"a.txt\")")
    try WholeFile.write("other", to: folder + "/a.txt")
    let named = try rerun(1)
    #expect(named.isEqual == false)
    #expect(named.reasons == ["the files of 't' have changed: t = load \"a.txt\""])
    #expect(try rerun(2).reasons == ["its thing is not what it was"])
    unlink(folder + "/a.txt")
    let failure = #expect(throws: Failure.self) { try rerun(1) }
    #expect(failure?.cause.hasPrefix("run 1 cannot be run again: cannot open") == true)
    #expect(failure?.kind == .input)
  }

  @Test("A damaged file is set aside whole, and the run is kept in a new one")
  func damage() throws {
    let bytes = Array("this is no database, but somebody's only copy of something".utf8)
    try WholeFile.write(bytes + [UInt8](repeating: 7, count: 5000), to: path)
    let (session, seen) = session()
    session.execute("measure make")
    #expect(try file.runs().map(\.number) == [1])
    let aside = Folder.names(in: folder + "/data").filter { $0.hasPrefix("runs.sqlite.damaged-") }
    #expect(aside.count == 1)
    #expect(try WholeFile.read("\(folder)/data/\(aside.first ?? "")").prefix(bytes.count) == bytes[...])
    #expect(seen.all.filter { $0.contains("was damaged") }.count == 1)
    #expect(session.cells.last?.exitStatus == .done)
  }

  @Test("A file that never was a record of runs stays as it is, and what runs goes on unrecorded")
  func anotherFile() throws {
    let notes = folder + "/notes.txt"
    try WholeFile.write("milk, bread", to: notes)
    let failure = #expect(throws: Failure.self) { try RunFile(notes).runs() }
    #expect(
      failure?.cause == "\(notes) is no record of runs" && failure?.fix == "set ETUDE_RUNS to another file")
    #expect(try WholeFile.read(notes) == Array("milk, bread".utf8))
    #expect(Folder.names(in: folder).filter { $0.hasPrefix("notes.txt.damaged") } == [])
  }

  @Test("A row that makes no sense is left out with a warning, and the others are there")
  func damagedRow() throws {
    let (session, _) = session()
    for _ in 0..<3 { session.execute("measure make") }
    let queue = try DatabaseQueue(path: path)
    for change in ["threads = 'many'", "seed = 'none'", "state = x'00ff'", "started = 'soon'"] {
      try queue.write { try $0.execute(sql: "UPDATE run SET \(change) WHERE number = 2") }
      var warnings: [String] = []
      let damaged = RunFile(path) { warnings.append($0) }
      #expect(try damaged.runs().map(\.number) == [1, 3])
      #expect(try damaged.run(2) == nil)
      #expect(warnings.first == "run 2 in the record of runs is damaged: it is left out")
    }
  }

  @Test("A page that is spoilt while a session has the file open is found, too")
  func damageLater() throws {
    let (session, seen) = session()
    session.execute("measure (make size: 1)")
    do {
      let (other, _) = self.session()
      other.execute("measure make")
    }
    for ending in ["-wal", "-shm"] { unlink(path + ending) }
    var spoilt = try WholeFile.read(path)
    for index in 100..<spoilt.count { spoilt[index] = UInt8(truncatingIfNeeded: index &* 31) }
    try WholeFile.write(spoilt, to: path)
    session.execute("measure (make size: 2)")
    #expect(seen.all.filter { $0.contains("was damaged") }.count == 1, "\(seen.all)")
    #expect(try file.runs().map(\.number) == [1], "\(seen.all)")
    #expect(session.cells.last?.exitStatus == .done)
  }

  @Test("A run whose file is taken away under it is kept in the new one, and no other run is touched")
  func takenAway() throws {
    let (session, _) = session()
    session.execute("measure make")
    var taken = try #require(try file.run(1)).run
    for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
    session.execute("measure (make size: 2)")
    let other = try #require(try file.run(1))
    #expect(try file.end(taken, contents: "\"taken\"") == 2)
    taken = try #require(try file.run(2)).run
    #expect(taken.digest == Score(text: "made 3 seed 0 with 1 seed 0").digest && taken.state == .done)
    #expect(try file.run(1)?.run == other.run)
  }

  @Test("A record that cannot be written is one warning, and the runs go on")
  func unwritable() throws {
    let (session, seen) = Seen.session(runs: "/dev/null/runs.sqlite")
    for _ in 0..<3 { #expect(session.execute("measure make").exitStatus == .done) }
    #expect(seen.all.filter { $0.hasPrefix("warning: this run is not recorded") }.count == 1, "\(seen.all)")
  }

  @Test("A file of another version is left alone")
  func otherVersion() throws {
    do {
      let (first, _) = session()
      first.execute("measure make")
    }
    var bytes = try WholeFile.read(path)
    try #require(bytes.count > 4096)
    // The user version lies at offset 60 of SQLite's header.
    bytes[63] = 77
    try WholeFile.write(bytes, to: path)
    let (session, seen) = session()
    #expect(session.execute("measure make").exitStatus == .done)
    #expect(seen.all.contains { $0.contains("another version of Étude") }, "\(seen.all)")
    #expect(try WholeFile.read(path) == bytes)
  }

  @Test(
    "A file from before there were migrations opens, with its runs; new ones are added, old programs still read it"
  )
  func fileWithoutMigrations() throws {
    try WholeFile.makeFolder(Paths.folder(of: path))
    try DatabaseQueue(path: path).write { db in
      try db.execute(
        sql: """
          CREATE TABLE run (
            number INTEGER PRIMARY KEY AUTOINCREMENT, state TEXT NOT NULL, verb TEXT NOT NULL,
            statement TEXT NOT NULL, label TEXT, resolved TEXT NOT NULL, options TEXT NOT NULL,
            operands TEXT NOT NULL, seed TEXT NOT NULL, version TEXT NOT NULL, machine TEXT NOT NULL,
            threads INTEGER NOT NULL, started REAL NOT NULL, seconds REAL NOT NULL, script TEXT NOT NULL,
            folder TEXT NOT NULL, place INTEGER NOT NULL, turn INTEGER NOT NULL, repeats INTEGER, kind TEXT,
            digest TEXT, scores TEXT, cause TEXT, contents TEXT);
          INSERT INTO run VALUES (7, 'done', 'measure', 'measure t', NULL, 'measure t with: 1', '{"with":"1"}',
            '{}', '18446744073709551615', '0.1.0', 'x86_64', 2, 1.5e9, 0.25, 'seed 0', '/', 0, 0, NULL, 'score',
            'abc', '{"accuracy":0.5}', NULL, '"made"');
          PRAGMA user_version = 1;
          """)
    }
    let (session, seen) = session()
    session.execute("measure make")
    #expect(try file.runs().map(\.number) == [7, 8], "\(seen.all)")
    let old = try #require(try file.run(7))
    #expect(old.run.seed == .max && old.run.scores == ["accuracy": 0.5] && old.run.seconds == 0.25)
    #expect(old.run.options == ["with": "1"] && old.contents == "\"made\"")
    let (version, columns) = try DatabaseQueue(path: path).read { db in
      (try Int.fetchOne(db, sql: "PRAGMA user_version"), try db.columns(in: "run").map(\.name))
    }
    #expect(version == 1)
    // A file that is new has the same columns in the same order.
    let fresh = folder + "/fresh.sqlite"
    _ = try RunFile(fresh).begin(old.run)
    #expect(try DatabaseQueue(path: fresh).read { try $0.columns(in: "run").map(\.name) } == columns)
  }

  @Test("A file with a migration that this version does not know is another version's")
  func laterMigration() throws {
    do {
      let (first, _) = session()
      first.execute("measure make")
    }
    try DatabaseQueue(path: path).write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('2000')") }
    let failure = #expect(throws: Failure.self) { try file.runs() }
    #expect(failure?.cause.contains("another version of Étude") == true)
  }
}
