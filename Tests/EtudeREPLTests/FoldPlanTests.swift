import EtudeCore
import Testing

/// The plan of folds while `crossval` runs.
@Suite("Folds while they run", .serialized)
struct FoldPlanTests {
  /// Folds that take longer than the half second after which a bar is shown.
  private static let lines = [
    "m = demo genres: 2 clips: 4 length: 2s | spectrogram",
    "cv = crossval (gru 32 | classify) m folds: 4 epochs: 4000",
  ]

  private static func environment(_ folder: TemporaryFolder) -> [String] {
    ["ETUDE_CACHE=\(folder.path)/cache", "ETUDE_RUNS=\(folder.path)/runs.sqlite"]
  }

  @Test("In a terminal the bar has a mark a fold, which fill in one after another, and is gone at the end")
  func inATerminal() throws {
    let folder = try TemporaryFolder()
    let terminal = try PseudoTerminal(
      ["--threads", "1"], state: folder.path, environment: Self.environment(folder))
    try terminal.expect("[1] ›")
    terminal.type(Self.lines[0] + "\n")
    try terminal.expect("[2] ›")
    terminal.type(Self.lines[1] + "\n")
    for plan in ["folds ▒", "folds █", "folds ██"] { try terminal.expect(plan, within: 60) }
    try terminal.expect("crossval · accuracy", within: 60)
    try terminal.expect("[3] ›")
    #expect(!terminal.screen.lines.contains { $0.contains("folds █") })
  }

  @Test("In a pipe nothing is said of them")
  func inAPipe() throws {
    let folder = try TemporaryFolder()
    let run = try Program.run(
      ["--threads", "1", "-e", (Self.lines + ["print cv"]).joined(separator: "\n")], state: folder.path,
      environment: Self.environment(folder))
    #expect(run.code == 0 && run.output.contains("crossval"))
    #expect(!(run.output + run.errors).contains("█") && !(run.output + run.errors).contains("▒"))
  }
}
