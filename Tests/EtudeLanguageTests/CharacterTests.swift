import EtudeCore
import EtudeLanguage
import Testing

/// Characters that look like others or like none, and where they stand.
@Suite struct CharacterTests {
  /// Each with what the message says; the text in which the fix is applied passes the checker.
  @Test(arguments: [
    (
      "x = 1\u{A0}+ 2", "1:6: U+00A0 (no-break space) is not a plain space | write a plain space", "x = 1 + 2"
    ),
    ("x =\u{3000}1", "1:4: U+3000 (ideographic space) is not a plain space | write a plain space", "x = 1"),
    (
      "x = 1\u{200B}", "1:6: U+200B (zero width space) cannot be seen, and cannot stand here | take it out",
      "x = 1"
    ),
    (
      "de\u{200B}mo", "1:3: U+200B (zero width space) cannot be seen, and cannot stand here | take it out",
      "demo"
    ),
    (
      "x\u{202E} = 1",
      "1:2: U+202E (right-to-left override) cannot be seen, and cannot stand here | take it out", "x = 1"
    ),
    (
      "x = \u{FEFF}1",
      "1:5: U+FEFF (zero width no-break space) cannot be seen, and cannot stand here | take it out", "x = 1"
    ),
    ("x = \u{AD}1", "1:5: U+00AD (soft hyphen) cannot be seen, and cannot stand here | take it out", "x = 1"),
    (
      "x = 1\u{1B}", "1:6: U+001B (a control character) cannot be seen, and cannot stand here | take it out",
      "x = 1"
    ),
    ("x = 1\u{2028}", "1:6: U+2028 (line separator) does not end a line | write a line break", "x = 1\n"),
    ("x = 3 \u{2013} 1", "1:7: U+2013 (en dash) is not '-' | write '-'", "x = 3 - 1"),
    ("x = 3 \u{2212} 1", "1:7: U+2212 (minus sign) is not '-' | write '-'", "x = 3 - 1"),
    ("x = 3 × 2", "1:7: U+00D7 (multiplication sign) is not '*' | write '*'", "x = 3 * 2"),
    ("x = ３０", "1:5: full-width characters are not those of the language | write '30'", "x = 30"),
    ("x = ３", "1:5: U+FF13 (fullwidth digit three) is not '3' | write '3'", "x = 3"),
    ("x = ٣", "1:5: U+0663 (arabic-indic digit three) is not '3' | write '3'", "x = 3"),
    (
      "x = “blues”",
      "1:5: U+201C (left double quotation mark) does not start a string | write \"blues\"", "x = \"blues\""
    ),
    (
      "x = ‘a b’", "1:5: U+2018 (left single quotation mark) does not start a string | write 'a b'",
      "x = 'a b'"
    ),
    ("x = `a`", "1:5: a string has no letters before its quotes | write \"a\"", "x = \"a\""),
  ])
  func named(_ text: String, _ remark: String, _ mended: String) {
    #expect(ScriptRunner(text).remarks == ["error " + remark])
    #expect(ScriptRunner(mended).remarks == [])
  }

  /// In strings and comments they are what they are.
  @Test func inStrings() {
    #expect(ScriptRunner("print \"a\u{A0}–“x”\u{200B}\" # \u{202E}").output == ["a\u{A0}–“x”\u{200B}"])
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func lineBreaks(_ end: String) {
    let run = ScriptRunner("x = 1 +\(end)y = \"音楽\"\t+ foo # \(end)\(end)print bar\(end)")
    #expect(
      run.remarks == [
        "error 1:8: the line ends where a value should follow | write a value",
        "error 2:12: unknown name 'foo' | bind it first: foo = …",
        "error 4:7: unknown name 'bar' | bind it first: bar = …",
      ])
    #expect(ScriptRunner("x = 1\(end)print x # x\(end)print \"a\"\(end)").output == ["1", "a"])
  }

  /// The carets stand under what they mean, whatever stands before it.
  @Test(arguments: ["音楽", "✅", "e\u{301}", "👩‍👧", "🇩🇪", "\t", "ﾊﾝ", "한글", "\u{200B}"])
  func underlines(_ before: String) {
    let rows = ScriptRunner("x = \"\(before)\" + foo").diagnostics[0].rendered.split(separator: "\n")
    let carets = String(rows[2].prefix { $0 != "^" }).columns
    let start = rows[1].indices.first { rows[1][$0...].hasPrefix("foo") }
    #expect(start != nil)
    #expect(rows[1][..<(start ?? rows[1].endIndex)].columns == carets)
  }
}
