import EtudeCore
import Glibc
import Testing

/// The session commands as a student types them.
@Suite("Session commands in a terminal", .serialized)
struct CommandsInATerminalTests {
  @Test("Stale values are marked, told of and made again; names are forgotten")
  func staleValues() throws {
    let terminal = try PseudoTerminal.atPrompt()
    try terminal.type(
      [
        ("a = 4", "4\n"), ("b = a + 1", "5\n"), ("c = [b, b]", "[5, 5]\n"), ("a = 7", "7\n"),
        ("print b", "'b' was made from 'a' before it changed; .refresh makes it again"),
        (".vars", "stale: a changed"), (".refresh", "› b = a + 1\n8\n"), ("c", "[8, 8]\n"),
        (".refresh", "no value is stale"), (".forget b c", "\n"), (".forget b", "no name 'b' is bound"),
        (".time print 3", " ms\n"), (".reset", "nothing is bound any more"),
        (".vars", "no name is bound yet"),
      ])
  }

  @Test("A replayed session's names are bound where that is asked for, and saved with it again")
  func replayed() throws {
    let folder = try TemporaryFolder()
    let terminal = try PseudoTerminal(["--out", folder.path], state: folder.path)
    try terminal.expect("›")
    try terminal.type([
      ("a = 4", "4\n"), ("b = [a, 9]", "[4, 9]\n"), ("save session to: \"work.etude\"", "work.etude"),
      (".reset", "nothing is bound"), ("replay \"\(folder.path)/work.etude\" check: yes bind: yes", "2"),
      ("b[1] + a", "13\n"), ("save session to: \"again.etude\"", "again.etude"),
    ])
    let again = String(decoding: try WholeFile.read(folder.path + "/again.etude"), as: UTF8.self)
    #expect(again.contains("a = 4") && again.contains("b = [a, 9]"))
    let script = try Program.run(
      ["-e", "replay \"\(folder.path)/work.etude\" bind: yes"], state: folder.path)
    #expect(script.code == 70 && script.errors.contains("at the prompt and in notebooks"))
  }

  @Test("Folders are listed and entered, and TAB follows")
  func folders() throws {
    let folder = try TemporaryFolder()
    for name in ["songs/a.txt", "songs/blues/b.txt", "lab.etude"] {
      try WholeFile.write("x = 9", to: "\(folder.path)/\(name)")
    }
    let terminal = try PseudoTerminal(state: folder.path)
    try terminal.expect("›")
    try terminal.type(
      [
        (".cd \(folder.path)", folder.path + "\n"), (".ls", "lab.etude"), (".ls songs", "blues/"),
        (".cd songs", "/songs\n"), (".cd nowhere", "cannot go to nowhere"), (".ls bl\t", "b.txt"),
        (".cd ..", folder.path + "\n"), (".open la\t", "9\n"), ("print x", "9\n"),
      ])
  }

  @Test("Help that is higher than the window goes through $PAGER, what fits does not")
  func pager() throws {
    let folder = try TemporaryFolder()
    let pager = folder.path + "/pager"
    try WholeFile.write("#!/bin/sh\necho paged; wc -l < \"$1\"\n", to: pager)
    chmod(pager, 0o755)
    let terminal = try PseudoTerminal(
      state: folder.path, environment: ["PAGER=\(pager)", "TMPDIR=\(folder.path)"])
    try terminal.expect("›")
    try terminal.type(
      [
        ("help concept fold", "One part of the songs"), ("help crossval", "paged\n"),
        ("help inside", "saliency "),
      ])
  }

  @Test("A cell is edited in $EDITOR and what comes back is run; the last picture is viewed")
  func otherPrograms() throws {
    let folder = try TemporaryFolder()
    let editor = folder.path + "/editor"
    try WholeFile.write("#!/bin/sh\nsed -i s/20/30/ \"$1\"\n", to: editor)
    chmod(editor, 0o755)
    let viewer = folder.path + "/viewer"
    try WholeFile.write("#!/bin/sh\ncp \"$1\" \(folder.path)/seen.png\n", to: viewer)
    chmod(viewer, 0o755)
    let terminal = try PseudoTerminal(
      state: folder.path,
      environment: [
        "EDITOR=\(editor)", "ETUDE_VIEWER=\(viewer)", "TMPDIR=\(folder.path)", "ETUDE_PICTURES=none",
      ])
    try terminal.expect("›")
    try terminal.type(
      [
        ("n = 20 + 2", "22\n"), (".edit", "› n = 30 + 2\n32\n"), (".edit 1", "› n = 30 + 2\n32\n"),
        (".edit n", "nothing was changed"), (".edit 9", "there is no cell 9"),
        (".view", "no picture was shown yet"),
        ("plot [a: 1, b: 2]", "\n"),
      ])
    terminal.type(".view\n")
    try terminal.expect("viewer shows")
    try terminal.expect("›")
    for _ in 0..<50 where access(folder.path + "/seen.png", F_OK) != 0 { usleep(20_000) }
    #expect(Array(try WholeFile.read(folder.path + "/seen.png").prefix(4)) == [0x89, 0x50, 0x4E, 0x47])
  }
}
