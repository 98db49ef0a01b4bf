import EtudeCore
import EtudeLanguage
import EtudeSession
import Testing

/// A saved session shows again what was shown of the values that are still there.
@Suite struct SavedShownTests {
  private func saved(_ cells: [String]) throws -> [String] {
    let (session, seen) = Seen.session()
    for cell in cells { #expect(session.execute(cell).exitStatus == .done, "\(seen.all)") }
    return try session.record.script(in: ".").split(separator: "\n").dropFirst().map { line in
      String(line.split(separator: "#")[0]).trimmingSpaces
    }.filter { $0 != "seed 0" }
  }

  @Test func whatWasShownOfLiveValues() throws {
    #expect(
      try saved([
        "a = make", "tell a", "a", "make?", "b = make size: 9", "tell b", "b = join a", "tell a b", "make",
      ])
        == [
          "a = make size: 3 share: 30%", "tell a", "b = join a", "tell a b",
        ])
  }

  @Test func onlyOnceAndTextsWhereTheyStand() throws {
    #expect(
      try saved(["tell \"one\"", "a = make", "tell a", "tell \"one\"", "tell a"]) == [
        "tell \"one\"", "a = make size: 3 share: 30%", "tell \"one\"", "tell a",
      ])
  }

  @Test func valuesOfCells() throws {
    #expect(
      try saved(["make", "tell _", "b = make size: 9", "tell _1 b"]) == [
        "cell1 = make size: 3 share: 30%", "tell cell1", "b = make size: 9 share: 30%", "tell cell1 b",
      ])
    // What was made of a value that has been superseded has been superseded too.
    #expect(
      try saved(["a = make", "join a", "tell _", "a = make size: 2"]) == ["a = make size: 2 share: 30%"])
    #expect(try saved(["grid", "x = _"]) == ["cell1 = grid", "grid", "x = cell1"])
  }

  @Test func loops() throws {
    #expect(
      try saved(["xs = [make, make size: 4]", "for x in xs { tell x }"]) == [
        "xs = [make size: 3 share: 30%, make size: 4 share: 30%]", "for x in xs {", "tell x", "}",
      ])
    // Only what is shown is worth it: a loop's own value is live, what it shows stands on one that is not.
    #expect(
      try saved(["a = make", "for i in [1] { tell a }", "a = 2"]) == ["for i in [1] {", "}", "a = 2"])
  }

  @Test func forgottenNames() throws {
    let (session, _) = Seen.session()
    for cell in ["a = make", "tell a", "b = 2", "tell b"] { session.execute(cell) }
    try session.forget("a")
    let lines = try session.record.script(in: ".").split(separator: "\n").map(String.init)
    #expect(lines.dropFirst(2).map { $0.split(separator: "#")[0] } == ["b = 2", "tell b"])
    #expect(throws: Failure.self) { try session.forget("a") }
  }

  /// What is saved, run and saved again is the same file, and shows the same.
  @Test func again() throws {
    let folder = try temporaryFolder()
    let (session, seen) = Seen.session(writingFolder: folder)
    for cell in ["seed 5", "make", "tell _", "grid", "b = join _2 (make size: 8)", "tell b _4"] {
      session.execute(cell)
    }
    let script = try session.record.script(in: folder)
    try WholeFile.write(script, to: folder + "/w.etude")
    let (second, shown) = Seen.session()
    #expect(second.runScript(folder + "/w.etude") == .done, "\(shown.all)")
    #expect(try second.record.script(in: folder) == script)
    #expect(shown.all.last == seen.all.last)
  }

  /// What was interrupted is written so that it stops where it stopped, and its value is compared.
  @Test func stopped() throws {
    let (session, _) = Seen.session()
    for cell in ["a = make", "s = measure a with: 8"] { session.execute(cell) }
    let line = try #require(session.record.script(in: ".").split(separator: "\n").last)
    #expect(line.hasPrefix("s = measure a with: 8 stop: 3  # digest s sha256:"))
    #expect(line.contains("  # accuracy s 0.5  # written "))
  }
}
