import EtudeCore
import EtudeLanguage
import EtudeSession
import Testing

@Suite struct SessionTests {
  @Test func cellsGoOnAfterErrors() {
    let (session, seen) = Seen.session()
    #expect(session.promptNumber == 1)
    #expect(session.execute("x = make size: 5").exitStatus == .done)
    #expect(session.execute("y = nothing_there").exitStatus == .staticError)
    #expect(session.execute("z = load \"absent.txt\"").exitStatus == .missingInput)
    #expect(session.execute("_1").exitStatus == .done)
    #expect(seen.all.last == "made 5 seed 0")
    #expect(seen.all[1].hasPrefix("[2]:1:5: error: unknown name 'nothing_there'"))
    #expect(session.variables.map(\.name) == ["x"])
    #expect(session.variables[0].statement == "x = make size: 5")
    #expect(session.history.map(\.number) == [1, 2, 3, 4])
    #expect(session.promptNumber == 5)
  }

  @Test func helpIsACell() {
    let (session, seen) = Seen.session()
    #expect(session.execute("make?").exitStatus == .done)
    #expect(seen.all[0].hasPrefix("make: makes a thing"))
  }

  @Test func anInterruptedValueIsBound() {
    let (session, seen) = Seen.session()
    #expect(session.execute("x = wait\ny = make").exitStatus == .interrupted)
    #expect(session.variables.map(\.name) == ["x"])
    #expect(seen.all.last?.contains("interrupted") == true)
    #expect(session.execute("y = make").exitStatus == .done)
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
    #expect(session.runScript(folder + "/s.etude", overrides: [("n", "4")]) == .done)
    #expect(seen.all == ["song", "song", "made 4 seed 0"])
    let (other, errors) = Seen.session()
    #expect(other.runScript(folder + "/none.etude") == .missingInput)
    #expect(other.checkScript(folder + "/s.etude") == .done)
    #expect(other.runScript(folder + "/s.etude", overrides: [("k", "4")]) == .wrongCommandLine)
    #expect(other.runStatements("make size: 0") == .staticError)
    #expect(other.runStatements("make; x = load \"none\"") == .missingInput)
    #expect(other.runStatements("x = 1 / 0") == .failed)
    #expect(other.runStatements(bytes: [0xFF], name: "stdin") == .staticError)
    #expect(other.runStatements("x = wait") == .interrupted)
    #expect(errors.all.contains { $0.hasPrefix("-e:1:1: error: 'size' cannot be 0") } == false)
    #expect(errors.all.contains { $0.hasPrefix("-e:1:12: error: 'size' cannot be 0") })
  }

  @Test func aPictureInAFileIsALine() {
    let (session, seen) = Seen.session()
    #expect(session.runStatements("sketch\nx = sketch\nsketch kept: yes\n[a: x, b: x]") == .done)
    #expect(seen.all == ["a sketch"])
    let pictures = session.cells.map { cell in
      cell.outputs.count { if case .picture = $0 { true } else { false } }
    }
    #expect(pictures == [1, 0, 1, 2])
  }

  @Test func aPictureThatIsNotShownIsToldOfOnce() {
    let (session, seen) = Seen.session()
    session.showsPictures = false
    #expect(
      session.runStatements("x = sketch\nsketch kept: yes\n  for i in [1, 2] { sketch }\nsketch") == .done)
    #expect(seen.all.count == 2)
    #expect(
      seen.all.contains {
        $0.hasPrefix("-e:3:3: warning: this picture is shown in a terminal only\n")
          && $0.hasSuffix("^ to keep it, write to: \"name.png\"")
      })
    #expect(session.runStatements("sketch") == .done)
    #expect(seen.all.count == 2)
  }

  @Test func seedsFromTheCommandLineWin() {
    let (session, seen) = Seen.session(seed: 9)
    #expect(session.runStatements("seed 3\nmake") == .done)
    #expect(seen.all == ["made 3 seed 9"])
  }
}
