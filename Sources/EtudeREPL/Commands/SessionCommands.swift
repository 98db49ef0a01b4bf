import EtudeLanguage

extension SessionCommand {
  /// All commands, in the order in which help lists them.
  public static let all: [SessionCommand] = [
    help, history, variables, forget, reset, refresh, time, runs, open, edit, view, list, changeFolder, clear,
    quit,
  ]

  /// The names of all commands.
  public static var names: [String] { all.map(\.name) }

  /// A table of them for the reference page, in Markdown.
  public static var reference: String {
    let rows = all.map { command in
      let examples = command.examples.map { "`\($0)`" }.joined(separator: " ")
      return "| `\(command.usage.replacing("|", with: "\\|"))` | \(command.summary) | \(examples) |\n"
    }
    return "\n## Session commands\n\n"
      + "At the prompt only; they never enter a script.\n\n| command | does | for instance |\n|---|---|---|\n"
      + rows.joined()
  }
}
