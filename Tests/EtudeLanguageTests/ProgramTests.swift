import EtudeCore
import EtudeLanguage
import Testing

/// Params and what overrides them, includes, seeds, cells.
@Suite struct ProgramTests {
  @Test func overrides() {
    let text =
      "param epochs = 5\nparam name = \"a\"\nparam share = -30%\nparam on = yes\nprint epochs name share on"
    #expect(ScriptRunner(text).output == ["5 a -30% yes"])
    let given = [("epochs", "7"), ("name", "b c"), ("share", "10%"), ("on", "no")].map {
      (name: $0.0, text: $0.1)
    }
    #expect(ScriptRunner(text, overrides: given).output == ["7 b c 10% no"])
  }

  @Test func aShareMayBeGivenAsANumber() {
    #expect(ScriptRunner("param share = 30%\nprint share", overrides: [("share", "0.5")]).output == ["50%"])
  }

  @Test(arguments: [
    ("epochs", "many", "error 0:0: param 'epochs' is a number, not 'many' | write epochs=5"),
    ("epochs", "7s", "error 0:0: param 'epochs' is a number, not '7s' | write epochs=5"),
    ("epoch", "7", "error 0:0: lab.etude has no param 'epoch' | did you mean 'epochs'?"),
  ])
  func wrongOverrides(_ name: String, _ text: String, _ remark: String) {
    let run = ScriptRunner("param epochs = 5", overrides: [(name, text)])
    #expect(run.remarks == [remark])
    #expect(run.exitStatus == .wrongCommandLine)
  }

  @Test func overriddenValuesAreChecked() {
    let run = ScriptRunner("param units = 5\ngru units", overrides: [("units", "0")])
    #expect(run.exitStatus == .staticError)
    #expect(
      ScriptRunner("param file = \"a.csv\"\nspectrogram (load file)", overrides: [("file", "a.safetensors")])
        .exitStatus == .staticError)
  }

  /// A list is long enough that Ctrl-C cannot wait for its text.
  @Test func aTextThatNobodyWaitsForIsLeft() {
    let list = Value.list(ListValue(of: .number, (0..<50_000).map { (nil, .number(Double($0))) }))
    var looks = 0
    #expect(ValueText.of(list) { looks += 1 } == ValueText.of(list))
    #expect(looks == 13)
    #expect(throws: Failure.interrupted) {
      try ValueText.of(.list(ListValue(of: .list(of: .number, labels: nil), [(nil, list)]))) {
        looks -= 1
        if looks == 5 { throw Failure.interrupted }
      }
    }
  }

  @Test func includes() {
    let files = ["lib/a.etude": "x = 1\ninclude \"b.etude\"", "lib/b.etude": "y = x + 1"]
    #expect(ScriptRunner("include \"lib/a.etude\"\nprint x y", files: files).output == ["1 2"])
  }

  @Test func includeErrors() {
    let absent = ScriptRunner("include \"no.etude\"\nprint z\nprint 1s + 1")
    #expect(absent.exitStatus == .missingInput)
    #expect(
      absent.remarks.first
        == "error 1:9: cannot open 'no.etude' | the path starts at the including file's folder")
    #expect(absent.remarks.count == 2)
    let cycle = ScriptRunner(
      "include \"a.etude\"", files: ["a.etude": "include \"b.etude\"", "b.etude": "include \"./a.etude\""])
    #expect(cycle.exitStatus == .staticError)
    #expect(cycle.diagnostics[0].rendered.hasPrefix("b.etude:1:9: error: './a.etude' includes itself"))
    let own = ScriptRunner("include \"lab.etude\"")
    #expect(own.exitStatus == .staticError)
    let inside = ScriptRunner("include \"a.etude\"\nprint q", files: ["a.etude": "print 1 +"])
    #expect(inside.diagnostics.count == 2)
  }

  @Test func seeds() {
    #expect(
      ScriptRunner("seed 3\nfit gru (demo | spectrogram)").output == ["fitted gru 64 no epochs 20 seed 3"])
    let interpreter = Interpreter(vocabulary: TestVocabulary.whole)
    interpreter.seed = 5
    interpreter.seedIsFixed = true
    #expect(ScriptRunner("seed 3\ndemo clips: 1", interpreter: interpreter).output == ["dataset of 1 seed 5"])
  }

  @Test func cells() {
    let interpreter = Interpreter(vocabulary: TestVocabulary.whole)
    #expect(ScriptRunner("x = 3", mode: .cell, interpreter: interpreter).output == ["3"])
    #expect(ScriptRunner("_ + _1", mode: .cell, interpreter: interpreter).output == ["6"])
    #expect(ScriptRunner("_7", mode: .cell, interpreter: interpreter).exitStatus == .staticError)
    #expect(ScriptRunner("x = 1 / 0", mode: .cell, interpreter: interpreter).exitStatus == .failed)
    #expect(ScriptRunner("x", mode: .cell, interpreter: interpreter).output == ["3"])
    #expect(ScriptRunner("net = mobilenetv2", mode: .cell, interpreter: interpreter).exitStatus == .done)
    let shapes = ScriptRunner("net | gru 3", mode: .cell, interpreter: interpreter)
    #expect(shapes.exitStatus == .staticError)
  }

  @Test func aFailingLoopKeepsItsFinishedRoundsAndNoMore() {
    let interpreter = Interpreter(vocabulary: TestVocabulary.whole)
    _ = ScriptRunner("x = 1\nfor i in [1, 0] { x = 7; y = 2 / i }", interpreter: interpreter)
    let values = interpreter.bindings.mapValues { ValueText.of($0.value) }
    #expect(values == ["i": "1", "x": "7", "y": "2"])
  }

  @Test func incompleteness() {
    for text in ["print (1", "for x in [1] {", "net = cnn |", "xs = [1,", "net = cnn |  # and"] {
      #expect(Interpreter.isIncomplete(text))
    }
    for text in ["print 1", "print (1)", "for x in [1] { }", "print \"(\"", "x = )", ""] {
      #expect(!Interpreter.isIncomplete(text))
    }
  }
}
