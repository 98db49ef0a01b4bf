import EtudeCore
import EtudeLanguage
import Testing

/// What a message looks like, character by character.
@Suite struct DiagnosticTests {
  private func rendered(_ text: String) -> String {
    ScriptRunner(text).diagnostics.map(\.rendered).joined(separator: "\n")
  }

  @Test func asTheContractShows() {
    let text = """
      songs = demo
      mels = spectrogram songs
      net = gru
      cv = crossval net mels fold: 10
      """
    #expect(
      rendered(text) == """
        lab.etude:4:24: error: unknown option 'fold' for crossval
          4 | cv = crossval net mels fold: 10
            |                        ^^^^ did you mean 'folds'?
        """)
  }

  @Test func wideCharactersAndTabs() {
    #expect(
      rendered("\tx = \"音楽\" + foo") == """
        lab.etude:1:13: error: unknown name 'foo'
          1 |     x = "音楽" + foo
            |                  ^^^ bind it first: foo = …
        """)
  }

  @Test func windowsLinesAndLongNumbers() {
    let text = String(repeating: "\r\n", count: 11) + "print foo\r\n"
    #expect(
      rendered(text) == """
        lab.etude:12:7: error: unknown name 'foo'
          12 | print foo
             |       ^^^ bind it first: foo = …
        """)
  }

  @Test func colours() {
    let found = ScriptRunner("print foo").diagnostics[0].rendered(in: .coloured)
    #expect(found.contains("\u{1B}[1;31merror:\u{1B}[0m unknown name"))
  }

  @Test func allOfThemInOrder() {
    let run = ScriptRunner("print b\nx = (1\nprint \"abc\nprint a\nprint 1x")
    let lines = run.diagnostics.compactMap {
      $0.span.map { $0.source.position(at: $0.range.lowerBound).line }
    }
    #expect(lines == [1, 2, 3, 4, 5])
  }

  @Test func whileRunning() {
    let run = ScriptRunner("print 1\nxs = [1, 2]\ny = xs[5]\nprint 2")
    #expect(run.output == ["1"])
    #expect(run.exitStatus == .failed)
    #expect(run.remarks == ["error 3:8: there is no element 5 | positions are 0 to 1, or -1 to -2"])
  }

  @Test(arguments: [
    ("x = 1 / 0", "error 1:5: division by zero | divide by something else", ProgramExit.failed),
    (
      "x = load \"missing.csv\"", "error 1:5: cannot open 'missing.csv' | no such file or folder",
      .missingInput
    ),
    ("xs = [a: 1]\nprint xs[\"b\"]", "error 2:10: no item is called \"b\" | labels are a", .failed),
    ("s = demo clips: 1\ns[\"b\"]", "error 2:3: no clip is called \"b\" | names are 0.wav", .failed),
    ("x = [1, 2][0.5]", "error 1:12: 0.5 is not a position | count in whole numbers from 0", .failed),
    (
      "for i in [] { y = 1 }\nprint y",
      "error 2:7: 'y' has no value: what binds it, in a 'for' or an 'if', was not done | bind it before that",
      .failed
    ),
    (
      "if 1 > 2 { y = 1 }\nprint y",
      "error 2:7: 'y' has no value: what binds it, in a 'for' or an 'if', was not done | bind it before that",
      .failed
    ),
    (
      "x = [1, 2]\nfor x in [\"a\"] | where value == \"b\" { print x }\nprint x",
      "error 3:7: 'x' has no value: what binds it, in a 'for' or an 'if', was not done | bind it before that",
      .failed
    ),
    ("xs = 1..3\nxs[0..5]", "error 2:4: there is no element 3 | positions are 0 to 2, or -1 to -3", .failed),
    ("expect 3 > 2 and 3 < 3 and 7 == 8", "error 1:1: does not hold: 3, 3", .failed),
    ("expect 1 > 2 or 3 > 4", "error 1:1: does not hold: 1, 2; 3, 4", .failed),
    ("expect not (1 == 1 and 2 == 2)", "error 1:1: does not hold: 1, 1 hold; 2, 2 hold", .failed),
    ("expect 1 == 1 and (1 > 2 or not (2 == 2))", "error 1:1: does not hold: 1, 2; 2, 2 hold", .failed),
    ("expect 1 + 1 == 3", "error 1:1: does not hold: 2, 3", .failed),
    (
      "s = demo\nfor c in s { for p in [c.name] { d = load p } }",
      "error 2:38: load gave a clip where a dataset was expected | write the path as a string, so that its ending is known",
      .failed
    ),
  ])
  func failures(_ text: String, _ remark: String, _ exitStatus: ProgramExit) {
    let run = ScriptRunner(text)
    #expect(run.remarks == [remark])
    #expect(run.exitStatus == exitStatus)
  }

  @Test func interruption() {
    let work = Work()
    work.cancellation.request()
    let interpreter = Interpreter(vocabulary: TestVocabulary.whole)
    let run = ScriptRunner("x = 1\ny = demo", interpreter: interpreter, work: work)
    #expect(run.exitStatus == .interrupted)
    #expect(interpreter.bindings.keys.sorted() == ["x"])
  }
}
