import EtudeCore
import EtudeLanguage
import EtudeSession
import Testing

/// A relative path starts at the folder of the file in which it is written.
@Suite struct PathTests {
  private let folder: String

  init() throws {
    folder = try temporaryFolder()
    for (name, text) in [
      ("a.txt", "top"), ("lib/a.txt", "lib"), ("lib/deep/a.txt", "deep"), ("lib/deep/b.txt", "only deep"),
      (
        "lib/deep/more.etude",
        "d = load \"a.txt\"; name = \"b.txt\"; names = [\"a.txt\", \"b.txt\"]; place = \"..\""
      ),
      ("lib/tools.etude", "include \"deep/more.etude\"\nl = load \"a.txt\""),
      (
        "main.etude",
        "include \"lib/tools.etude\"\nt = load \"a.txt\"\nfar = load name\nup = load \"{place}/a.txt\"\nfor n in names { each = load n }\n"
      ),
    ] {
      try WholeFile.write(text, to: "\(folder)/\(name)")
    }
  }

  private func values(_ session: Session) -> [String: String] {
    Dictionary(uniqueKeysWithValues: session.variables.map { ($0.name, $0.summary) })
  }

  private let wanted = [
    "d": "deep", "l": "lib", "t": "top", "far": "only deep", "up": "lib", "each": "only deep",
  ]

  @Test("In included files, and for texts that are handed on from one file to another")
  func includes() throws {
    let (session, seen) = Seen.session()
    #expect(session.runScript(folder + "/main.etude") == .done, "\(seen.all)")
    for (name, value) in wanted { #expect(values(session)[name] == value, "\(name)") }
  }

  @Test("In a file that is opened in a session, and after it for the names that it bound")
  func opening() throws {
    let (session, seen) = Seen.session()
    session.execute("x = 1")
    let opened = try #require(session.open(file: folder + "/main.etude"))
    #expect(
      opened.cells.map { session.execute($0).exitStatus } == Array(repeating: .done, count: 9), "\(seen.all)")
    for (name, value) in wanted { #expect(values(session)[name] == value, "\(name)") }
    #expect(session.execute("again = load name").exitStatus == .done)
    #expect(values(session)["again"] == "only deep")
    #expect(session.execute("load \"a.txt\"").exitStatus == .missingInput)
    #expect(session.history.map(\.number) == Array(1...12))
  }

  @Test("A file with an error runs nothing; one that fails while running stops there")
  func checkedFirst() throws {
    try WholeFile.write("y = 3\nz = nothing_there\n", to: folder + "/wrong.etude")
    let (session, seen) = Seen.session()
    #expect(session.open(file: folder + "/wrong.etude") == nil)
    #expect(session.open(file: folder + "/absent.etude") == nil)
    #expect(session.variables.isEmpty && session.cells.isEmpty)
    #expect(seen.all[0].hasPrefix("\(folder)/wrong.etude:2:5: error: unknown name 'nothing_there'"))
    #expect(seen.all.count == 2)
  }

  @Test("Saved elsewhere, a session reads the same files, also those that only a loop names")
  func saving() throws {
    let (session, seen) = Seen.session(readingFolder: folder)
    #expect(session.runScript(folder + "/main.etude") == .done, "\(seen.all)")
    session.execute("for n in [\"a\", \"deep/a\"] { s = load \"lib/{n}.txt\" }")
    session.execute("w = choose how: \"a.txt\"")
    let saved = folder + "/elsewhere/again/work.etude"
    try WholeFile.write(try session.record.script(in: Paths.folder(of: saved)), to: saved)
    let (again, errors) = Seen.session()
    #expect(again.runScript(saved) == .done, "\(errors.all)")
    for variable in session.variables where variable.type == "thing" {
      #expect(values(again)[variable.name] == variable.summary, "\(variable.name)")
    }
    let replay = try Replay.run(
      saved, check: true, vocabulary: SmallVocabulary.make(), environment: Environment())
    #expect(replay.difference == nil && replay.compared >= 7)
  }
}
