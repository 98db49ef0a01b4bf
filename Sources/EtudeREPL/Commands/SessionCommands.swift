import EtudeCore
import EtudeSession

extension SessionCommand {
  /// All commands of the prompt, in the order in which help lists them.
  public static let all: [SessionCommand] = common + [lesson, edit, view, clear, quit]

  /// The names of all commands.
  public static var names: [String] { all.map(\.name) }

  /// A table of them for the reference page, in Markdown.
  public static var reference: String {
    let rows = all.map { command in
      let examples = command.examples.map { "`\($0)`" }.joined(separator: " ")
      return "| `\(command.usage.replacing("|", with: "\\|"))` | \(command.summary) | \(examples) |\n"
    }
    return "\n## Session commands\n\n"
      + "At the prompt, and in a notebook's cells but for the last ones, which are for a terminal; they never enter a script.\n\n"
      + "| command | does | for instance |\n|---|---|---|\n" + rows.joined()
  }

  /// A command of the prompt in a terminal alone.
  init(
    terminal name: String, _ summary: String, takes argument: Argument = .none, examples: [String] = [],
    obey: @escaping @Sendable (Repl, String) throws -> CommandOutcome
  ) {
    self.init(name, summary, takes: argument, examples: examples) { host, argument in
      guard let repl = host as? Repl else { throw Failure("'\(name)' is for the prompt in a terminal") }
      return try obey(repl, argument)
    }
  }
}
