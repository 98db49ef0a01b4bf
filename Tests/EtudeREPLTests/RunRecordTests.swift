import EtudeCore
import Glibc
import Testing

@Suite("The record of runs, from outside", .serialized)
struct RunRecordTests {
  private let folder: TemporaryFolder
  private var record: String { "ETUDE_RUNS=\(folder.path)/runs.sqlite" }
  private var environment: [String] { [record, "ETUDE_CACHE=\(folder.path)/cache"] }

  init() throws { folder = try TemporaryFolder() }

  private static let songs = "mels = demo genres: 2 clips: 3 length: 1s | spectrogram"
  private static let judge = "crossval (stats | classify) mels folds: 3 epochs: 1"

  private func etude(_ statements: String) throws -> Program.Run {
    try Program.run(["-e", statements, "--threads", "1"], state: folder.path, environment: environment)
  }

  /// Rows of a CSV file whose fields hold no line breaks, by column.
  private func rows(_ name: String) throws -> [[String: String]] {
    let text = String(decoding: try WholeFile.read(folder.path + "/" + name), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).map { line -> [String] in
      var fields = [""]
      var isQuoted = false
      for character in line {
        switch character {
        case "\"": isQuoted.toggle()
        case "," where !isQuoted: fields.append("")
        default: fields[fields.count - 1].append(character)
        }
      }
      return fields
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  private func export() throws -> [[String: String]] {
    #expect(try etude("export runs to: \"\(folder.path)/runs.csv\"").code == 0)
    return try rows("runs.csv")
  }

  @Test("Two programs that write at once lose nothing")
  func together() throws {
    let statement = "\(Self.songs)\nfor i in [1, 2, 3, 4, 5] { \(Self.judge) seed: i }"
    let processes = try (0..<3).map { _ in
      try Program.start(
        ["-e", statement, "--threads", "1"], state: folder.path, environment: environment)
    }
    for process in processes {
      var status: Int32 = 0
      waitpid(process, &status, 0)
      #expect(Program.code(of: status) == 0)
    }
    let runs = try export()
    #expect(runs.map { $0["run"] } == (1...15).map(String.init))
    #expect(runs.allSatisfy { $0["state"] == "done" && $0["threads"] == "1" })
    for metric in ["f1", "balanced_accuracy", "log_loss", "calibration_error"] {
      #expect(runs.allSatisfy { Double($0[metric] ?? "") != nil }, "\(metric)")
    }
    // Equal experiments have equal digests, whoever ran them.
    for seed in 1...5 {
      let equal = runs.filter { $0["seed"] == "\(seed)" }
      #expect(equal.count == 3 && Set(equal.map { $0["digest"] }).count == 1)
    }
  }

  @Test("A killed program loses at most the run in hand, which is seen as unfinished")
  func killed() throws {
    let process = try Program.start(
      [
        "-e",
        "\(Self.songs)\n\(Self.judge)\nfit (stats | dense 512 | relu | dense 512 | relu | classify) mels epochs: 10000",
      ], state: folder.path, environment: environment)
    var left = 400
    while left > 0, try export().count < 2 {
      usleep(20_000)
      left -= 1
    }
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    #expect(Program.code(of: status) == 128 + SIGKILL)
    #expect(try etude("\(Self.songs)\n\(Self.judge)").code == 0)
    let runs = try export()
    #expect(runs.map { $0["state"] } == ["done", "unfinished", "done"])
    #expect(runs[0]["digest"] == runs[2]["digest"])
  }

  @Test(
    "What is exported holds no run, and no time but a page's own: the same script twice gives equal bytes")
  func equalBytes() throws {
    var files: [[UInt8]] = []
    for name in ["a", "b"] {
      let script = """
        \(Self.songs)
        cv = \(Self.judge)
        export cv to: "cv.json"
        save (fit (stats | classify) mels epochs: 1) to: "net.safetensors"
        save session to: "work.etude"
        export session to: "session.html"
        """
      let run = try Program.run(
        ["-e", script, "--threads", "1", "--out", "\(folder.path)/\(name)"], state: folder.path,
        environment: environment)
      #expect(run.code == 0, "\(run.errors)")
      files += try ["cv.json", "net.safetensors", "work.etude", "session.html"].map {
        try WholeFile.read("\(folder.path)/\(name)/\($0)")
      }
    }
    for (first, second) in zip(files[..<3], files[4..<7]) { #expect(first == second) }
    // A page says how long a cell took.
    let pages = [files[3], files[7]].map { page in
      String(decoding: page, as: UTF8.self).replacing(#/<span class="time">[0-9.]+ m?s</span>/#, with: "")
    }
    #expect(pages[0] == pages[1])
    #expect(try export().count == 4)
  }

  @Test("A recorded result is reported as the live one, with its baseline, or the reason why there is none")
  func baselines() throws {
    let network = "(stats | dense 4 | relu | classify) mels epochs: 2"
    let script = """
      songs = load "\(folder.path)/songs"
      mels = songs | spectrogram
      a = crossval \(network) folds: 3 lr: [1e-2, 1e-3]
      b = holdout \(network) test: 40%
      c = nested \(network) folds: 2 inner: 2 lr: [1e-2, 1e-3]
      d = crossval (stats | classify) mels folds: 3 epochs: 100 lr: 1e-2
      for one in [a[0], a[1], b, c, d] { report one; print "--" }
      compare [x: a[0], y: a[1]]
      print "--"
      report (vote c)
      """
    let make = "for song in (demo genres: 2 clips: 5 length: 1s) { save song to: song.name }"
    #expect(try Program.run(["-e", make, "--out", folder.path + "/songs"], state: folder.path).code == 0)
    let live = try etude(script)
    #expect(live.code == 0, "\(live.errors)")
    let words = "baseline (stats | classify) 0."
    // All but the one of the baseline itself.
    #expect(live.output.components(of: words) == 6 && live.output.components(of: "--") == 6)
    let again = try etude(
      """
      for i in [1, 2, 3, 4, 5] { report (run i); print "--" }
      compare [x: (run 1), y: (run 2)]
      print "--"
      report (vote (run 4))
      """)
    #expect(again.output == live.output, "\(again.errors)")
    unlink(folder.path + "/songs/blues/blues.00000.wav")
    let changed = try etude("report (run 3)")
    #expect(
      changed.code == 0 && changed.output.contains("baseline (stats | classify) not known: the data of run 3")
    )
  }

  @Test("run gives the very result, rerun the same digest, wrong numbers an answer; .runs lists them")
  func verbs() throws {
    #expect(try etude("\(Self.songs)\n\(Self.judge)\nm = fit (stats | classify) mels epochs: 1").code == 0)
    let same = try etude(
      "\(Self.songs)\na = \(Self.judge)\nprint a.accuracy == (run 1).accuracy\nexport (run 1) to: \"\(folder.path)/1.json\"\nexport a to: \"\(folder.path)/a.json\""
    )
    #expect(same.output == "yes\n", "\(same.errors)")
    // Only the statement's text differs between the two.
    func text(_ name: String) throws -> [Substring] {
      String(decoding: try WholeFile.read("\(folder.path)/\(name).json"), as: UTF8.self).split(
        separator: "\n"
      )
      .filter { !$0.contains("\"statement\"") }
    }
    #expect(try text("1") == text("a"))
    #expect(try etude("rerun 2").output.contains("the same to the last bit"))
    #expect(try etude("run 2").errors.contains("run 2 is a fit"))
    #expect(try etude("run 70").errors.contains("there is no run 70"))
    #expect(try etude("run 0").code == 65)
    let compared = try etude("compare (run 1) (run 3)")
    #expect(compared.output.contains("run 1") && compared.output.contains("run 3"), "\(compared.errors)")
    let terminal = try PseudoTerminal(state: folder.path, environment: environment)
    try terminal.expect("›")
    terminal.type(".runs\n")
    try terminal.expect(Self.judge)
    try terminal.expect("m = fit (stats | classify) mels")
    try terminal.expect("›")
  }
}

extension String {
  /// How many times it holds some words.
  fileprivate func components(of words: String) -> Int { ranges(of: words).count }
}
