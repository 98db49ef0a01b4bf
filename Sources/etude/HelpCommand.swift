import ArgumentParser
import EtudeCore
import EtudeLanguage
import EtudeREPL
import EtudeVerbs

/// `etude help [VERB | COMMAND]`
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help", abstract: "Say what a verb or a command does, as help at the prompt.", helpNames: [])

  @Argument(
    help: "A verb, a kind of value, a word of the field, or a command; the overview if none is named.")
  var words: [String] = []

  /// `etude help -h`.
  @Flag(name: [.short, .long], help: .hidden)
  var help = false

  func run() throws {
    guard !words.isEmpty else { throw CleanExit.helpRequest(EtudeCommand.self) }
    let topic = words.joined(separator: " ")
    if topic == "verbs" { throw ExitCode(Housekeeping.show(Help.overview(.standard)).rawValue) }
    // A command comes first: who asks in a shell knows those; a verb that is called so too follows.
    let pages = [
      Self.command(words[...]).map { EtudeCommand.helpMessage(for: $0) },
      Help.page(about: topic, .standard),
    ].compactMap(\.self)
    if !pages.isEmpty { throw ExitCode(Housekeeping.show(pages.joined(separator: "\n\n")).rawValue) }
    let near = Self.nearest(to: topic).map { "did you mean '\($0)'?" }
    let fix = near ?? "'etude help' lists the commands, 'etude help verbs' the verbs"
    Screen().report(Diagnostic(Failure("there is no verb or command '\(topic)'", fix: fix), at: nil))
    throw ExitCode(ProgramExit.wrongCommandLine.rawValue)
  }

  /// The command that words name, one within another; nil if there is none.
  private static func command(_ words: ArraySlice<String>, in whole: ParsableCommand.Type = EtudeCommand.self)
    -> ParsableCommand.Type?
  {
    guard let word = words.first else { return whole }
    let within = whole.configuration.subcommands
    return within.first { $0._commandName == word }.flatMap { command(words.dropFirst(), in: $0) }
  }

  private static func nearest(to topic: String) -> String? {
    let commands = EtudeCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    return Help.nearest(to: topic, .standard) ?? Suggestion.nearest(to: topic, among: commands)
  }
}
