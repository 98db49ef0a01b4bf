import EtudeCore
import EtudeSession
import Glibc
import Testing

/// Runs in parts, killed runs, and runs that begin anew: the store of results, from the command line.
@Suite("Stored folds", .serialized)
struct StoredFoldsTests {
  private static let script = """
    songs = demo genres: 3 clips: 4 length: 2s
    mels = songs | spectrogram
    results = crossval (stats | dense 16 | relu | classify) mels folds: 3 epochs: 200 lr: [1e-2, 1e-3]
    table = compare results
    export table to: "table.csv"
    print results.accuracy
    cv = crossval (stats | classify) mels folds: 4
    report cv
    if cv.accuracy > 20% { print "better than chance" }
    late = crossval (stats | classify) mels folds: 2
    print late.accuracy
    """

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try WholeFile.write(Self.script, to: folder.path + "/sweep.etude")
  }

  private func environment(_ store: String) -> [String] {
    ["ETUDE_CACHE=\(folder.path)/\(store)", "ETUDE_RUNS=\(folder.path)/runs.sqlite"]
  }

  private func run(_ words: [String] = [], store: String = "store", out: String = "out") throws -> Program.Run
  {
    try Program.run(
      ["run", folder.path + "/sweep.etude", "--threads", "2", "--quiet", "--out", folder.path + "/" + out]
        + words,
      state: folder.path, environment: environment(store))
  }

  @Test(
    "A store that cannot be written is said once, and changes no number; a part works for nothing and fails")
  func unwritable() throws {
    func told(_ store: String, _ words: [String] = []) throws -> Program.Run {
      try Program.run(
        ["run", folder.path + "/sweep.etude", "--threads", "2", "--out", folder.path + "/told-out"] + words,
        state: folder.path, environment: ["ETUDE_CACHE=" + store, "ETUDE_RUNS=\(folder.path)/runs.sqlite"])
    }
    let kept = try told(folder.path + "/kept")
    let lost = try told("/proc/etude")
    #expect(kept.code == 0 && lost.code == 0 && lost.output == kept.output)
    let words = "folds cannot be kept: nothing more can be written to "
    #expect(lost.errors.ranges(of: words + "'/proc/etude'").count == 1, "\(lost.errors)")
    #expect(!kept.errors.contains(words))
    let part = try told("/proc/etude", ["--part", "1/2"])
    #expect(part.code == 70 && part.errors.contains("folds cannot be kept"), "\(part.errors)")
  }

  @Test(
    "Each part trains its share and ends well; the whole run reads them all, and says what one machine says")
  func parts() throws {
    let alone = try run(store: "alone", out: "alone-out")
    #expect(alone.code == 0)
    var made = 0
    for part in 1...3 {
      let run = try run(["--part", "\(part)/3"])
      #expect(run.code == 0 && run.errors.isEmpty)
      let words = run.output.split(separator: "\n").first { $0.hasPrefix("part \(part)/3: trained ") }?.split(
        separator: " ")
      made += words.flatMap { Int($0[3]) } ?? -100
      if part == 1 {
        #expect(run.output.contains("it ends at line 9, which depends on other parts"))
        #expect(!run.output.contains("better than chance"))
      }
    }
    // Six folds of the sweep and four of `cv`; the third part comes to what follows too.
    #expect(made >= 10)
    let whole = try run()
    #expect(whole.output == alone.output && whole.code == 0)
    #expect(
      try WholeFile.read(folder.path + "/out/table.csv")
        == WholeFile.read(folder.path + "/alone-out/table.csv"))
    #expect(try run(["--fresh"]).output == alone.output)
  }

  @Test(
    "A part that is none is a wrong command line",
    arguments: ["0/3", "4/3", "3", "a/b", "1/0", "-1/2", "1/2/3"])
  func wrongParts(_ part: String) throws {
    let run = try run(["--part=\(part)"])
    #expect(run.code == 64 && run.errors.contains("--part takes a part and their number, such as 3/20"))
  }

  /// More of them, with stores of all ages: Scripts/kill-store.
  @Test("Killed at any moment, the same line goes on, to the same bytes")
  func killed() throws {
    let alone = try run(store: "alone")
    for trial in 0..<12 {
      let process = try Program.start(
        ["run", folder.path + "/sweep.etude", "--threads", "2"], state: folder.path,
        environment: environment("store"))
      usleep(useconds_t(20_000 + 37_000 * trial))
      kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
      if trial % 4 == 3 { #expect(try run().output == alone.output) }
      if trial == 7 { try clear() }
    }
    #expect(try run().output == alone.output)
  }

  /// Statements that are stopped, and what is said of how far they got.
  static let stopped = [
    ("crossval net m folds: 6 repeats: 20 epochs: 400", "of 120 folds are kept: the same line goes on"),
    (
      "crossval net m folds: 3 epochs: [2, 4000]",
      "1 of 2 results are whole, 1 of 3 folds of the next are kept: the same line goes on"
    ),
    (
      "crossval net m folds: 3 repeats: 9 epochs: [400, 500]",
      "of 27 folds of the first of 2 results are kept: the same line goes on"
    ),
    (
      "nested net m lr: [1e-2, 1e-3] folds: 3 inner: 4 epochs: 400",
      "of 27 folds are kept: the same line goes on"
    ),
    (
      "spread net m splits: 50 folds: 2 repeats: 2 epochs: 400", "of 54 folds are kept: the same line goes on"
    ),
  ]

  @Test("Ctrl-C says how far the statement got", arguments: stopped)
  func interrupted(_ statement: String, told: String) throws {
    let slow = """
      m = demo genres: 2 clips: 6 length: 1s | spectrogram
      net = stats | dense 64 | relu | classify
      x = \(statement)
      """
    try WholeFile.write(slow, to: folder.path + "/slow.etude")
    let process = try Program.start(
      ["run", folder.path + "/slow.etude", "--threads", "1"], state: folder.path,
      environment: environment("slow"),
      files: ("/dev/null", folder.path + "/stdout", folder.path + "/stderr"))
    let deadline = SteadyClock.seconds() + 60
    let store = ResultStore(folder: folder.path + "/slow")
    while !store.sizes().contains(where: { $0.kind == "folds" && $0.entries > 3 }),
      SteadyClock.seconds() < deadline
    {
      usleep(1000)
    }
    kill(process, SIGINT)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    let errors = String(decoding: try WholeFile.read(folder.path + "/stderr"), as: UTF8.self)
    #expect(Program.code(of: status) == 130)
    #expect(errors.contains(told), "\(errors)")
  }

  @Test("'etude cache' says how much there is of each kind, and clears it")
  func cache() throws {
    _ = try run()
    let shown = try Program.run(["cache"], state: folder.path, environment: environment("store"))
    for kind in ["folds", "frames", "usable"] { #expect(shown.output.contains("  \(kind) ")) }
    try clear()
    let empty = try Program.run(["cache"], state: folder.path, environment: environment("store"))
    #expect(empty.output.contains("0 entries, ") && !empty.output.contains("folds"))
  }

  private func clear() throws {
    #expect(
      try Program.run(["cache", "clear"], state: folder.path, environment: environment("store")).code == 0)
  }
}
