import EtudeCore
import EtudeSession

extension SessionCommand {
  static let changeFolder = SessionCommand(
    ".cd", "go to a folder: paths start there; home without one", takes: .optional(.folder),
    examples: [".cd songs"]
  ) { repl, argument in
    try repl.session.changeFolder(to: argument.isEmpty ? "~/" : argument == "~" ? "~/" : argument)
    repl.screen.show(repl.session.folder)
    return .done
  }
}
