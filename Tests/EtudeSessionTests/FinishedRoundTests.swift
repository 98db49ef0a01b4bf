import EtudeCore
import EtudeLanguage
import EtudeSession
import Testing

/// A round of a loop is done when it is done: what it bound stays when a later one fails or is interrupted.
@Suite struct FinishedRoundTests {
  private func values(_ session: Session) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: session.variables.map { ($0.name, "\($0.summary)") })
  }

  @Test("The round that fails is taken back, those before it stay")
  func failure() {
    let (session, seen) = Seen.session()
    session.execute("x = 7; t = make")
    #expect(
      session.execute("for i in [1, 2, 0, 4] { x = i; y = 6 / i; t = make size: i + 1 }").exitStatus
        == .failed)
    #expect(values(session) == ["i": "2", "x": "2", "y": "3", "t": "made 3 seed 0"], "\(seen.all)")
    #expect(session.execute("for i in [0] { x = i; z = 6 / i }").exitStatus == .failed)
    #expect(values(session)["x"] == "2" && values(session)["z"] == nil)
  }

  @Test("An interrupt stops a loop as a failure does")
  func interrupt() {
    let (session, _) = Seen.session()
    #expect(
      session.execute("for i in [1, 2, 9, 4] { m = measure (make size: i) with: i }").exitStatus
        == .interrupted)
    #expect(values(session) == ["i": "2", "m": "made 2 seed 0 with 2 seed 0"])
    #expect(session.execute("m").exitStatus == .done)
  }

  @Test("Rounds of a loop within a loop are finished each for itself")
  func nested() {
    let (session, _) = Seen.session()
    let loop = "for i in [1, 2] { a = i; for j in [3, 2, 1] { b = 6 / (j - i + 0); c = a * 10 + j } }"
    #expect(session.execute(loop).exitStatus == .failed)
    #expect(values(session) == ["i": "1", "a": "1", "j": "2", "b": "6", "c": "12"])
  }

  @Test("A saved session makes what the finished rounds of random loops made, and no more")
  func saving() throws {
    var cut = 0
    for trial in 0..<400 {
      var stream = RandomStream(seed: UInt64(trial), purpose: "loops that fail")
      let (session, seen) = Seen.session()
      session.execute("n = 1; xs = [2, 4, 6]")
      var loop = Self.loop(&stream, depth: 0)
      if trial % 3 == 0 { loop = "if n < 2 { c = n + 4; \(loop) } else { n = 0 }" }
      let status = session.execute(loop).exitStatus
      guard status == .failed else { continue }
      let before = values(session)
      let script = try session.record.script(in: ".")
      let (again, seenAgain) = Seen.session()
      #expect(again.runStatements(script) == .done, "\(loop)\n\(script)\n\(seenAgain.all)")
      let after = values(again)
      for (name, value) in before {
        #expect(after[name] == value, "\(name) of\n\(loop)\n\(script)\n\(seen.all)")
      }
      if before.count > 2 { cut += 1 }
    }
    #expect(cut > 60)
  }

  /// A loop of up to three, some of whose rounds divide by zero.
  private static func loop(_ stream: inout RandomStream, depth: Int) -> String {
    func number(_ bound: Int) -> Int { Int(stream.next() % UInt64(bound)) }
    let name = ["i", "j", "k"][depth]
    let list =
      number(3) == 0 ? "xs" : "[\((0...number(3)).map { _ in String(number(5)) }.joined(separator: ", "))]"
    var body: [String] = []
    for place in 0...number(3) {
      if depth < 2, number(3) == 0 {
        let inner = loop(&stream, depth: depth + 1)
        let isBranch = number(3) == 0
        body.append(isBranch ? "if n > \(number(9)) { d\(depth) = n; \(inner) } else { n = n + 1 }" : inner)
      } else {
        let right = ["n + \(name)", "12 / (\(name) - \(number(5)))", "n * 2 - \(name)"][number(3)]
        body.append("\(["n", "a\(depth)", "b\(place)"][number(3)]) = \(right)")
      }
    }
    return "for \(name) in \(list) { \(body.joined(separator: "; ")) }"
  }
}
