import EtudeCore
import EtudeLanguage
import EtudeSession
import Testing

/// What a replay says of what differs.
@Suite struct ReplayTests {
  /// Saves a session, changes the file that it reads and the script, and replays.
  private func difference(
    song: String = "song", threads: Int = 1, _ change: (String) -> String = { $0 }
  ) throws -> Replay.Difference? {
    let folder = try temporaryFolder()
    try WholeFile.write("song", to: folder + "/a.txt")
    let (session, seen) = Seen.session(readingFolder: folder, writingFolder: folder)
    for cell in ["t = load \"a.txt\"", "n = 0.25", "s = measure t", "m = [n, 0.5][0]"] {
      session.execute(cell)
    }
    #expect(session.execute("save session to: \"w.etude\"").exitStatus == .done, "\(seen.all)")
    try WholeFile.write(song, to: folder + "/a.txt")
    let path = folder + "/w.etude"
    let text = String(decoding: try WholeFile.read(path), as: UTF8.self)
    try WholeFile.write(change(text), to: path)
    return try Replay.run(
      path, check: true, vocabulary: SmallVocabulary.make(),
      environment: Environment(work: Work(threads: threads))
    ).difference
  }

  @Test func files() throws {
    let difference = try #require(try difference(song: "another"))
    #expect(difference.name == "t" && difference.line == 3)
    #expect(difference.reasons == ["what it reads has changed: 'a.txt'"])
  }

  @Test func digits() throws {
    let found = try difference { $0.replacing("[n, 0.5][0]", with: "[n, 0.5][1]") }
    let difference = try #require(found)
    #expect(difference.figures == "it is 0.5 and was 0.25")
    #expect(
      difference.summary == "line 6 differs in 'm': m = [n, 0.5][1]; it is 0.5 and was 0.25")
    let same = try self.difference { $0.replacing("with: 1", with: "with: 2") }
    #expect(same?.figures == "its accuracy is 0.5 as it was")
  }

  @Test func versionThreadsAndMachine() throws {
    let found = try difference(threads: 3) {
      $0.replacing("# Étude \(Etude.version):", with: "# Étude 0.0.1:").replacing("with: 1", with: "with: 2")
    }
    let reasons = try #require(found).reasons
    #expect(
      reasons == [
        "it was made by Étude 0.0.1, this is \(Etude.version)",
        "it was made with --threads 1, this runs with 3",
      ])
    // Other threads and machines say nothing where nothing differs.
    #expect(try difference(threads: 3)?.line == nil)
  }
}
