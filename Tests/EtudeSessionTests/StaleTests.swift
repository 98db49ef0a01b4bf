import EtudeLanguage
import EtudeSession
import Testing

@Suite struct StaleTests {
  private func session(_ cells: [String]) -> Session {
    let (session, seen) = Seen.session()
    for cell in cells { #expect(session.execute(cell).exitStatus == .done, "\(seen.all)") }
    return session
  }

  @Test func whatWasMadeFromOldValues() {
    let names = session(["a = make", "b = join a", "c = join b", "d = make", "a = make size: 9"]).staleNames
    #expect(names.map(\.name) == ["b", "c"])
    #expect(names.map(\.changed) == [["a"], ["a"]])
    #expect(names[0].note == "'b' was made from 'a' before it changed")
  }

  /// A value that leads to the new one, and one whose source is unbound, are not stale.
  @Test func whatIsNotStale() throws {
    #expect(session(["a = make", "b = join a", "a = join b"]).staleNames.isEmpty)
    #expect(session(["n = 1", "n = n + 1"]).staleNames.isEmpty)
    let session = session(["a = make", "b = join a"])
    try session.forget("a")
    #expect(session.staleNames.isEmpty)
  }

  @Test func cellsTellOfThem() {
    let session = session(["a = make", "b = join a", "a = make size: 9"])
    #expect(session.execute("tell b").stale.map(\.name) == ["b"])
    #expect(session.execute("tell a").stale.isEmpty)
    #expect(session.variables.map(\.isStale) == [true, false])
  }

  @Test func refreshing() {
    let session = session([
      "seed 7", "a = make", "join a", "b = join _", "c = join b a", "seed 1", "d = make", "a = make size: 9",
    ])
    let refresh = Refresh(session)
    var texts: [String] = []
    while let text = refresh.next() {
      texts.append(text)
      #expect(refresh.execute()?.exitStatus == .done)
    }
    #expect(texts == ["join a", "b = join _9", "c = join b a"])
    #expect(session.staleNames.isEmpty)
    #expect(session.execute("c.text").value.map(ValueText.of) == "made 9 seed 1 + made 9 seed 1")
    #expect(session.execute("make").value.map(ValueText.of) == "made 3 seed 1")
  }

  /// A statement runs with the seed that it had.
  @Test func refreshingKeepsSeeds() {
    let session = session(["seed 7", "n = 4", "a = make size: n", "seed 1", "n = 5"])
    let refresh = Refresh(session)
    while refresh.next() != nil { _ = refresh.execute() }
    #expect(session.execute("a").value.map(ValueText.of) == "made 5 seed 7")
    #expect(session.execute("make").value.map(ValueText.of) == "made 3 seed 1")
  }

  @Test func reset() {
    let session = session(["seed 7", "a = make", "make"])
    session.reset()
    #expect(session.promptNumber == 1)
    #expect(session.variables.isEmpty && session.history.isEmpty)
    #expect(session.execute("make").value.map(ValueText.of) == "made 3 seed 0")
    #expect(session.execute("a").exitStatus == .staticError)
  }
}
