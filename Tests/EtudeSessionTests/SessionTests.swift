import EtudeCore
import EtudeLanguage
import EtudeSession
import Testing

@Suite struct SessionTests {
  @Test func cellsGoOnAfterErrors() {
    let (session, seen) = Seen.session()
    #expect(session.promptNumber == 1)
    #expect(session.execute("x = make size: 5").exitCode == 0)
    #expect(session.execute("y = nothing_there").exitCode == 65)
    #expect(session.execute("z = load \"absent.txt\"").exitCode == 66)
    #expect(session.execute("_1").exitCode == 0)
    #expect(seen.all.last == "made 5 seed 0")
    #expect(seen.all[1].hasPrefix("[2]:1:5: error: unknown name 'nothing_there'"))
    #expect(session.variables.map(\.name) == ["x"])
    #expect(session.variables[0].statement == "x = make size: 5")
    #expect(session.history.map(\.number) == [1, 2, 3, 4])
    #expect(session.promptNumber == 5)
  }

  @Test func helpIsACell() {
    let (session, seen) = Seen.session()
    #expect(session.execute("make?").exitCode == 0)
    #expect(seen.all[0].hasPrefix("make: makes a thing"))
  }

  @Test func anInterruptedValueIsBound() {
    let (session, seen) = Seen.session()
    #expect(session.execute("x = wait\ny = make").exitCode == 130)
    #expect(session.variables.map(\.name) == ["x"])
    #expect(seen.all.last?.contains("interrupted") == true)
    #expect(session.execute("y = make").exitCode == 0)
  }

  @Test func scripts() throws {
    let folder = try temporaryFolder()
    try WholeFile.write(Array("song".utf8), to: folder + "/a.txt")
    try WholeFile.write(
      Array(
        "param n = 2\ninclude \"more.etude\"\nt = load \"a.txt\"\nt\nsave t to: \"b.txt\"\nload \"b.txt\"\nm"
          .utf8),
      to: folder + "/s.etude")
    try WholeFile.write(Array("m = make size: n".utf8), to: folder + "/more.etude")
    let (session, seen) = Seen.session(writingFolder: folder + "/out")
    #expect(session.runScript(folder + "/s.etude", overrides: [("n", "4")]) == 0)
    #expect(seen.all == ["song", "song", "made 4 seed 0"])
    let (other, errors) = Seen.session()
    #expect(other.runScript(folder + "/none.etude") == 66)
    #expect(other.checkScript(folder + "/s.etude") == 0)
    #expect(other.runScript(folder + "/s.etude", overrides: [("k", "4")]) == 64)
    #expect(other.runStatements("make size: 0") == 65)
    #expect(other.runStatements("make; x = load \"none\"") == 66)
    #expect(other.runStatements("x = 1 / 0") == 70)
    #expect(other.runStatements("x = wait") == 130)
    #expect(other.runStatements(bytes: [0xFF], name: "stdin") == 65)
    #expect(errors.all.contains { $0.hasPrefix("-e:1:1: error: 'size' cannot be 0") } == false)
    #expect(errors.all.contains { $0.hasPrefix("-e:1:12: error: 'size' cannot be 0") })
  }

  @Test func aPictureInAFileIsALine() {
    let (session, seen) = Seen.session()
    #expect(session.runStatements("sketch\nx = sketch\nsketch kept: yes\n[a: x, b: x]") == 0)
    #expect(seen.all == ["a sketch"])
    let pictures = session.cells.map { cell in
      cell.outputs.count { if case .picture = $0 { true } else { false } }
    }
    #expect(pictures == [1, 0, 0, 2])
  }

  @Test func aPictureThatIsNotShownIsToldOfOnce() {
    let (session, seen) = Seen.session()
    session.showsPictures = false
    #expect(session.runStatements("x = sketch\nsketch kept: yes\n  for i in [1, 2] { sketch }\nsketch") == 0)
    #expect(seen.all.count == 2)
    #expect(
      seen.all.contains {
        $0.hasPrefix("-e:3:3: warning: this picture is shown in a terminal only\n")
          && $0.hasSuffix("^ to keep it, write to: \"name.png\"")
      })
    #expect(session.runStatements("sketch") == 0)
    #expect(seen.all.count == 2)
  }

  @Test func seedsFromTheCommandLineWin() {
    let (session, seen) = Seen.session(seed: 9)
    #expect(session.runStatements("seed 3\nmake") == 0)
    #expect(seen.all == ["made 3 seed 9"])
  }
}
