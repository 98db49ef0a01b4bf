import EtudeCore
import Glibc
import Testing

/// Cells of several lines, edited whole at the prompt.
@Suite("Editing cells in a terminal", .serialized)
struct EditingTests {
  private static let up = "\u{1B}[A"
  private static let down = "\u{1B}[B"
  private static let left = "\u{1B}[D"

  @Test(
    "A cell that goes on is indented, edited in its earlier lines and run whole", arguments: [40, 100, 300])
  func wholeCell(columns: Int) throws {
    let terminal = try PseudoTerminal.atPrompt(columns: columns)
    terminal.type("for x in [1] {\nprint x * 1000\n")
    try terminal.expect("1000")
    // Up to the first line, and 5 into its list.
    terminal.type(
      Self.up + Self.up + "\u{5}" + Self.left + Self.left + Self.left + ", 5" + Self.down + Self.down)
    terminal.type("\u{5}}\n")
    try terminal.expect("\n1000\n5000\n")
    try terminal.expect("[2] ›")
    let lines = terminal.screen.lines
    let start = try #require(lines.firstIndex(of: "[1] › for x in [1, 5] {"), "\(lines)")
    #expect(
      lines[start...].prefix(5) == [
        "[1] › for x in [1, 5] {", "    …   print x * 1000", "    … }", "1000", "5000",
      ])
    // The whole cell comes back, and runs again.
    terminal.type(Self.up)
    try terminal.expect("}")
    terminal.type("\u{5}" + Self.down + Self.down + "\n")
    try terminal.expect("\n1000\n5000\n")
  }

  @Test("Up goes through the cells that begin as what is typed; an abandoned cell is among them")
  func history() throws {
    let terminal = try PseudoTerminal.atPrompt(columns: 100)
    try terminal.type([("alpha = 1", "1\n"), ("beta = 20", "20\n"), ("alpha + 40", "41\n")])
    terminal.type("al" + Self.up + Self.up + "\u{5}1\n")
    try terminal.expect("11\n")
    try terminal.expect("[5] ›")
    terminal.type("print (777 +")
    terminal.type("\n")
    try terminal.expect("…")
    try terminal.dropLine()
    terminal.type("pr" + Self.up + Self.down + Self.up)
    terminal.type("\u{5}" + Self.down + "\u{5}1)\n")
    try terminal.expect("\n778\n")
    try terminal.expect("›")
    terminal.type(".history alpha\n")
    let found = try terminal.expect("[6] ›")
    #expect(found.contains("alpha = 11") && found.contains("alpha + 40") && !found.contains("beta"))
  }

  @Test("What follows an error in a pasted page is asked about; its prompts and outputs go")
  func pastedPage() throws {
    let terminal = try PseudoTerminal.atPrompt(columns: 80)
    terminal.paste("[1] › a = 1\n1\n[2] › print nothere\n[3] › print a + 1000\n1001\n")
    terminal.type("\n")
    try terminal.expect("unknown name 'nothere'")
    try terminal.expect("run the cell after it all the same? [y/N]")
    terminal.type("\n")
    let refused = try terminal.expect("[3] ›")
    #expect(!refused.contains("1001"))
    terminal.paste("print b\nprint a + 2000\nprint 7\n")
    terminal.type("\n")
    try terminal.expect("run the 2 cells after it all the same? [y/N]")
    terminal.type("y\n")
    try terminal.expect("\n2001\n")
    try terminal.expect("\n7\n")
  }

  @Test("A window that changes its size while a cell is edited shows it whole", arguments: [40, 300])
  func resize(columns: Int) throws {
    let terminal = try PseudoTerminal.atPrompt(columns: 100)
    terminal.type("for name in [\"a long name of a song\", \"another name of a song\"] {\nprint name")
    try terminal.expect("print name")
    terminal.resize(columns: columns, rows: 24)
    try terminal.expect("print name")
    terminal.type(" 4711\n}\n")
    try terminal.expect("\na long name of a song 4711\nanother name of a song 4711\n")
  }

  @Test("Ctrl-X Ctrl-E opens the cell in hand in $EDITOR, and it is edited on")
  func editor() throws {
    let folder = try TemporaryFolder()
    let editor = folder.path + "/editor"
    try WholeFile.write("#!/bin/sh\nsed -i s/20/30/ \"$1\"\n", to: editor)
    chmod(editor, 0o755)
    let terminal = try PseudoTerminal.atPrompt(environment: ["EDITOR=\(editor)", "TMPDIR=\(folder.path)"])
    terminal.type("print 20 + 2\u{18}\u{5}")
    try terminal.expect("print 30 + 2")
    terminal.type("00\n")
    try terminal.expect("\n230\n")
  }

  @Test("Read aloud, nothing is drawn twice: lines of text alone, a cell goes on a line at a time")
  func plain() throws {
    let terminal = try PseudoTerminal.atPrompt(["--plain"])
    try terminal.type([("1 + 41", "42\n")])
    terminal.type("for x in [7, 8] {\n")
    try terminal.expect("…")
    terminal.type("print x\n")
    try terminal.expect("…")
    terminal.type("}\n")
    try terminal.expect("\n7\n8\n")
    try terminal.expect("›")
    terminal.type("plot [blues: 1, jazz: 4]\n")
    try terminal.expect("jazz ")
    try terminal.expect("[4] ›")
    #expect(!terminal.transcript.contains("\u{1B}["))
  }
}
