import EtudeCore
import EtudeLanguage
import EtudeSession
import Testing

@Suite struct SavingTests {
  /// The saved script without digests and its first line.
  private func saved(_ cells: [String], folder: String = ".") throws -> [String] {
    let (session, seen) = Seen.session()
    for cell in cells { #expect(session.execute(cell).exitStatus == .done, "\(seen.all)") }
    return try session.record.script(in: folder, .values).split(separator: "\n").dropFirst().map { line in
      String(line.split(separator: "#")[0]).trimmingSpaces
    }.filter { $0 != "seed 0" }
  }

  /// What is made of an interrupted value is another one when the script is run to its end.
  @Test func nothingThatStandsOnAnInterruptedValueIsCompared() throws {
    let (session, seen) = Seen.session()
    for cell in ["a = make", "s = measure [a, a] with: 8", "t = s[0].text", "b = make size: 9"] {
      #expect(session.execute(cell).exitStatus == .done, "\(seen.all)")
    }
    let lines = try session.record.script(in: ".", .values).split(separator: "\n").map(String.init)
    let place = try #require(lines.firstIndex { $0.hasPrefix("# The next line was interrupted") })
    #expect(lines[place + 1].hasPrefix("s = measure [a, a]"))
    #expect(lines.filter { $0.contains("# digest") }.map { $0.prefix(5) } == ["a = m", "b = m"])
  }

  @Test func theSeedIsAlwaysWritten() throws {
    let (session, _) = Seen.session()
    session.execute("a = make")
    #expect(try session.record.script(in: ".", .values).split(separator: "\n")[1] == "seed 0")
  }

  @Test func onlyWhatTheLiveValuesStandOn() throws {
    #expect(
      try saved(["a = make", "b = make size: 9", "make size: 7", "b = join a", "c = 2", "c = c + 1"]) == [
        "a = make size: 3 share: 30%", "b = join a", "c = 2", "c = c + 1",
      ])
  }

  @Test func seedsWhereTheyChange() throws {
    #expect(
      try saved(["seed 7", "a = make", "seed 8", "x = 1", "b = make"]) == [
        "seed 7", "a = make size: 3 share: 30%", "seed 8", "x = 1", "b = make size: 3 share: 30%",
      ])
  }

  @Test func cellsGetNames() throws {
    #expect(
      try saved(["make size: 4", "x = join _ (make size: 5)", "x = join _2 _1"]) == [
        "cell1 = make size: 4 share: 30%", "x = join cell1 (make size: 5 share: 30%)", "cell2 = x",
        "x = join cell2 cell1",
      ])
  }

  @Test func loopsPipesAndBareVerbs() throws {
    #expect(
      try saved([
        "for i in [1, 2] { x = make size: i\n y = x.text }", "z = make | join",
        "w = [a: make, b: make | join x]",
      ]) == [
        "for i in [1, 2] {", "x = make size: i share: 30%", "y = x.text", "}",
        "z = make size: 3 share: 30% | join",
        "w = [a: make size: 3 share: 30%, b: make size: 3 share: 30% | join x]",
      ])
  }

  /// What a loop only shows or writes is no part of what makes the live values, unless one of them is read from it.
  @Test func loopsKeepWhatTheyBind() throws {
    let folder = try temporaryFolder()
    func lines(_ cells: [String]) throws -> [String] {
      let (session, seen) = Seen.session(readingFolder: folder, writingFolder: folder)
      for cell in cells { #expect(session.execute(cell).exitStatus == .done, "\(seen.all)") }
      return try session.record.script(in: folder, .values).split(separator: "\n").dropFirst().map {
        String($0.split(separator: "#")[0]).trimmingSpaces
      }
    }
    let loop = "for i in [1, 2] { x = make size: i; x; for j in [3] { save x to: \"a.txt\"; make } }"
    #expect(
      try lines([loop]) == [
        "seed 0", "for i in [1, 2] {", "x = make size: i share: 30%", "for j in [3] {", "}", "}",
      ])
    #expect(try lines([loop, "y = load \"a.txt\""]).contains("save x to: \"a.txt\""))
    #expect(
      try lines(["t = make", "u = make size: 9", "for i in [1] { join t; v = u }", "t = 3; u = 4"]) == [
        "seed 0", "u = make size: 9 share: 30%", "for i in [1] {", "v = u", "}", "t = 3", "u = 4",
      ])
  }

  @Test func filesOfTheRunAndPaths() throws {
    let folder = try temporaryFolder()
    try WholeFile.write(Array("song".utf8), to: folder + "/music/a.txt")
    let (session, seen) = Seen.session(readingFolder: folder, writingFolder: folder + "/out")
    for cell in [
      "place = \"music\"", "t = load \"{place}/a.txt\"", "save t to: \"b.txt\"", "u = load \"b.txt\"",
      "save u to: \"c.txt\"",
    ] {
      #expect(session.execute(cell).exitStatus == .done, "\(seen.all)")
    }
    let lines = try session.record.script(in: folder + "/saved", .values).split(separator: "\n").dropFirst()
      .map {
        String($0.split(separator: "#")[0]).trimmingSpaces
      }
    #expect(
      lines == [
        "seed 0", "place = \"music\"", "t = load \"../music/a.txt\"", "save t to: \"b.txt\"",
        "u = load \"b.txt\"",
      ])
  }

  @Test func replay() throws {
    let folder = try temporaryFolder()
    let (session, _) = Seen.session(writingFolder: folder)
    for cell in [
      "seed 5", "a = make", "b = join a (make size: 8)", "n = b.text", "x = make; y = join _2 x",
      "save session to: \"w.etude\"",
    ] {
      #expect(session.execute(cell).exitStatus == .done)
    }
    let path = folder + "/w.etude"
    let same = try Replay.run(
      path, check: true, vocabulary: SmallVocabulary.make(), environment: Environment())
    #expect(same.difference == nil)
    #expect(same.compared >= 5)
    let text = String(decoding: try WholeFile.read(path), as: UTF8.self)
    try WholeFile.write(Array(text.replacing("size: 8", with: "size: 9").utf8), to: path)
    let other = try Replay.run(
      path, check: true, vocabulary: SmallVocabulary.make(), environment: Environment())
    #expect(other.difference?.name == "b")
    #expect(other.summary.hasPrefix("line 5 differs in 'b': b = join a"))
    try WholeFile.write(Array("x = 1\ny = 1 / 0".utf8), to: path)
    let failure = #expect(throws: Failure.self) {
      try Replay.run(path, check: false, vocabulary: SmallVocabulary.make(), environment: Environment())
    }
    #expect(failure?.cause == "\(path):2: division by zero")
  }

  @Test func savingASavedSessionGivesTheSame() throws {
    let folder = try temporaryFolder()
    let (session, _) = Seen.session(writingFolder: folder)
    for cell in ["seed 5", "make", "b = join _ (make size: 8)", "save session to: \"w.etude\""] {
      session.execute(cell)
    }
    let first = try WholeFile.read(folder + "/w.etude")
    let (again, _) = Seen.session()
    #expect(again.runScript(folder + "/w.etude") == .done)
    #expect(try again.record.script(in: folder) == String(decoding: first, as: UTF8.self))
  }

  @Test func pathsBetweenFolders() throws {
    #expect(Paths.relative("/a/b/c.txt", from: "/a/d/e") == "../../b/c.txt")
    #expect(Paths.relative("/a/b/../c.txt", from: "/a") == "c.txt")
    #expect(Paths.folder(of: "c.txt") == ".")
    #expect(Paths.folder(of: "/c.txt") == "/")
  }
}

extension String {
  var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
