import EtudeCore

extension SessionCommand {
  static let changeFolder = SessionCommand(
    ".cd", "go to a folder: paths start there; home without one", takes: .optional(.folder),
    examples: [".cd songs"]
  ) { host, argument in
    try host.session.changeFolder(to: argument.isEmpty ? "~/" : argument == "~" ? "~/" : argument)
    host.show(host.session.folder)
    return .done
  }
}
