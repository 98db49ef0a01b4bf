import EtudeCore
import EtudeSession
import Glibc
import Testing

/// Sessions that are killed: nothing is lost but the cell in hand.
@Suite("Killed sessions", .serialized)
struct KillTests {
  @Test("What was entered is in the history after a kill at any moment", arguments: 0..<6)
  func killed(turn: Int) throws {
    let folder = try TemporaryFolder()
    var entered: [String] = []
    do {
      let terminal = try PseudoTerminal(state: folder.path)
      try terminal.expect("[1] ›")
      for number in 1...(turn + 1) {
        let cell = number % 2 == 0 ? "for i in [\(number)] {\n  print i\n}" : "x\(number) = \(number)"
        terminal.type(cell.replacing("\n  ", with: "\n") + "\n")
        try terminal.expect("[\(number + 1)] ›")
        entered.append(cell)
      }
      terminal.type("for a in 1..4000 { for b in 1..4000 { x = a + b } }\n")
      usleep(useconds_t(turn * 20_000))
      terminal.send(SIGKILL)
      _ = terminal.end()
    }
    let kept = HistoryFile(path: folder.path + "/etude/history").load()
    #expect(kept.starts(with: entered) && kept.count <= entered.count + 1, "\(kept)")
    let terminal = try PseudoTerminal(state: folder.path)
    try terminal.expect("[1] ›")
    terminal.type("x\u{1B}[A\u{5}00\n")
    try terminal.expect("[2] ›")
  }
}
