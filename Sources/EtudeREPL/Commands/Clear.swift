import EtudeSession

extension SessionCommand {
  static let clear = SessionCommand(terminal: ".clear", "an empty window; names and cells stay") { repl, _ in
    repl.screen.clearWindow()
    return .done
  }
}
