import EtudeREPL
import Testing

@Suite("Colours")
struct StyleTests {
  @Test("Without colour, text stays as it is; with it, the text is whole between two sequences")
  func text() {
    #expect(TerminalStyle(isColored: false).text("[1] ›", .prompt) == "[1] ›")
    #expect(TerminalStyle(isColored: true).text("[1] ›", .prompt) == "\u{1B}[1;36m[1] ›\u{1B}[0m")
    #expect(TerminalStyle(isColored: true).text("", .prompt) == "")
  }

  @Test("A prompt's colours are marked as taking no room")
  func prompt() {
    #expect(Prompt("[1] ›", style: TerminalStyle(isColored: false)).text == "[1] › ")
    #expect(
      Prompt("[1] ›", style: TerminalStyle(isColored: true)).text
        == "\u{1}\u{1B}[1;36m\u{2}[1] ›\u{1}\u{1B}[0m\u{2} "
    )
  }

  @Test("What is not a terminal has no colours")
  func notATerminal() { #expect(!TerminalStyle.standard(for: -1).isColored) }
}
