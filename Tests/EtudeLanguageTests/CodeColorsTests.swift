import EtudeLanguage
import Testing

@Suite struct CodeColorsTests {
  /// Put together the pieces are the text, whatever it is.
  @Test(arguments: [
    "", "x = demo  # songs\n", "for a in [1, 2] {\n  print \"{a}\" # #\n}",
    "crossval net mels folds: 10 lr: 1e-3",
    "a = (", "\"open", "§ 3 é", "# a\n# b", "x = 'a # b'",
  ])
  func whole(text: String) {
    let vocabulary = Vocabulary(verbs: [], kinds: [])
    #expect(CodeColors.pieces(of: text, vocabulary).map(\.text).joined() == text)
  }

  @Test func roles() {
    let verb = Verb("demo", "songs", section: .data, result: .type(.nothing)) { _ in .nothing }
    let pieces = CodeColors.pieces(
      of: "for a in demo x: 2s { \"t\" } # c", Vocabulary(verbs: [verb], kinds: []))
    let told = pieces.filter { $0.role != .plain }.map { "\($0.role) \($0.text)" }
    #expect(
      told == ["keyword for", "keyword in", "verb demo", "label x", "number 2s", "text \"t\"", "comment # c"])
  }
}
