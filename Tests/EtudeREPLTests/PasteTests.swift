import EtudeCore
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

  @Test("What the prompt echoes of a pasted page can be pasted again", arguments: 0..<50)
  func echoes(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "cells")
    let lines = ["for x in [1, 2] {", "  print x", "}", "", "y = \"…\"", "  # [3] › said", "z = 3"]
    let cells = (1...3).map { _ in
      (0...random.below(4)).map { _ in lines[random.below(lines.count)] }.joined(separator: "\n")
    }
    let page = cells.enumerated().map { number, cell in
      let (prompt, rest) = Paste.withPrompts(cell, number: number * 7)
      return prompt + rest + "\nwhat it gave"
    }.joined(separator: "\n")
    #expect(Paste.withoutPrompts(page) == cells.joined(separator: "\n"))
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
