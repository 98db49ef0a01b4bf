import EtudeCore
import EtudeLanguage
import EtudeSession
import Glibc
import Testing

/// What a replay says of what differs.
@Suite struct ReplayTests {
  /// Saves a session, changes the file that it reads and the script, and replays.
  private func difference(
    song: String = "song", threads: Int = 1, _ change: (String) -> String = { $0 }
  ) throws -> Replay.Difference? {
    let folder = try temporaryFolder()
    try WholeFile.write("song", to: folder + "/a.txt")
    try WholeFile.write("b", to: folder + "/b.txt")
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
      difference.summary
        == "line 6 differs in 'm': m = [n, 0.5][1]; it is 0.5 and was 0.25; it was edited after it was saved")
    let same = try self.difference { $0.replacing("with: 1", with: "with: 2") }
    #expect(same?.figures == "its accuracy is 0.5 as it was")
  }

  @Test("A text that was edited is named by its lines, and no other cause is made up")
  func edits() throws {
    let cases: [(what: String, reasons: [String]?, change: (String) -> String)] = [
      ("statement", ["it was edited after it was saved"], { $0.replacing("with: 1", with: "with: 2") }),
      (
        "an added line before it", ["line 5 was added after it was saved"],
        { $0.replacing("s = measure", with: "t = join t t\ns = measure") }
      ),
      (
        "the seed", ["line 2 was edited after it was saved"],
        { $0.replacing("seed 0\n", with: "seed 4\n") }
      ),
      ("comments", nil, { $0.replacing("seed 0\n", with: "# Mine\n\nseed 0\n") }),
      ("space", nil, { $0.replacing("[n, 0.5]", with: "[ n,0.5 ]") }),
    ]
    for (what, reasons, change) in cases {
      #expect(try difference(change)?.reasons == reasons, "\(what)")
    }
    // Its files are not to blame where the text asks for others; both are told where both are known to differ.
    let asked = try difference { $0.replacing("load \"a.txt\"", with: "load \"b.txt\"") }
    #expect(asked?.reasons == ["it was edited after it was saved"])
    let both = try difference(threads: 3) { $0.replacing("with: 1", with: "with: 2") }
    #expect(
      both?.reasons == ["it was edited after it was saved", "it was made with --threads 1, this runs with 3"])
  }

  @Test("What an edit further up comes to is told where its value first shows")
  func earlierEdits() throws {
    let (session, _) = Seen.session()
    for cell in ["a = make", "b = make size: 4", "b = join b a", "s = measure b"] { session.execute(cell) }
    let folder = try temporaryFolder()
    let lines = try session.record.script(in: folder).split(separator: "\n").map(String.init)
    #expect(lines.count == 6)
    func reasons(_ lines: [String]) throws -> [String]? {
      let path = folder + "/w.etude"
      try WholeFile.write(lines.joined(separator: "\n") + "\n", to: path)
      return try Replay.run(
        path, check: true, vocabulary: SmallVocabulary.make(),
        environment: Environment(work: Work(threads: 1))
      ).difference?.reasons
    }
    #expect(try reasons(lines) == nil)
    // Without `b = join b a`.
    #expect(
      try reasons(lines.filter { !$0.hasPrefix("b = join") })
        == ["a statement before line 5 was taken out after it was saved"])
    #expect(
      try reasons(["seed 7"] + lines.dropFirst(2)) == ["line 1 was edited after it was saved"])
    // A digest that was taken out with its mark is asked by nobody; the next one tells.
    var bare = lines
    bare[3] = "b = make size: 5"
    #expect(try reasons(bare) == ["line 4 was edited after it was saved"])
  }

  @Test("Whatever word is changed, it is told; whatever comment is, nothing is")
  func everyEdit() throws {
    let words = ["a = make size: 3", "b = join a a", "for i in 1..3 {\n  c = join a b\n}", "s = measure b"]
    let text = words.joined(separator: "\n")
    func digest(_ text: String) -> [Digest] { WrittenWords.statements(of: text).map(\.digest) }
    let whole = digest(text)
    #expect(WrittenWords.statements(of: "# a\n\n" + text).map(\.line) == [3, 4, 5, 8])
    for layout in [
      "# note\n" + text, text.replacing("\n", with: "\n\n"), text + "  # more",
      text.replacing(" = ", with: "="),
      text.replacing("{\n", with: "{ ").replacing("\n}", with: " }"),
      text.replacing("join a a", with: "join  a   a"),
    ] {
      #expect(digest(layout) == whole, "\(layout)")
    }
    let all = Array(text)
    for index in all.indices where !all[index].isWhitespace {
      var changed = all
      changed[index] = all[index] == "z" ? "y" : "z"
      #expect(digest(String(changed)) != whole, "\(String(changed))")
      if index > 0, all[index - 1].isWhitespace || all[index].isLetter {
        changed = all
        changed.remove(at: index)
        #expect(digest(String(changed)) != whole, "\(String(changed))")
      }
    }
    for (one, other) in [
      ("print 3 -1", "print 3 - 1"), ("fit n [a]", "fit n[a]"), ("print a\nb", "print a b"),
      ("f a: 1", "f a 1"),
      ("print \"a b\"", "print \"a  b\""),
    ] {
      #expect(digest(one) != digest(other), "\(one)")
    }
  }

  @Test("Which of many songs are new, others or gone", arguments: [1, 2, 40, 300])
  func parts(_ count: Int) throws {
    let folder = try temporaryFolder()
    let names = (0..<count).map { "song \($0)" }
    for name in names { try WholeFile.write(name, to: "\(folder)/album/\(name)") }
    let (session, seen) = Seen.session(readingFolder: folder, writingFolder: folder)
    session.execute("a = album \"album\"")
    session.execute("save session to: \"w.etude\"")
    func reasons() throws -> [String]? {
      try Replay.run(
        folder + "/w.etude", check: true, vocabulary: SmallVocabulary.make(), environment: Environment()
      ).difference?.reasons.filter { !$0.contains("--threads") }
    }
    #expect(try reasons() == nil, "\(seen.all)")
    var random = RandomStream(seed: UInt64(count), purpose: "the song that is changed")
    let changed = names[random.below(count)]
    let changedPath = "\(folder)/album/\(changed)"
    try WholeFile.write("another", to: changedPath)
    #expect(try reasons() == ["what it reads has changed: 'album' ('\(changed)')"])
    try WholeFile.write(changed, to: changedPath)
    try WholeFile.write("new", to: folder + "/album/new")
    #expect(try reasons() == ["what it reads has changed: 'album' ('new')"])
    unlink(folder + "/album/new")
    try WholeFile.write("last", to: folder + "/album/zzz")
    unlink(changedPath)
    #expect(try reasons()?.first?.hasPrefix("what it reads has changed: 'album' ('zzz'") == true)
    unlink(folder + "/album/zzz")
    if count > 1 { #expect(try reasons() == ["what it reads has changed: 'album' (1 is gone)"]) }
  }

  @Test func versionThreadsAndMachine() throws {
    let found = try difference(threads: 3) {
      $0.replacing("# Étude \(Etude.version):", with: "# Étude 0.0.1:").replacing("with: 1", with: "with: 2")
    }
    let reasons = try #require(found).reasons
    #expect(
      reasons == [
        "it was edited after it was saved",
        "it was made by Étude 0.0.1, this is \(Etude.version)",
        "it was made with --threads 1, this runs with 3",
      ])
    // Other threads and machines say nothing where nothing differs.
    #expect(try difference(threads: 3)?.line == nil)
  }
}
