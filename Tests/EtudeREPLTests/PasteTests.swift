import EtudeREPL
import Testing

@Suite("Pasted pages") struct PasteTests {
  @Test("A page copied from a session is what was typed there, without prompts and what they gave")
  func prompts() {
    let page = """
      [1] › songs = demo genres: 2
      songs: 20 clips
      [2] › for x in [1, 2] {
          …   print x
          … }
      1
      2
      [13] › print [3] › 2

      """
    #expect(
      Paste.withoutPrompts(page)
        == "songs = demo genres: 2\nfor x in [1, 2] {\n  print x\n}\nprint [3] › 2")
    #expect(Paste.withoutPrompts("a = 1\n1\n[2] › b = 2") == "a = 1\nb = 2")
  }

  @Test(
    "Any other text stays as it is, to the last space",
    arguments: [
      "", "\n", "x = [1] \n  [2]", "songs[3]\n  … \n", "print \"[1] ›\"\n", "[] › x", "[1x] › y", "a\tb\n\n",
    ])
  func others(_ text: String) {
    #expect(Paste.withoutPrompts(text) == text)
  }
}
