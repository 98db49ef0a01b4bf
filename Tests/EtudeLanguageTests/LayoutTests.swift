import EtudeCore
import EtudeLanguage
import Testing

/// One layout, which is its own, says what the text said and loses nothing of it.
@Suite struct LayoutTests {
  private func layout(_ text: String) -> String? {
    try? ScriptLayout.text(of: SourceText(name: "lab.etude", text: text))
  }

  @Test(arguments: [
    ("x=1", "x = 1\n"), ("", ""), ("\n\n# a\n\n\n\n# b  \n\n", "# a\n\n# b\n"), ("a ;b; \n;c", "a\nb\nc\n"),
    ("x=-1+2*-3", "x = -1 + 2 * -3\n"), ("print 3 -1 - 2", "print 3 -1 - 2\n"), ("- 3", "-3\n"),
    ("xs=[ 1,2 , ]", "xs = [1, 2,]\n"), ("fit net [a,b][0] ( c )", "fit net [a, b][0] (c)\n"),
    ("print(songs)", "print (songs)\n"), ("x.in[0] .. 3", "x.in[0]..3\n"),
    ("f a :b", nil), ("f x a:1   b:[2]", "f x a: 1 b: [2]\n"),
    ("x = \"{ a  + b : 2 }\"", "x = \"{ a  + b : 2 }\"\n"),
    ("x = 1.50 + 1e3# why", "x = 1.50 + 1e3  # why\n"), ("a; # b", "a  # b\n"),
    (
      "net = cnn|\n\n# wide\ngru 3   |   # then\n   classify",
      "net = cnn |\n\n  # wide\n  gru 3 |  # then\n  classify\n"
    ),
    ("xs = [\n1,\n      (2 +\n3)\n\n]", "xs = [\n  1,\n  (2 +\n    3)\n]\n"),
    (
      "net = gru |\ncombine [\na,\nb ] |\nclassify",
      "net = gru |\n  combine [\n    a,\n    b] |\n  classify\n"
    ),
    ("for x in xs{print x;print 2}", "for x in xs { print x; print 2 }\n"),
    ("for x in xs {\n\nprint x\n# end\n\n}", "for x in xs {\n  print x\n  # end\n}\n"),
    ("for x in xs {# all\nprint x }", "for x in xs {  # all\n  print x\n}\n"),
    ("for x in xs {\n;\n}", "for x in xs { }\n"),
    ("if a{b}else if c{d\n}else{e}", "if a {\n  b\n} else if c {\n  d\n} else {\n  e\n}\n"),
    ("x = 'a\tb'\r\ny = 2\r\n", "x = 'a\tb'\ny = 2\n"), ("x = (", nil), ("x = \"", nil), ("if x", nil),
  ]) func lines(_ text: String, _ expected: String?) { #expect(layout(text) == expected) }

  @Test func longLinesBreak() {
    let long = String(repeating: "a", count: 60)
    #expect(layout("x = \(long) | gru | \(long) 3") == "x = \(long) |\n  gru |\n  \(long) 3\n")
    #expect(
      layout("if x { \(long) } else { for y in z { \(long) } }")
        == "if x {\n  \(long)\n} else {\n  for y in z { \(long) }\n}\n")
  }

  @Test func whatIsWrongIsSaid() throws {
    #expect(throws: DiagnosticList.self) {
      try ScriptLayout.text(of: SourceText(name: "a", bytes: [0x78, 0xFF]))
    }
  }

  /// Without spaces and semicolons; the marks of what stays.
  private func marks(_ text: String) -> String { text.filter { !$0.isWhitespace && $0 != ";" } }

  private func holds(_ text: String) {
    guard let first = layout(text) else { return }
    #expect(layout(first) == first, "\(text)")
    #expect(marks(first) == marks(text), "\(text)")
    let (before, after) = (ScriptRunner(text), ScriptRunner(first))
    #expect(before.output == after.output, "\(text)")
    #expect(before.diagnostics.map(\.cause) == after.diagnostics.map(\.cause), "\(text)")
    let lines = first.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.last != " " } && !first.contains("\n\n\n"), "\(text)")
  }

  @Test func randomPrograms() {
    var generator = ProgramGenerator(seed: 3)
    var read = 0
    for _ in 0..<FuzzTests.count / 2 {
      let text = generator.program()
      if layout(text) != nil { read += 1 }
      holds(text)
    }
    #expect(read > FuzzTests.count / 3)
  }

  @Test(arguments: ScriptTests.scripts) func scripts(_ name: String) throws {
    holds(String(decoding: try WholeFile.read("\(ScriptTests.folder)/\(name)"), as: UTF8.self))
  }
}
