import EtudeCore
import EtudeLanguage
import EtudeSession
import Testing

/// A saved session stands on no machine's record of runs: `run 2` is written as what made it.
@Suite struct RecalledRunTests {
  private let folder: String

  init() throws {
    folder = try temporaryFolder()
    try WholeFile.write("song", to: folder + "/music/a.txt")
  }

  private func session() -> (Session, Seen) {
    Seen.session(readingFolder: folder, writingFolder: folder, runs: folder + "/runs.sqlite")
  }

  /// The names and texts of a session that is made without any record from what this one saves.
  private func savedAndRun(_ session: Session, name: String = "saved/work.etude") throws -> [String: String] {
    let path = "\(folder)/\(name)"
    let script = try session.record.script(in: Paths.folder(of: path))
    #expect(!script.contains("recall"), "\(script)")
    try WholeFile.write(script, to: path)
    let (again, seen) = Seen.session()
    #expect(again.runScript(path) == .done, "\(script)\n\(seen.all)")
    let replay = try Replay.run(
      path, check: true, vocabulary: SmallVocabulary.make(), environment: Environment())
    #expect(replay.difference == nil, "\(script)")
    return Dictionary(uniqueKeysWithValues: again.variables.map { ($0.name, $0.summary) })
  }

  @Test("Every way in which a run may have been made")
  func ways() throws {
    let (first, seen) = session()
    for cell in [
      "seed 3", "t = load \"music/a.txt\"", "m = measure t", "measure (join t t) with: 2",
      "ms = measure t with: [3, 4]",
      "for i in [5, 6] { a = make size: i; measure a with: i; b = join a; c = measure b }",
      "k = make size: 7; for i in [1, 2] { measure k with: i; k = join k k }",
      "x = [p: measure t, q: measure t with: 5 seed: 9]",
      "if i > 5 { y = measure k } else { y = measure t }",
      "if i > 5 { z = measure t } else if i == 2 { z = measure k; if i > 7 { w = z } else { w = measure t with: 2 } }",
    ] {
      #expect(first.execute(cell).exitStatus == .done, "\(seen.all)")
    }
    let count = try RunFile(folder + "/runs.sqlite").runs().count
    #expect(count == 15)
    for number in 1...count {
      let (second, messages) = session()
      for cell in ["seed 8", "m = 4", "old = recall \(number)", "new = measure (make size: m)"] {
        #expect(second.execute(cell).exitStatus == .done, "\(messages.all)")
      }
      let again = try savedAndRun(second)
      for variable in second.variables { #expect(again[variable.name] == variable.summary, "run \(number)") }
    }
  }

  @Test("In a call, after a pipe, twice; a cell's value")
  func places() throws {
    let (session, seen) = session()
    for cell in [
      "t = make", "measure t", "measure t with: 2", "n = 2", "both = [a: recall 1, b: n | recall]",
      "recall 1",
      "text = \"{both.a}\"; last = _6",
    ] {
      #expect(session.execute(cell).exitStatus == .done, "\(seen.all)")
    }
    let again = try savedAndRun(session)
    for variable in session.variables { #expect(again[variable.name] == variable.summary) }
  }

  @Test("What never ran takes nothing from the record: branches, loops over nothing, conditions")
  func whatNeverRan() throws {
    let (session, seen) = session()
    for cell in [
      "t = make", "measure t", "measure t with: 2", "i = 3",
      "if i > 5 { a = recall 1; b = 2 } else { a = recall 2 }",
      "if i > 2 { c = 4 } else if (recall 1).text == \"x\" { d = recall 1 } else { d = recall 2 }",
      "for j in [1, 2] { if j > 7 { e = recall 1 }; f = j; k = no and (recall 1).text == \"x\" }",
      "if no and (recall 1).text == \"x\" { w = 1 } else { w = 2 }",
      "n = no and (recall 1).text == \"x\" or i == 3", "if i > 5 { o = recalls }",
      "if i > 5 { p = 1 } else { p = 2 }",
      "for q in [1, 2] { if q == 2 { r = recall 1 } else { s = recall 2 } }",
    ] {
      #expect(session.execute(cell).exitStatus == .done, "\(cell): \(seen.all)")
    }
    let again = try savedAndRun(session)
    for variable in session.variables {
      #expect(again[variable.name] == variable.summary, "\(variable.name)")
    }
  }

  @Test("What stands on what never ran is left out with it") func whatStandsOnIt() throws {
    let (session, seen) = session()
    let script = """
      i = 3
      t = make
      if i > 5 { g = recall 1; u = 1 }
      if i > 5 { h = g } else { l = 7 }
      for j in [6] { if j == 1 { tell h } else { m = j } }
      q = yes or g.text == "x"
      if i > 5 { g = measure t }
      if i == 3 { g = measure t with: 4 }
      v = g
      """
    try WholeFile.write(script, to: folder + "/never.etude")
    #expect(session.runScript(folder + "/never.etude") == .done, "\(seen.all)")
    let again = try savedAndRun(session)
    for variable in session.variables {
      #expect(again[variable.name] == variable.summary, "\(variable.name)")
    }
    #expect(again["l"] == "7" && again["v"]?.hasPrefix("made 3") == true)
  }

  @Test("A run's own defaults that follow from other options are written out") func derivedDefaults() throws {
    let (session, seen) = session()
    for cell in ["t = make", "gauge t size: 4", "r = recall 1"] {
      #expect(session.execute(cell).exitStatus == .done, "\(seen.all)")
    }
    let script = try session.record.script(in: folder)
    #expect(script.contains("gauge run1_t size: 4 twice: 8"), "\(script)")
    #expect(try RunFile(folder + "/runs.sqlite").run(1)?.run.resolved == "gauge t size: 4 twice: 8")
  }

  @Test("What cannot be written is an error that says so")
  func refusals() throws {
    let (session, seen) = session()
    for cell in [
      "t = make", "measure t", "measure t", "r = recall 1",
      "for i in [1] { for j in [1] { measure t with: j } }",
    ] {
      #expect(session.execute(cell).exitStatus == .done, "\(seen.all)")
    }
    _ = try session.record.script(in: folder)
    for (cell, cause) in [
      ("for i in [1, 2] { q = recall i }", "takes several runs from the record at once"),
      ("r = recalls", "stands on this machine's record of runs"),
      ("r = recall [1, 2]", "takes several runs from the record at once"),
      ("r = recall 3", "run 3 cannot be written as what made it: it ran in a loop within a loop"),
    ] {
      #expect(session.execute(cell).exitStatus == .done, "\(seen.all)")
      let failure = #expect(throws: Failure.self) { try session.record.script(in: folder) }
      #expect(failure?.cause.contains(cause) == true, "\(failure?.cause ?? "")")
      #expect(failure?.fix != nil)
      session.execute("r = 0; q = 0; i = 0")
    }
    _ = try session.record.script(in: folder)
  }
}
