import EtudeCore
import EtudeLanguage

extension SessionCommand {
  static let help = SessionCommand(
    ".help", "these commands, or one of them; help without the dot is about verbs",
    takes: .optional(.command),
    examples: [".help .open"]
  ) { host, argument in
    if argument.isEmpty {
      let width = host.commands.map(\.usage.count).max() ?? 0
      let rows = host.commands.map { "  " + $0.usage.padded(toColumns: width + 2) + $0.summary }
      host.page(
        (["Commands to the session; they never enter a script", ""] + rows).joined(separator: "\n"))
    } else {
      let name = argument.hasPrefix(".") ? argument : "." + argument
      // Verbs have their help at the prompt.
      if let command = host.commands.first(where: { $0.name == name }) {
        host.show(
          ([command.usage + ": " + command.summary] + command.examples).joined(separator: "\n  "))
      } else if host.session.vocabulary.verbs[argument] != nil {
        throw Failure("'\(argument)' is a verb", fix: "write: help \(argument)")
      } else {
        _ = try read(name, among: host.commands)
      }
    }
    return .done
  }
}
