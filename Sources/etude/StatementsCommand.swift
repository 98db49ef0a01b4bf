import ArgumentParser
import EtudeREPL

/// `etude`, `etude -e 'STATEMENTS'` and statements piped in: what `etude` does when no command is named.
struct StatementsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statements", abstract: "The notebook, or statements from the command line.",
    shouldDisplay: false)

  @ArgumentParser.Option(
    name: .customShort("e"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Run these statements; of several, one after another.", valueName: "statements"))
  var statements: [String] = []

  @OptionGroup var settings: SessionOptions

  @Argument(help: .hidden)
  var overrides: [String] = []

  func validate() throws {
    if let stray = overrides.first, statements.isEmpty {
      if let call = Self.callWithCommandFirst(stray) {
        throw ValidationError("options follow the command; write: \(call)")
      }
      let fix = stray.hasSuffix(".etude") ? "; write: etude run \(stray)" : ""
      throw ValidationError("there is no command '\(stray)'\(fix)")
    }
    _ = try Override.read(overrides)
  }

  /// `etude run s.etude --threads 2` for `etude --threads 2 run s.etude`; nil if the word is no command's name.
  private static func callWithCommandFirst(_ word: String) -> String? {
    let commands = EtudeCommand.configuration.subcommands.map { $0.configuration }.filter { $0.shouldDisplay }
    let arguments = CommandLine.arguments.dropFirst()
    guard commands.contains(where: { $0.commandName == word }), let place = arguments.firstIndex(of: word)
    else { return nil }
    return (["etude"] + arguments[place...] + arguments[..<place]).joined(separator: " ")
  }

  func run() throws {
    let text = statements.joined(separator: "\n")
    let overrides = try Override.read(overrides)
    try settings.endAfter { frontEnd in
      if !statements.isEmpty { return frontEnd.run(statements: text, overrides: overrides) }
      return Terminal.isTerminal(0) ? frontEnd.repl() : frontEnd.runStandardInput()
    }
  }
}
