import EtudeSession

extension SessionCommand {
  static let quit = SessionCommand(terminal: ".quit", "leave; so does Ctrl-D") { _, _ in .quit(.done) }
}
