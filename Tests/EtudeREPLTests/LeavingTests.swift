import EtudeCore
import Glibc
import Testing

/// Ctrl-D, which asks once before something is lost; cells and their numbers; files opened at the prompt.
@Suite("Leaving, numbers and opened files", .serialized)
struct LeavingTests {
  private static let fitted =
    "net = fit (stats | classify) (demo genres: 2 clips: 4 length: 1s | spectrogram) epochs: 1\n"

  private func cache(_ folder: TemporaryFolder) -> [String] {
    ["ETUDE_CACHE=\(folder.path)/cache", "ETUDE_RUNS=\(folder.path)/runs.sqlite"]
  }

  @Test("Ctrl-D with an unfinished cell asks once, and the cell can be finished")
  func unfinished() throws {
    let terminal = try PseudoTerminal.atPrompt()
    terminal.type("print (1 +\n")
    try terminal.expect("…")
    terminal.type("\u{4}")
    try terminal.expect("this cell is not finished")
    try terminal.expect("…")
    terminal.type("2)\n")
    try terminal.expect("\n3\n")
    try terminal.expect("[2] ›")
    terminal.type("for x in [1] {\n")
    try terminal.expect("…")
    terminal.type("\u{4}")
    try terminal.expect("this cell is not finished")
    try terminal.expect("…")
    terminal.type("\u{4}")
    #expect(terminal.end() == 0)
  }

  @Test("Ctrl-D with a fitted network in no file asks once; saved, it does not")
  func unsaved() throws {
    let folder = try TemporaryFolder()
    do {
      let terminal = try PseudoTerminal(state: folder.path, environment: cache(folder))
      try terminal.expect("[1] ›")
      terminal.type(Self.fitted)
      try terminal.expect("[2] ›")
      terminal.type("\u{4}")
      try terminal.expect("'net' is in no file")
      try terminal.expect("[2] ›")
      terminal.type("print 1\n")
      try terminal.expect("[3] ›")
      terminal.type("\u{4}")
      try terminal.expect("save net to: \"net.safetensors\"")
      try terminal.expect("[3] ›")
      terminal.type("save net to: \"\(folder.path)/net.safetensors\"\n")
      try terminal.expect("[4] ›")
      terminal.type("\u{4}")
      #expect(terminal.end() == 0)
    }
    let terminal = try PseudoTerminal(state: folder.path, environment: cache(folder))
    try terminal.expect("[1] ›")
    terminal.type("again = load \"\(folder.path)/net.safetensors\"\n")
    try terminal.expect("[2] ›")
    terminal.type("\u{4}")
    #expect(terminal.end() == 0)
  }

  @Test("Help, comments and blank lines take no number, and values keep theirs")
  func numbers() throws {
    let folder = try TemporaryFolder()
    // The page of fit is longer than the window.
    let terminal = try PseudoTerminal(state: folder.path, environment: ["PAGER=cat"])
    try terminal.expect("[1] ›")
    for line in ["help", "?gru", "fit?", "# a remark", "", "   ", ".vars", "help crossval"] {
      terminal.type(line + "\n")
      try terminal.expect("[1] ›")
    }
    terminal.type("41 + 1  # with a remark\n")
    try terminal.expect("\n42\n")
    try terminal.expect("[2] ›")
    terminal.type("# another\n")
    try terminal.expect("[2] ›")
    terminal.type("_1 + _\n")
    try terminal.expect("\n84\n")
    try terminal.expect("[3] ›")
  }

  @Test(
    "Whatever the language of the machine, long lines and wide letters stand where they should",
    arguments: [
      ["LANG=C"], ["LANG=", "LC_ALL=C"], ["LC_ALL=POSIX"], ["LANG=C", "LC_CTYPE=C"],
      ["LANG=de_XX.ISO-8859-1"],
    ])
  func locale(_ variables: [String]) throws {
    let terminal = try PseudoTerminal.atPrompt(environment: variables)
    let text = String(repeating: "größer 音楽 ", count: 20)
    terminal.type("x = \"\(text)\"")
    // To the front, over wide letters one by one, and a change there.
    terminal.type("\u{1}\u{1B}[Cy\u{5}\u{1B}[D\u{1B}[D\u{7F}!\n")
    try terminal.expect("[2] ›")
    let wanted = text.dropLast(2) + "! "
    terminal.type("xy == \"\(wanted)\"\n")
    try terminal.expect("yes")
    try terminal.expect("[3] ›")
    terminal.type("\u{1B}[A\u{1B}[A\u{1}\u{1B}[C\u{1B}[C\u{7F}z\n")
    try terminal.expect("[4] ›")
    terminal.type("xz == xy\n")
    try terminal.expect("yes")
  }

  @Test("An opened file is checked first, reads from its folder, and stops at its first error")
  func opening() throws {
    let folder = try TemporaryFolder()
    try WholeFile.write("x = 3\nprint wrong_name\n", to: folder.path + "/sub/wrong.etude")
    try WholeFile.write(
      "include \"more.etude\"\n# What is shown\nprint x\ny = 1 / 0\nprint 99\n",
      to: folder.path + "/sub/good.etude")
    try WholeFile.write("x = 5\n", to: folder.path + "/sub/more.etude")
    let terminal = try PseudoTerminal(state: folder.path)
    try terminal.expect("[1] ›")
    terminal.type(".open \(folder.path)/sub/wrong.etude\n")
    try terminal.expect("wrong.etude:2:7: error: unknown name 'wrong_name'")
    try terminal.expect("[1] ›")
    terminal.type(".vars\n")
    try terminal.expect("no name is bound yet")
    terminal.type(".open \(folder.path)/sub/good.etude\n")
    try terminal.expect("\n5\n")
    let rest = try terminal.expect("[4] ›")
    #expect(rest.contains("division by zero"))
    terminal.type("print x\n")
    #expect(!(try terminal.expect("\n5\n").contains("99")))
  }
}
