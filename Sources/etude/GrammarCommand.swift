import ArgumentParser
import EtudeLanguage
import EtudeVerbs

/// `etude grammar --textmate | --vim`
struct GrammarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grammar", abstract: "Print what an editor colours scripts by.")

  enum Editor: String, EnumerableFlag {
    case textmate, vim
  }

  @Flag(help: "For TextMate and Visual Studio Code, or for Vim.")
  var editor: Editor

  func run() throws {
    try Housekeeping.run {
      let text =
        switch editor {
        case .textmate: TextMateGrammar.text(.standard)
        case .vim: VimSyntax.text(.standard)
        }
      return String(text.dropLast())
    }
  }
}
